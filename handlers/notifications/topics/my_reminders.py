"""One's own reminders: which there are, another moment for one, dropping one."""

from collections.abc import Sequence

from handlers.notifications.own_moments import when_meant
from handlers.notifications.own_reminders import list_lines, standing
from handlers.notifications.own_words import reminder_said
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.own_commands import DropReminders, MoveReminder
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.own_reminders import ReminderWish, Wanted
from storage.views import OwnReminder

_NONE = "您没有设自己的提醒。要设，请直接说，例如“明天早上9点提醒我交材料”。"
_SHORTEST = 2  # characters of a matter by which a reminder is found


@topic("my_reminders", Deed.REMIND_ONESELF)
def my_reminders(turn: TurnContext) -> Reply:
    """One's open reminders: listed, moved or dropped."""
    wish, own = reminder_said(turn), standing(turn)
    if not own:
        return act(_NONE)
    if wish is None or wish.wanted is Wanted.LIST:
        return _list(turn, own, f"您有{len(own)}个提醒：")
    if wish.wanted is Wanted.DROP and wish.every:
        return order(DropReminders(tuple(one.number for one in own)))
    found = _meant(turn, wish, own)
    if wish.number and not found:
        return _list(turn, own, f"没有第{wish.number}个提醒。您有{len(own)}个：")
    if len(found) != 1:
        return _list(turn, found or own, "您说的是哪一个？什么也没有动。")
    if wish.wanted is Wanted.DROP:
        return order(DropReminders((found[0].number,)))
    when = when_meant(wish.moment, turn.now, found[0])
    if not wish.moment.named:
        return act("改到什么时候？请说清日期和钟点，例如“改到1月7日9点半”。没有改动。")
    if isinstance(when, str):
        return act(f"没有改动。{when}")
    return order(MoveReminder(found[0].number, when.due, when.weekdays))


def _list(turn: TurnContext, reminders: Sequence[OwnReminder], head: str) -> Reply:
    example = min(one.number for one in reminders)
    return act(
        f"{head}\n{list_lines(turn, reminders)}\n"
        f"要取消，请说“取消第{example}个提醒”；要改时间，请说“第{example}个提醒改到9点半”。"
    )


def _meant(turn: TurnContext, wish: ReminderWish, own: list[OwnReminder]) -> list[OwnReminder]:
    """By its number, by what it is about, by its day, else the one touched last."""
    if wish.number:
        return [one for one in own if one.number == wish.number]
    named = [one for one in own if len(one.matter) >= _SHORTEST and one.matter in turn.said]
    if named:
        return named
    day = wish.moment.day
    if wish.wanted is Wanted.DROP and day is not None:
        return [one for one in own if one.due.astimezone(turn.now.tzinfo).date() == day]
    if wish.wanted is Wanted.DROP and wish.moment.weekdays:
        return [one for one in own if one.weekdays]
    just_now = turn.state.topic in {"remind_me", "my_reminders"}
    return [max(own, key=lambda one: (one.changed_at, one.id))] if just_now else own
