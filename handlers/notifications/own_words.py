"""Whether a message is about the writer's own reminders or quiet hours, told by its shape."""

from datetime import timedelta
from typing import Final

from handlers.turn.context import TurnContext
from language.deed_told import only_told
from language.own_reminders import SHAPES as OF_REMINDERS
from language.own_reminders import ReminderWish, Wanted, reminder_wish
from language.quiet_hours import SHAPES as OF_QUIET_HOURS
from language.quiet_hours import QuietWish, quiet_wish

OWN_TOPICS: Final = frozenset({"remind_me", "my_reminders", "quiet_hours"})
_REMINDERS: Final = frozenset({"remind_me", "my_reminders"})
# What these say may hold any words.
_QUOTED: Final = frozenset({"announce", "answer_case", "teach", "petition"})
# Of who has no reminder of their own, “那个提醒不要了” is about another.
_MAY_BE_OTHERS: Final = frozenset({"hold", "remind_less", "unit_contact", "chase"})
OWN_WISH: Final = (OF_REMINDERS, OF_QUIET_HOURS)
_JUST_NOW: Final = timedelta(minutes=30)


def own_wish_topic(turn: TurnContext) -> str | None:
    """The topic that answers it; None where it is about something else."""
    if turn.choice is not None or turn.button is not None or turn.reading.topic in _QUOTED:
        return None
    if quiet_said(turn) is not None:
        return "quiet_hours"
    wish = reminder_said(turn)
    if wish is None:
        return None
    if wish.wanted in (Wanted.SET, Wanted.ASKS):
        if only_told("remind_less", turn.said):
            return None
        # Without a moment it may as well be a complaint: what was read decides.
        return "remind_me" if wish.moment.named or wish.moment.vague else None
    own = wish.wanted is Wanted.LIST or turn.records.own_wishes.reminders_of(turn.asker.userid)
    return "my_reminders" if own or turn.reading.topic not in _MAY_BE_OTHERS else None


def speaks_of_own_wishes(text: str) -> bool:
    """Whether it is about somebody's own quiet hours, which are nobody else's matter."""
    return quiet_wish(text, just_now=False, is_set=False) is not None


def quiet_said(turn: TurnContext) -> QuietWish | None:
    """What is wanted of quiet hours; “别发” while a deed waits is about that deed."""
    pending = turn.state.pending
    if pending is not None and not pending.undoes and not pending.came_of_it:
        return None
    just_now = turn.state.topic == "quiet_hours"
    wish = quiet_wish(turn.said, just_now=just_now, is_set=False)
    if wish is not None or "恢复" not in turn.said:
        return wish
    # “恢复提醒” is about the unit's pause where there is one.
    if turn.asker.unit_id in turn.records.speaking.snoozed():
        return None
    is_set = bool(turn.records.own_wishes.quiet_of(turn.asker.userid))
    return quiet_wish(turn.said, just_now=False, is_set=is_set)


def reminder_said(turn: TurnContext) -> ReminderWish | None:
    """What is wanted of one's own reminders."""
    return reminder_wish(turn.said, turn.now, just_now=_just_now(turn))


def _just_now(turn: TurnContext) -> bool:
    if turn.state.topic not in _REMINDERS:
        return False
    own = turn.records.own_wishes.reminders_of(turn.asker.userid)
    return any(turn.now - one.changed_at <= _JUST_NOW for one in own)
