"""Confirming or setting a deadline: after a yes it is used to remind units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from handlers.notifications.service import schedule, workdays_of
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.naming_days import Wish
from handlers.turn.reply import VOID, Option, Reply
from rules.plan import Deadline, Status
from rules.plan.reminders import GROUP, UNIT
from storage.deadlines import deadlines_in_force

_EXAMPLES: Final = "例如“确认1月5日的期限”“把附件8截止时间定为1月10日”。"
# A day further away than this after the cut-off is a slip of the finger.
_SEASON: Final = timedelta(days=183)
YES: Final = "confirm_deadline:yes:"
NO: Final = "confirm_deadline:no"


def confirm(turn: TurnContext, deadlines: Sequence[Deadline]) -> Reply:
    """Take the days as they are read now."""
    blank = [each for each in deadlines if each.effective is None]
    if blank:
        return act(
            f"方案没有写“{blank[0].label}”的日期，请连日期一起说，"
            "例如“把附件8截止时间定为1月10日”。"
        )
    return shown(turn, [(each, each.effective) for each in deadlines if each.effective])


def set_to(turn: TurnContext, wish: Wish) -> Reply:
    """Another day for one deadline, shown first; or why that day cannot be one."""
    day = wish.day.near(turn.plan.cutoff) if wish.day else None
    if day is None:
        return act(f"没有这一天，请再说一遍日期，{_EXAMPLES}")
    wrong = wrong_day(turn, day)
    if wrong:
        return act(wrong)
    if len(wish.deadlines) > 1:
        return which(wish.deadlines)
    return shown(turn, [(wish.deadlines[0], day)])


def wrong_day(turn: TurnContext, day: date) -> str:
    """Why this day cannot be one; empty where it can."""
    if day < turn.now.date():
        return f"{_full(day)}已经过去了，没有改。请说一个今天或以后的日期。"
    if day > turn.plan.cutoff + _SEASON:
        return f"{_full(day)}离考核年度太远，没有改。请核对年份和月份。"
    return ""


def shown(turn: TurnContext, days: Sequence[tuple[Deadline, date]]) -> Reply:
    """What would be set and which reminders it moves; nothing is set yet."""
    lines = ["请核对（还没有改）："]
    for before, day in days:
        after = replace(before, effective=day, status=Status.CONFIRMED)
        lines += [_said(before, day), *_papers(turn, after), *_moved(turn, before, after)]
        lines.append(_reminders(turn, after))
        if day <= turn.plan.cutoff:
            lines.append(f"注意：{_full(day)}还没有过完{turn.plan.year}考核年度，请核对年份。")
        if not workdays_of(turn.plan, turn.records).is_workday(day):
            lines.append(f"注意：{_full(day)}是休息日，当天收不到材料，请核对。")
    key = YES + ",".join(f"{b.id}={day.isoformat()}@{_standing(b)}" for b, day in days)
    options = (Option("确认这样定", key), Option("先不定", NO))
    return act("\n".join([*lines, "这样定吗？"]), options=options)


def _moved(turn: TurnContext, before: Deadline, after: Deadline) -> list[str]:
    """Reminders planned for the old day that no longer go out."""
    still = set(_coming(turn, after))
    old = [day for day in _coming(turn, before) if day not in still]
    return [f"原来在{_days(old)}的提醒取消。"] if old else []


def settled(turn: TurnContext, chosen: str) -> Reply:
    """After the yes. The card may be old: it changes only what stands as it did when shown.

    All days are looked at before any is set.
    """
    in_force = deadlines_in_force(turn.plan, turn.records)
    wanted = [_read(each, in_force) for each in chosen.split(",")]
    new = [each for each in wanted if not (each[0].binds and each[0].effective == each[1])]
    if not new:
        return act(
            "\n".join(["这件事已经办好了，没有再改：", *(_as_it_is(one) for one, _, _ in wanted)])
        )
    for before, day, shown_as in new:
        if shown_as != _standing(before):
            words = (
                f"这张卡片是先前的，后来日期改过，没有照它办。{_as_it_is(before)}"
                f"要定为{_full(day)}，请再说一遍，例如“把附件8截止时间定为1月10日”。"
            )
            return replace(act(words), card=VOID)
        if before.effective != day and wrong_day(turn, day):
            return act(wrong_day(turn, day))
    lines = []
    for before, day, _ in new:
        turn.records.dates.set(turn.plan.id, before.id, day, by=turn.asker.userid, at=turn.now)
        after = deadlines_in_force(turn.plan, turn.records)[before.id]
        lines += [_said(before, day), *_papers(turn, after), _reminders(turn, after)]
    by, at = turn.asker.name or turn.asker.userid, turn.now
    lines.append(f"已记录：{by}，{at.month}月{at.day}日{at:%H:%M}。此后的答复和提醒都按这个日期。")
    return act("\n".join(lines))


def _standing(deadline: Deadline) -> str:
    """The day as it stands, for a button that holds only while it does."""
    day = deadline.effective.isoformat() if deadline.effective else ""
    return f"{day}{'!' if deadline.binds else ''}"


def _read(chosen: str, in_force: Mapping[str, Deadline]) -> tuple[Deadline, date, str]:
    """The deadline as it is now, the day wanted, and how the deadline stood when shown."""
    id, _, rest = chosen.partition("=")
    written, _, shown_as = rest.partition("@")
    return in_force[id], date.fromisoformat(written), shown_as


def _as_it_is(deadline: Deadline) -> str:
    return f"{deadline.label}：{_state(deadline)}。"


def _said(before: Deadline, day: date) -> str:
    words = (
        f"{before.label}：截止时间{'确认为' if before.effective == day else '定为'}{_full(day)}。"
    )
    if before.binds and before.effective != day and before.effective:
        words += f"（原定{_full(before.effective)}，那一天的提醒不再发。）"
    return words


def _papers(turn: TurnContext, deadline: Deadline) -> list[str]:
    """What else the same deadline covers, so that nobody is surprised."""
    papers = [paper for paper in turn.plan.papers.values() if paper.deadline == deadline.id]
    if not papers:
        return []
    return [f"适用于{'、'.join(paper.form or f'《{paper.name}》' for paper in papers)}。"]


def _reminders(turn: TurnContext, deadline: Deadline) -> str:
    """Which reminders go out from now on."""
    held = deadline.id == turn.plan.reminders.held_deadline
    if not held and not any(paper.deadline == deadline.id for paper in turn.plan.papers.values()):
        return "这个时间不对应各单位上报的材料，不会因此提醒单位。"
    workdays = workdays_of(turn.plan, turn.records)
    coming = _coming(turn, deadline)
    if coming:
        who = "手里还有材料的考核组" if held else "还有缺件的单位"
        words = f"到时{who}，将在{_days(coming)}上午提醒{'' if held else '其政工人事'}。"
        if any(map(workdays.is_provisional, coming)):
            words += "（当年放假安排尚未公布，日期为暂定。）"
        return words
    if deadline.effective and deadline.effective >= turn.now.date():
        return "离截止时间已经很近，下一个工作时间就会提醒一次。"
    return "这一天已经过去，最多再补发一次提醒。"


def _coming(turn: TurnContext, deadline: Deadline) -> list[date]:
    """The days up to the deadline on which reminders of it are still to go out."""
    reminders = turn.plan.reminders
    to = GROUP if deadline.id == reminders.held_deadline else UNIT
    if to == UNIT and not any(p.deadline == deadline.id for p in turn.plan.papers.values()):
        return []
    workdays = workdays_of(turn.plan, turn.records)
    steps = schedule(deadline, reminders, workdays, to)
    first = turn.now.time() < reminders.spread_from
    today = turn.now.date()
    days = {step.day for step in steps if step.workdays <= 0}
    return sorted(day for day in days if day > today or (day == today and first))


def _days(days: Iterable[date]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def which(deadlines: Iterable[Deadline]) -> Reply:
    """Asks which deadline is meant, with how each stands."""
    lines = [f"请说明是哪一个截止时间，{_EXAMPLES}"]
    lines += [f"· {each.label}：{_state(each)}" for each in deadlines]
    return act("\n".join(lines))


def _state(deadline: Deadline) -> str:
    if deadline.binds and deadline.effective:
        return f"已定{_full(deadline.effective)}"
    if deadline.effective:
        return f"方案印的是{deadline.printed}，暂按{_full(deadline.effective)}，待确认"
    return "方案没有写日期"


def _full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
