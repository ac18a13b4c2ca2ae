"""Hours in which one wants to hear nothing from us of our own accord."""

from datetime import time
from typing import Final

from handlers.notifications.own_words import quiet_said
from handlers.notifications.quiet_hours import quiet_how, quiet_told
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.own_commands import SetQuiet
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.quiet_hours import QuietWanted, QuietWish
from storage.views import OwnQuiet

_MORNING: Final = time(8)  # when quiet ends of which only the beginning is said
_NOON: Final = time(12)


@topic("quiet_hours", Deed.QUIET_HOURS)
def quiet_hours(turn: TurnContext) -> Reply:
    """One's quiet hours: set, told, asked about or ended."""
    wish = quiet_said(turn)
    if wish is None or wish.wanted is QuietWanted.SHOW:
        return quiet_told(turn)
    if wish.wanted is QuietWanted.ASKS:
        return quiet_how()
    if wish.wanted is QuietWanted.RESUME:
        return order(SetQuiet())
    if wish.wrong:
        return act(f"没有“{wish.wrong}”这个钟点，没有改动。请说例如“晚上8点以后别给我发提醒”。")
    return order(_with(turn.records.own_wishes.quiet_of(turn.asker.userid), wish))


def _with(before: OwnQuiet, wish: QuietWish) -> SetQuiet:
    """What is not said stays as it was; over night where it begins in the evening."""
    days_off = before.days_off if wish.days_off is None else wish.days_off
    begins, ends = wish.begins, wish.ends
    if begins is None and ends is None:
        return SetQuiet(before.begins, before.ends, days_off)
    if ends is None:
        morning = before.ends is not None and before.ends <= _NOON
        ends = before.ends if morning else _MORNING
    if begins is None:
        evening = before.begins is not None and before.begins > _NOON
        begins = before.begins if evening else time()
    return SetQuiet(begins, ends, days_off)
