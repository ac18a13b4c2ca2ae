"""Confirming or setting a deadline: after a yes it is used to remind units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from handlers.notifications.service import schedule, workdays_of
from handlers.turn.access import act
from handlers.turn.commands import DeadlineDay, SetDeadlines
from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.examples import due_day
from handlers.turn.naming_days import Wish
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import VOID, Reply, order
from rules.papers import for_example
from rules.plan import Deadline, Plan, Status
from rules.plan.called import notice_word
from rules.plan.reminders import GROUP, UNIT
from storage.deadlines import deadlines_in_force

# A day further away than this after the cut-off is a slip of the finger.
_SEASON: Final = timedelta(days=183)


def confirm(plan: Plan, deadlines: Sequence[Deadline]) -> Reply:
    """Take the days as they are read now."""
    blank = [each for each in deadlines if each.effective is None]
    if blank:
        return act(
            f"{notice_word(plan)}没有写“{blank[0].label}”的日期，请连日期一起说，例如“{_setting(plan)}”。"
        )
    days = (DeadlineDay(each.id, each.effective) for each in deadlines if each.effective)
    return order(SetDeadlines(tuple(days)))


def set_to(turn: TurnContext, wish: Wish) -> Reply:
    """Another day for one deadline; or why that day cannot be one."""
    day = wish.day.near(turn.plan.cutoff) if wish.day else None
    if day is None:
        return act(f"没有这一天，请再说一遍日期，{_examples(turn.plan)}")
    wrong = wrong_day(turn, day)
    if wrong:
        return act(wrong)
    if len(wish.deadlines) > 1:
        return which(turn.plan, wish.deadlines)
    return order(SetDeadlines((DeadlineDay(wish.deadlines[0].id, day),)))


def shifted(context: DeedContext, deadlines: Sequence[Deadline], days: int) -> Reply:
    """A deadline's day moved by so many days; asks which where several could be meant."""
    dated = [each for each in deadlines if each.effective]
    if not dated:
        return act(
            f"“{deadlines[0].label}”还没有日期，请直接说定为哪一天，{_examples(context.plan)}"
        )
    if len(dated) > 1:
        words = f"{'推后' if days > 0 else '提前'}{abs(days)}天"
        lines = [
            f"{words}的是哪一个截止时间？请连材料一起说，例如“{for_example(context.plan)}截止时间{words}”。"
        ]
        lines += [f"· {each.label}：{state_words(context.plan, each)}" for each in dated]
        return act("\n".join(lines))
    [only] = dated
    day = (only.effective or context.now.date()) + timedelta(days=days)
    wrong = wrong_day(context, day)
    return act(wrong) if wrong else order(SetDeadlines((DeadlineDay(only.id, day),)))


def wrong_day(context: DeedContext, day: date) -> str:
    """Why this day cannot be one; empty where it can."""
    if day < context.now.date():
        return f"{_full(day)}已经过去了，没有改。请说一个今天或以后的日期。"
    if day > context.plan.cutoff + _SEASON:
        return f"{_full(day)}离考核年度太远，没有改。请核对年份和月份。"
    return ""


def _targets(_context: DeedContext, _command: SetDeadlines) -> Sequence[Target]:
    return [OF_COUNTY]


def _show(context: DeedContext, command: SetDeadlines) -> Preview | Reply:
    """What would be set and which reminders it moves; nothing is set yet."""
    in_force = deadlines_in_force(context.plan, context.records)
    wrong = _wrong(context, command, in_force)
    if wrong:
        return wrong
    lines = ["请核对（还没有改）："]
    for each in command.days:
        before, day = in_force[each.deadline], each.day
        after = replace(before, effective=day, status=Status.CONFIRMED)
        lines += [_said(before, day), *_papers(context, after), *_moved(context, before, after)]
        lines.append(_reminders(context, after))
        if day <= context.plan.cutoff:
            lines.append(f"注意：{_full(day)}还没有过完{context.plan.year}考核年度，请核对年份。")
        if not workdays_of(context.plan, context.records).is_workday(day):
            lines.append(f"注意：{_full(day)}是休息日，当天收不到材料，请核对。")
    exact = tuple(replace(each, stood=_standing(in_force[each.deadline])) for each in command.days)
    return Preview(
        SetDeadlines(exact),
        "\n".join(lines),
        "这样定吗？",
        "确认这样定",
        "先不定",
        "好的，没有改，原来的日期和提醒都不变。",
    )


def _wrong(
    context: DeedContext, command: SetDeadlines, in_force: Mapping[str, Deadline]
) -> Reply | None:
    """Why none of these days is set. What stands already is taken as it is."""
    for each in command.days:
        if each.deadline not in in_force:
            return act(
                f"{notice_word(context.plan)}里没有这个时间节点，没有改。{_examples(context.plan)}"
            )
        before = in_force[each.deadline]
        if before.effective != each.day and (wrong := wrong_day(context, each.day)):
            return act(wrong)
    return None


def _moved(context: DeedContext, before: Deadline, after: Deadline) -> list[str]:
    """Reminders planned for the old day that no longer go out."""
    still = set(coming_days(context, after))
    old = [day for day in coming_days(context, before) if day not in still]
    return [f"原来在{days_told(old)}的提醒取消。"] if old else []


def _do(context: DeedContext, command: SetDeadlines) -> Reply:
    """After the yes. The card may be old: it changes only what stands as it did when shown.

    All days are looked at before any is set.
    """
    in_force = deadlines_in_force(context.plan, context.records)
    wrong = _wrong(context, command, in_force)
    if wrong:
        return wrong
    wanted = [(in_force[each.deadline], each) for each in command.days]
    new = [(one, each) for one, each in wanted if not (one.binds and one.effective == each.day)]
    if not new:
        return act(
            "\n".join(
                [
                    "这件事已经办好了，没有再改：",
                    *(_as_it_is(context.plan, one) for one, _ in wanted),
                ]
            )
        )
    for before, each in new:
        if each.stood is not None and each.stood != _standing(before):
            words = (
                f"这张卡片是先前的，后来日期改过，没有照它办。{_as_it_is(context.plan, before)}"
                f"要定为{_full(each.day)}，请再说一遍，例如“{_setting(context.plan)}”。"
            )
            return replace(act(words), card=VOID)
    lines = []
    for before, each in new:
        context.records.dates.set(
            context.plan.id, before.id, each.day, by=context.asker.userid, at=context.now
        )
        after = deadlines_in_force(context.plan, context.records)[before.id]
        lines += [_said(before, each.day), *_papers(context, after), _reminders(context, after)]
    by, at = context.asker.name or context.asker.userid, context.now
    lines.append(f"已记录：{by}，{at.month}月{at.day}日{at:%H:%M}。此后的答复和提醒都按这个日期。")
    return act("\n".join(lines))


def _standing(deadline: Deadline) -> str:
    """The day as it stands, for a button that holds only while it does."""
    day = deadline.effective.isoformat() if deadline.effective else ""
    return f"{day}{'!' if deadline.binds else ''}"


def _as_it_is(plan: Plan, deadline: Deadline) -> str:
    return f"{deadline.label}：{state_words(plan, deadline)}。"


def _said(before: Deadline, day: date) -> str:
    words = (
        f"{before.label}：截止时间{'确认为' if before.effective == day else '定为'}{_full(day)}。"
    )
    if before.binds and before.effective != day and before.effective:
        words += f"（原定{_full(before.effective)}，那一天的提醒不再发。）"
    return words


def _papers(context: DeedContext, deadline: Deadline) -> list[str]:
    """What else the same deadline covers, so that nobody is surprised."""
    papers = [paper for paper in context.plan.papers.values() if paper.deadline == deadline.id]
    if not papers:
        return []
    return [f"适用于{'、'.join(paper.form or f'《{paper.name}》' for paper in papers)}。"]


def _reminders(context: DeedContext, deadline: Deadline) -> str:
    """Which reminders go out from now on."""
    held = deadline.id == context.plan.reminders.held_deadline
    if not held and not any(
        paper.deadline == deadline.id for paper in context.plan.papers.values()
    ):
        return "这个时间不对应各单位上报的材料，不会因此提醒单位。"
    workdays = workdays_of(context.plan, context.records)
    coming = coming_days(context, deadline)
    if coming:
        who = "手里还有材料的考核组" if held else "还有缺件的单位"
        words = f"到时{who}，将在{days_told(coming)}上午提醒{'' if held else '其政工人事'}。"
        if any(map(workdays.is_provisional, coming)):
            words += "（当年放假安排尚未公布，日期为暂定。）"
        return words
    if deadline.effective and deadline.effective >= context.now.date():
        return "离截止时间已经很近，下一个工作时间就会提醒一次。"
    return "这一天已经过去，最多再补发一次提醒。"


def coming_days(context: DeedContext, deadline: Deadline) -> list[date]:
    """The days up to the deadline on which reminders of it are still to go out."""
    reminders = context.plan.reminders
    to = GROUP if deadline.id == reminders.held_deadline else UNIT
    if to == UNIT and not any(p.deadline == deadline.id for p in context.plan.papers.values()):
        return []
    workdays = workdays_of(context.plan, context.records)
    steps = schedule(deadline, reminders, workdays, to)
    first = context.now.time() < reminders.spread_from
    today = context.now.date()
    days = {step.day for step in steps if step.workdays <= 0}
    return sorted(day for day in days if day > today or (day == today and first))


def days_told(days: Iterable[date]) -> str:
    """“12月25日、1月3日”."""
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def which(plan: Plan, deadlines: Iterable[Deadline]) -> Reply:
    """Asks which deadline is meant, with how each stands."""
    lines = [f"请说明是哪一个截止时间，{_examples(plan)}"]
    lines += [f"· {each.label}：{state_words(plan, each)}" for each in deadlines]
    return act("\n".join(lines))


def _examples(plan: Plan) -> str:
    return f"例如“确认1月5日的期限”“{_setting(plan)}”。"


def _setting(plan: Plan) -> str:
    return f"把{for_example(plan)}截止时间定为{due_day(plan)}"


def state_words(plan: Plan, deadline: Deadline) -> str:
    """What day it has, and how far that may be relied on."""
    if deadline.binds and deadline.effective:
        return f"已定{_full(deadline.effective)}"
    if deadline.effective:
        return (
            f"{notice_word(plan)}印的是{deadline.printed}，暂按{_full(deadline.effective)}，待确认"
        )
    return f"{notice_word(plan)}没有写日期"


def _full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


SET_DEADLINES: Final = DeedService(
    SetDeadlines, always(Deed.SET_DEADLINES), "confirm_deadline", _targets, do=_do, show=_show
)
