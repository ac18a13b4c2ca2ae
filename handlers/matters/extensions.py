"""A later day for a paper: asked for by who owes it, granted or refused by the section."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from handlers.matters.extension_changes import GONE, changed_from, open_twin, stands, taken_off
from handlers.matters.phrases import (
    asked_line,
    became,
    called,
    full,
    paper_of,
    staff,
    who_put,
    whom,
)
from handlers.notifications.service import schedule, workdays_of
from handlers.submissions.service import Item, paper_name, unit_papers
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.examples import later_day
from handlers.turn.matter_commands import AskExtension, RuleExtension
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Link, Push, Reply
from rules.papers import for_example
from rules.plan import Deadline, Plan, Status
from rules.plan.called import notice_word
from storage.deadlines import all_deadlines, deadlines_in_force, extended_deadlines
from storage.views import Matter, MatterKind, MatterState

_LONGEST: Final = 200  # characters of a reason
_FURTHEST: Final = timedelta(days=62)
PAGE: Final = Link("批延期、答留言", "/board/matters")
_WHY: Final = "因为还有人出差没有回来”"


def example(plan: Plan) -> str:
    """How it is asked for in one sentence."""
    return f"例如“{for_example(plan)}申请延期到{later_day(plan)}，{_WHY}"


def ends_in_example(told: str) -> bool:
    """Whether a reply asked for what a request misses."""
    return told.endswith(f"{_WHY}。")


def due_day(context: DeedContext, item: Item) -> date | None:
    """The day this paper is due now, whatever was granted before."""
    found = all_deadlines(context.plan, context.records).get(item.deadline_id or "")
    return found.effective if found else None


def later_days(context: DeedContext, deadlines: Iterable[str]) -> str:
    """The later days of the asker's unit under these deadlines, a line each; empty for none."""
    unit_id, wanted = context.asker.unit_id, set(deadlines)
    if unit_id is None or not wanted:
        return ""
    lines = []
    for id, (unit, deadline, _) in extended_deadlines(context.plan, context.records).items():
        if unit != unit_id or id.partition("~")[0] not in wanted or deadline.effective is None:
            continue
        names = [paper_of(context, one, None) for one in deadline.papers]
        lines.append(f"您单位的{'、'.join(names)}已同意延到{full(deadline.effective)}。")
    return "\n".join(lines)


def items_of(context: DeedContext, command: AskExtension) -> list[Item]:
    """What the unit owes that this is about."""
    return [
        item
        for item in unit_papers(context.plan, context.records, command.unit_id).items
        if item.paper.id == command.paper
        and (command.person_id is None or (item.person and item.person.id == command.person_id))
    ]


def _asked_of(_context: DeedContext, command: AskExtension) -> Sequence[Target]:
    return [Target(unit_id=command.unit_id, person_id=command.person_id)]


def _show(context: DeedContext, command: AskExtension) -> Preview | Reply:
    twin = open_twin(context, command)
    wrong = _wrong(context, command) or (stands(context, command, twin) if twin else "")
    if wrong:
        return act(wrong)
    unit = context.records.roster.unit(command.unit_id)
    now = _due_now(context, command)
    lines = [
        f"请核对（还没有{'改' if twin else '报'}）：{unit.name}申请延期",
        changed_from(twin) if twin else "",
        f"材料：{paper_of(context, command.paper, command.person_id)}",
        f"现在的截止时间：{full(now)}" if now else "",
        f"申请延到：{full(command.day)}",
        f"理由：{command.reason}",
        f"报{whom(context)}批；没有批之前，仍按原来的时间。",
    ]
    text = "\n".join(line for line in lines if line)
    if twin:
        dropped = "好的，没有改，原来的申请照旧。"
        return Preview(command, text, "这样改吗？", "确认改", "先不改", dropped)
    return Preview(command, text, "报上去吗？", "确认申请", "先不报", "好的，没有申请延期。")


def _do(context: DeedContext, command: AskExtension) -> Reply:
    twin = open_twin(context, command)
    wrong = _wrong(context, command) or (stands(context, command, twin) if twin else "")
    if wrong:
        return act(wrong)
    if twin and not taken_off(context, twin):
        return act(f"{called(twin)}{GONE}")
    matter, is_new = context.records.matters.put(
        context.plan.id,
        MatterKind.EXTENSION,
        _about(command),
        by=context.asker.userid,
        at=context.now,
        unit_id=command.unit_id,
        person_id=command.person_id,
        paper=command.paper,
        words=command.reason,
        day=command.day,
    )
    if not is_new:
        return act(stands(context, command, matter) or f"{called(matter)}{GONE}")
    instead = f"，代替第{twin.number}号" if twin else ""
    text = (
        f"有{'改过' if twin else '新'}的延期申请待批{instead}。\n"
        f"{called(matter)}：{who_put(context, matter)}申请"
        f"{asked_line(context, matter)}\n"
        f"同意请回复“同意延期{matter.number}号”（可以写另外的日期），"
        f"不同意请回复“不同意延期{matter.number}号，理由是……”。"
    )
    pushes = tuple(
        Push(one.userid, text, _key(matter, "put", one.userid), PAGE)
        for one in staff(context)
        if one.userid != context.asker.userid
    )
    told = f"已报{whom(context)}，{called(matter)}{instead}。"
    told += "批了我告诉您；没有批之前，仍按原来的时间。"
    return act(told, pushes=pushes)


def _wrong(context: DeedContext, command: AskExtension) -> str:
    """Why this cannot be asked for; empty where it can."""
    items = items_of(context, command)
    found = context.plan.papers.get(command.paper)
    if not items or found is None:
        return f"您这里没有要交的{paper_name(found) if found else '这份材料'}，不用申请延期。"
    called_so = paper_of(context, command.paper, command.person_id)
    if not any(item.missing for item in items):
        return f"{called_so}已经收到了，不用延期。"
    if not command.reason.strip():
        return f"请写明延期的理由，{example(context.plan)}。"
    if len(command.reason) > _LONGEST:
        return f"理由请控制在{_LONGEST}字以内，再发一遍。"
    if items[0].deadline_id is None:
        return f"{notice_word(context.plan)}没有给{called_so}定截止时间，不用申请延期。"
    return _wrong_day(context, command.day, _due_now(context, command))


def _wrong_day(context: DeedContext, day: date, now: date | None) -> str:
    if day < context.now.date():
        return f"{full(day)}已经过去了。请写一个今天以后的日期，{example(context.plan)}。"
    if now is not None and day <= now:
        return f"现在的截止时间就是{full(now)}，{full(day)}没有晚于它，不用延期。"
    if day > max(now or context.now.date(), context.now.date()) + _FURTHEST:
        return f"{full(day)}太远了，没有报。请核对年份和月份，{example(context.plan)}。"
    return ""


def _due_now(context: DeedContext, command: AskExtension) -> date | None:
    days = [due_day(context, item) for item in items_of(context, command) if item.missing]
    return min((day for day in days if day), default=None)


def _about(command: AskExtension) -> str:
    return f"{command.unit_id}:{command.paper}:{command.person_id or 0}"


def _of_county(_context: DeedContext, _command: RuleExtension) -> Sequence[Target]:
    return [OF_COUNTY]


def _open(context: DeedContext, command: RuleExtension) -> Matter | Reply:
    """The request, or why it cannot be ruled on so."""
    matter = context.records.matters.numbered(context.plan.id, command.number)
    if matter is None or matter.kind is not MatterKind.EXTENSION:
        return act(f"没有延期申请第{command.number}号。回复“延期申请有哪些”可以看。")
    if matter.state is not MatterState.OPEN:
        return act(f"{called(matter)}已经办过，没有再办：{became(context, matter)}。")
    if len(command.words) > _LONGEST:
        return act(f"理由请控制在{_LONGEST}字以内，再发一遍。")
    if command.day is None:
        if command.words.strip():
            return matter
        return act(
            "不同意的，请写明理由，它会告诉申请人，"
            f"例如“不同意延期{command.number}号，理由是全县要统一汇总”。"
        )
    wrong = _wrong_day(context, command.day, _base(context, matter))
    return act(wrong) if wrong else matter


def _base(context: DeedContext, matter: Matter) -> date | None:
    found = _deadline(context, matter)
    return found.effective if found else None


def _deadline(context: DeedContext, matter: Matter) -> Deadline | None:
    paper = context.plan.papers.get(matter.paper)
    deadlines = deadlines_in_force(context.plan, context.records)
    return deadlines.get((paper.deadline or "") if paper else "")


def _show_ruling(context: DeedContext, command: RuleExtension) -> Preview | Reply:
    matter = _open(context, command)
    if isinstance(matter, Reply):
        return matter
    asked = f"{called(matter)}：{who_put(context, matter)}申请{asked_line(context, matter)}。"
    if command.day is None:
        lines = ["请核对（还没有定）：不同意", asked, f"理由：{command.words}"]
        lines.append("原来的截止时间和提醒都不变。")
        yes, question = "确认不同意", "这样答复吗？"
    else:
        other = "" if command.day == matter.day else "（申请的是另一天）"
        lines = [f"请核对（还没有批）：同意延到{full(command.day)}{other}", asked]
        lines += [f"附言：{command.words}"] if command.words else []
        lines.append(_moved(context, matter, command.day))
        yes, question = "确认同意", "这样批吗？"
    lines.append(f"定了就告诉{who_put(context, matter)}。")
    dropped = "好的，没有批，这件申请仍然待批。"
    return Preview(command, "\n".join(lines), question, yes, "先不批", dropped)


def _moved(context: DeedContext, matter: Matter, day: date) -> str:
    """What a granted day moves: this unit's reminders of this paper, nobody else's."""
    base = _deadline(context, matter)
    unit = context.records.roster.unit_names().get(matter.unit_id or 0, "")
    if base is None:
        return f"只改{unit}这一份，其他单位不变。"
    later = replace(base, effective=day, status=Status.CONFIRMED)
    workdays = workdays_of(context.plan, context.records)
    steps = schedule(later, context.plan.reminders, workdays)
    coming = sorted({s.day for s in steps if s.workdays <= 0 and s.day > context.now.date()})
    when = "、".join(f"{one.month}月{one.day}日" for one in coming)
    told = f"还没交的话，在{when}提醒" if when else "截止前最多再提醒一次"
    return f"只改{unit}这一份的截止时间和提醒（{told}），其他单位和材料不变。"


def _rule(context: DeedContext, command: RuleExtension) -> Reply:
    matter = _open(context, command)
    if isinstance(matter, Reply):
        return matter
    state = MatterState.REFUSED if command.day is None else MatterState.GRANTED
    done = context.records.matters.settle(
        matter,
        state,
        by=context.asker.userid,
        at=context.now,
        answer=command.words.strip(),
        granted=command.day,
    )
    if done is None:
        return act(f"{called(matter)}刚刚已经由别人办了，您这次没有生效。")
    paper = paper_of(context, matter.paper, matter.person_id)
    text = f"您申请的{paper}延期（第{matter.number}号）：{became(context, done)}。"
    if command.day is not None:
        text += "这份材料的提醒按新日期发，其他材料的时间不变。"
    told = Push(matter.by, text, _key(matter, "ruled", matter.by), Link("打开本单位清单", "/unit"))
    pushes = (told,) if matter.by != context.asker.userid else ()
    head = "没有同意" if command.day is None else f"已同意延到{full(command.day)}"
    return act(f"{called(matter)}{head}，已告诉{who_put(context, matter)}。", pushes=pushes)


def _key(matter: Matter, what: str, userid: str) -> str:
    return f"matter:{matter.plan_id}:{matter.number}:{what}:{userid}"


ASK_EXTENSION: Final = DeedService(
    AskExtension, always(Deed.ASK_EXTENSION), "ask_extension", _asked_of, do=_do, show=_show
)
RULE_EXTENSION: Final = DeedService(
    RuleExtension,
    always(Deed.SETTLE_MATTER),
    "rule_extension",
    _of_county,
    do=_rule,
    show=_show_ruling,
)
