"""Reminders a member asks for: set, moved, dropped and listed; private, undone by one tap."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from handlers.notifications.own_moments import FURTHEST, due_words, when_words
from handlers.notifications.quiet_hours import own_moment
from handlers.notifications.workdays import workdays_of
from handlers.turn.access import act
from handlers.turn.commands import Command
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, always
from handlers.turn.own_commands import DropReminders, KeepReminders, MoveReminder, RemindMe
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Reply
from storage.views import OwnReminder, ReminderState

MOST: Final = 20
LONGEST: Final = 200  # characters
_GONE: Final = "没有这个提醒，可能已经发过或者取消了。要看有哪些，请说“我有哪些提醒”。"


def standing(context: DeedContext) -> list[OwnReminder]:
    """The asker's reminders that are still to come, the next one first."""
    return context.records.own_wishes.reminders_of(context.asker.userid)


def matter_words(matter: str) -> str:
    """What it is about, as it stands behind “提醒您”."""
    return f"：{matter}" if matter else ""


def list_lines(context: DeedContext, reminders: Sequence[OwnReminder]) -> str:
    """A line each, with the number by which it is dropped."""
    return "\n".join(
        f"第{one.number}个：{_when(one, context.now)}{matter_words(one.matter)}"
        for one in sorted(reminders, key=lambda one: one.number)
    )


def _when(one: OwnReminder, now: datetime) -> str:
    words = due_words(one.due, one.weekdays, now)
    return f"{words}（正要发）" if one.state is ReminderState.QUEUED else words


def _own_self(context: DeedContext, _: object) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _why_not(context: DeedContext, at: datetime, matter: str = "") -> str:
    if not context.now < at <= context.now + FURTHEST:
        return f"{when_words(at, context.now)}已经过了或者太远。请说以后一年内的时间，没有改动。"
    if len(matter) > LONGEST:
        return f"要提醒的事请控制在{LONGEST}字以内，现在是{len(matter)}字，没有设。"
    return ""


def _cannot_remind(context: DeedContext, command: RemindMe) -> str:
    if len(standing(context)) >= MOST:
        return (
            f"您已经有{MOST}个提醒，这个没有加上。请先取消用不着的，例如“取消第1个提醒”；"
            "看全部，请说“我有哪些提醒”。"
        )
    return _why_not(context, command.at, command.matter)


def _remind(context: DeedContext, command: RemindMe) -> Reply:
    why = _cannot_remind(context, command)
    if why:
        return act(why)
    context.records.own_wishes.remind(
        context.asker.userid, command.at, command.weekdays, command.matter, context.now
    )
    words = f"好的，{due_words(command.at, command.weekdays, context.now)}提醒您"
    return act(
        f"{words}{matter_words(command.matter)}。{_put_off(context, command.at)}"
        "要改时间，请说“改到9点半”；不要了，请说“取消那个提醒”。"
    )


def _put_off(context: DeedContext, at: datetime) -> str:
    """That it will come later, because of quiet hours or leave."""
    workdays = workdays_of(context.plan, context.records)
    moment = own_moment(context.records, context.asker.userid, workdays, at)
    if moment == at:
        return ""
    return f"那时在您的免打扰时间或者请假期间，会推到{when_words(moment, context.now)}发。"


def _unremind(context: DeedContext, command: RemindMe) -> Command | None:
    if _cannot_remind(context, command):
        return None
    return DropReminders((context.records.own_wishes.next_number(context.asker.userid),))


def _numbered(context: DeedContext, number: int) -> OwnReminder | None:
    return next((one for one in standing(context) if one.number == number), None)


def _move(context: DeedContext, command: MoveReminder) -> Reply:
    found = _numbered(context, command.number)
    why = _why_not(context, command.at) if found else _GONE
    if found is None or why:
        return act(why)
    context.records.own_wishes.move(found.id, command.at, command.weekdays, context.now)
    words = due_words(command.at, command.weekdays, context.now)
    put_off = _put_off(context, command.at)
    return act(f"好的，改到{words}提醒您{matter_words(found.matter)}。{put_off}")


def _move_back(context: DeedContext, command: MoveReminder) -> Command | None:
    found = _numbered(context, command.number)
    if found is None or _why_not(context, command.at) or found.due <= context.now:
        return None
    return MoveReminder(command.number, found.due.astimezone(context.now.tzinfo), found.weekdays)


def _drop(context: DeedContext, command: DropReminders) -> Reply:
    found = _meant(context, command)
    if not found:
        return act(_GONE)
    for one in found:
        context.records.own_wishes.drop(one.id, context.now)
    if len(found) > 1:
        return act(f"好的，{len(found)}个提醒都取消了。")
    [one] = found
    when = due_words(one.due, one.weekdays, context.now)
    return act(f"好的，取消了：{when}{matter_words(one.matter)}。")


def _meant(context: DeedContext, command: DropReminders) -> list[OwnReminder]:
    return [one for one in standing(context) if one.number in command.numbers]


def _undrop(context: DeedContext, command: DropReminders) -> Command | None:
    ids = tuple(one.id for one in _meant(context, command))
    return KeepReminders(ids) if ids else None


def _keep(context: DeedContext, command: KeepReminders) -> Reply:
    wishes, own = context.records.own_wishes, context.asker.userid.casefold()
    found = [one for id in command.ids if (one := wishes.by_id(id)) and one.userid == own]
    dropped = [one for one in found if one.state is ReminderState.DROPPED]
    late = [one for one in dropped if one.due <= context.now and not one.weekdays]
    kept = [wishes.keep(one.id, context.now) for one in dropped if one not in late]
    if not kept:
        return act("时间已经过了，没有恢复。" if late else _GONE)
    return act(f"好的，照旧提醒您：\n{list_lines(context, kept)}")


REMIND_ME: Final = DeedService(
    RemindMe, always(Deed.REMIND_ONESELF), "remind_me", _own_self, do=_remind, inverse=_unremind
)
MOVE_REMINDER: Final = DeedService(
    MoveReminder,
    always(Deed.REMIND_ONESELF),
    "my_reminders",
    _own_self,
    do=_move,
    inverse=_move_back,
)
DROP_REMINDERS: Final = DeedService(
    DropReminders,
    always(Deed.REMIND_ONESELF),
    "my_reminders",
    _own_self,
    do=_drop,
    inverse=_undrop,
)
KEEP_REMINDERS: Final = DeedService(
    KeepReminders, always(Deed.REMIND_ONESELF), "my_reminders", _own_self, do=_keep
)
