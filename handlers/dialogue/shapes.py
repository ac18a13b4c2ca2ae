"""Topics a message is told by its shape alone, whatever the reader takes it for.

Each shape looks for a word or two first, so that a message without them costs nothing more.
"""

import re
from collections.abc import Callable
from typing import Final

from handlers.notifications.service import announces, goes_on_with_words, names_contact
from handlers.roster.service import asks_groups
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may

_SENT: Final = re.compile("发[过了出]*(?:什么|哪些|几|多少)|(?:什么|哪些|几条|多少)[^,.;?!]{0,6}发")


def _announce(turn: TurnContext) -> str:
    return "announce" if goes_on_with_words(turn) or announces(turn.said) else ""


def _contact(turn: TurnContext) -> str:
    return "unit_contact" if names_contact(turn) else ""


def _groups(turn: TurnContext) -> str:
    """“我们组管哪几个单位”, “我们镇归哪个组”: the roster knows what the notice does not say."""
    return "groups_told" if asks_groups(turn) else ""


def _what_was_sent(turn: TurnContext) -> str:
    """“除了催报的还发过什么” asks the ledger, not whether the last deed was done."""
    asked = turn.reading.topic == "deed_status" and _SENT.search(turn.reading.text)
    return "message_ledger" if asked and may(turn.asker.role, Deed.SEE_LEDGER) else ""


_SHAPES: Final[tuple[Callable[[TurnContext], str], ...]] = (
    _announce,
    _contact,
    _groups,
    _what_was_sent,
)


def by_shape(turn: TurnContext) -> str | None:
    """The first shape that fits; None for what only the reader can tell."""
    if turn.button is not None or turn.choice is not None:
        return None
    return next((topic for shape in _SHAPES if (topic := shape(turn))), None)
