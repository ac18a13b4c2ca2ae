"""What members settle for themselves and their unit: small, private, undone by one tap."""

from collections.abc import Sequence
from typing import Final

from handlers.roster.service import contacts_on, leave_words
from handlers.turn.access import act, unless_office
from handlers.turn.commands import Command, EndLeave, NameContact, Snooze, TakeLeave, Wake
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Reply
from storage.views import Absence, Member

LONGEST_SNOOZE: Final = 7
_LONGEST_LEAVE: Final = 92  # days


def _own_self(context: DeedContext, _: object) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _own_unit(context: DeedContext, _: object) -> Sequence[Target]:
    return [Target(unit_id=context.asker.unit_id or 0)]


def _take_leave(context: DeedContext, command: TakeLeave) -> Reply:
    first, last, asker = command.first, command.last, context.asker
    if last < context.now.date():
        return act("这几天已经过去了，不用登记。请核对日期，例如“我1月3日到6日请假”。")
    if last < first:
        return act("请把起止日期说清楚，例如“我1月3日到6日请假”。没有登记。")
    if (last - first).days > _LONGEST_LEAVE:
        long = unless_office(context, f"长期不在的，请联系{context.plan.office_called}换人。")
        return act(f"请假时间太长，请核对日期。{long}没有登记。")
    context.records.speaking.leave(asker.userid, first, last, context.now)
    absence = Absence(asker.userid, first, last)
    words = f"已登记：{asker.name}{leave_words(absence)}。这几天的提醒不发给您，"
    return act(f"{words}{_instead(context, absence)}要取消，请说“取消请假”。")


def _instead(context: DeedContext, absence: Absence) -> str:
    """Who gets the reminders meanwhile."""
    unit_id = context.asker.unit_id
    if unit_id is None:
        return "由其他同志接收。"
    others = contacts_on(context.records, absence.first).of(unit_id)
    if others:
        return f"改发给{others[0].name}。"
    return f"本单位没有别的政工人事可以接收，届时会告诉{context.plan.office_called}。"


def _untake_leave(context: DeedContext, command: TakeLeave) -> Command | None:
    return EndLeave(command.first, command.last) if _lasts(context, command) else None


def _lasts(context: DeedContext, command: TakeLeave) -> bool:
    """Whether it is entered at all."""
    today = context.now.date()
    sane = command.first <= command.last and today <= command.last
    return sane and (command.last - command.first).days <= _LONGEST_LEAVE


def _end_leave(context: DeedContext, command: EndLeave) -> Reply:
    speaking, asker = context.records.speaking, context.asker
    if command.first and command.last:
        cancelled = speaking.cancel_leave(asker.userid, command.first, command.last, context.now)
    else:
        cancelled = speaking.end_leave(asker.userid, context.now.date(), context.now)
    if cancelled:
        return act("好的，请假已经取消，提醒照常发给您。")
    return act("没有查到您今天或以后的请假登记，提醒本来就照常发给您。")


def _again_leave(context: DeedContext, _: EndLeave) -> Command | None:
    today = context.now.date()
    absences = context.records.speaking.absences_of(context.asker.userid)
    open_ = [each for each in absences if each.last >= today]
    return TakeLeave(open_[0].first, open_[0].last) if len(open_) == 1 else None


def _snooze(context: DeedContext, command: Snooze) -> Reply:
    unit_id, until = context.asker.unit_id, command.until
    days = (until - context.now.date()).days
    if unit_id is None or not 1 <= days <= LONGEST_SNOOZE:
        return act(
            f"最多可以停{LONGEST_SNOOZE}天，请说“今天别再提醒了”或者“三天后再提醒”。没有改动。"
        )
    context.records.speaking.snooze(unit_id, until, context.asker.userid, context.now)
    return act(
        f"好的，{until.month}月{until.day}日前不再提醒{context.asker.unit_name}交材料。"
        f"截止当天的提醒和{context.plan.office_called}的人工催报不受影响。要恢复，请说“恢复提醒”。"
    )


def _unsnooze(context: DeedContext, command: Snooze | Wake) -> Command | None:
    """What it was before, None where it stays so."""
    today = context.now.date()
    before = context.records.speaking.snoozed().get(context.asker.unit_id or 0)
    if before is not None and before > today:
        return Snooze(before)
    if isinstance(command, Wake) or not 1 <= (command.until - today).days <= LONGEST_SNOOZE:
        return None
    return Wake()


def _wake(context: DeedContext, _: Wake) -> Reply:
    unit_id, name = context.asker.unit_id, context.asker.unit_name
    if context.records.speaking.wake(unit_id or 0, context.asker.userid, context.now):
        return act(f"好的，{name}的提醒已经恢复，按原来的日子发。")
    return act(f"{name}没有停过提醒，仍按原来的日子发。")


def _name_contact(context: DeedContext, command: NameContact) -> Reply:
    clerks = _clerks(context)
    chosen = next((each for each in clerks if each.userid == command.userid.casefold()), None)
    if chosen is None:
        return which_clerk(context)
    first = _first_clerk(context)
    context.records.speaking.name_contact(
        context.asker.unit_id or 0, chosen.userid, context.asker.userid, context.now
    )
    undo = ""
    if first and first.userid != chosen.userid:
        undo = f"要改回来，请说“本单位由{first.name}负责”。"
    rest = "请假或收不到消息时，改发给其他政工人事。" if len(clerks) > 1 else ""
    return act(f"好的，{context.asker.unit_name}的提醒以后先发给{chosen.name}。{rest}{undo}")


def which_clerk(context: DeedContext) -> Reply:
    """Who is registered, where none of them was named."""
    clerks, unit = _clerks(context), context.asker.unit_name
    names = "、".join(each.name for each in clerks)
    example = clerks[0].name if clerks else context.asker.name
    return act(
        f"{unit}登记的政工人事有：{names}。请说其中一位的姓名，"
        f"例如“本单位由{example}负责”。要换成别的同志，请先联系{context.plan.office}登记。"
    )


def _clerks(context: DeedContext) -> list[Member]:
    return context.records.members.clerks_of(context.asker.unit_id or 0)


def _first_clerk(context: DeedContext) -> Member | None:
    """Who is written to first now."""
    named = context.records.speaking.contacts().get(context.asker.unit_id or 0)
    clerks = _clerks(context)
    return next((each for each in clerks if each.userid == named), next(iter(clerks), None))


def _before_contact(context: DeedContext, command: NameContact) -> Command | None:
    first, wanted = _first_clerk(context), command.userid.casefold()
    known = any(each.userid == wanted for each in _clerks(context))
    return NameContact(first.userid) if known and first and first.userid != wanted else None


TAKE_LEAVE: Final = DeedService(
    TakeLeave, always(Deed.LEAVE), "leave", _own_self, do=_take_leave, inverse=_untake_leave
)
END_LEAVE: Final = DeedService(
    EndLeave, always(Deed.LEAVE), "leave", _own_self, do=_end_leave, inverse=_again_leave
)
SNOOZE: Final = DeedService(
    Snooze, always(Deed.REMIND_LESS), "remind_less", _own_unit, do=_snooze, inverse=_unsnooze
)
WAKE: Final = DeedService(
    Wake, always(Deed.REMIND_LESS), "remind_less", _own_unit, do=_wake, inverse=_unsnooze
)
NAME_CONTACT: Final = DeedService(
    NameContact,
    always(Deed.NAME_CONTACT),
    "unit_contact",
    _own_unit,
    do=_name_contact,
    inverse=_before_contact,
)
