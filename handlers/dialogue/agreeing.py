"""A yes to a deed that waits, said after something else or of what is left of it.

A bare “好” holds only straight after the deed was shown. What names the deed, or orders it by its
own verb, holds for as long as nothing but questions came between.
"""

import re
from collections.abc import Container
from dataclasses import replace
from typing import Final

from handlers.dialogue.amending import amended, takes_out
from handlers.dialogue.deed_names import is_called
from handlers.turn.commands import Command, SetDeadlines
from handlers.turn.context import TurnContext
from handlers.turn.state import PendingDeed
from language.consent import (
    called_and_ordered,
    names_and_agrees,
    orders_it,
    says_yes,
    without_the_rest,
)

# What every deed that is shown and not done says of itself.
_SHOWN: Final = "（还没有"
_AFTER_ALL: Final = re.compile("还是(?!不|别|算|先)|(?:那|又)?(?:改|换)主意|想好了|照旧|照原样")
_ASKS: Final = re.compile("[吗么呢?？]|什么|是不是|要不要")
_LATELY: Final = re.compile(r"刚[才刚]|[那这][个条件份]")


def names_it(turn: TurnContext, pending: PendingDeed) -> bool:
    """“刚才请假那个就这么定”, “催的那条发吧”: what is named is what waits."""
    named = names_and_agrees(turn.said, pending.yes)
    named = named or called_and_ordered(turn.said, pending.yes)
    return bool(named) and is_called(turn, pending.command, named)


def orders_what_waits(
    turn: TurnContext, pending: PendingDeed, topic: str, others: Container[str]
) -> bool:
    """“好，发吧” where only questions were asked since it was shown; `others`: topics of deeds."""
    if not orders_it(turn.said, pending.yes):
        return False
    return only_questions_since(turn, topic, others)


def only_questions_since(turn: TurnContext, topic: str, others: Container[str]) -> bool:
    """Whether the deed was the last one shown, and no other was spoken of after it."""
    for one in reversed(turn.state.lately):
        if one.topic == topic:
            return _SHOWN in one.told
        if one.topic in others or one.topic.startswith("about:"):
            return False
    return False


def of_what_is_left(turn: TurnContext, pending: PendingDeed) -> bool:
    """“其他的发” straight after some were taken out."""
    rest = without_the_rest(turn.said)
    last = turn.state.lately[-1] if turn.state.lately else None
    return bool(rest and last and takes_out(last.said)) and says_yes(rest, pending.yes)


def taken_up_again(turn: TurnContext, pending: PendingDeed) -> Command | None:
    """“领导同意了，还是1月6号”, “那还是发吧” after it was called off: what is to be shown anew."""
    if pending.undoes or pending.came_of_it != pending.dropped or turn.choice is not None:
        return None
    found = _AFTER_ALL.search(turn.said)
    if found is None or _ASKS.search(turn.said):
        return None
    rest = turn.said[found.start() :]
    if orders_it(rest.removeprefix("还是"), pending.yes):
        return pending.command
    again = replace(turn, said=rest) if isinstance(pending.command, SetDeadlines) else None
    return amended(again, pending.command) if again is not None else None


def points_back(text: str) -> bool:
    """“刚才那个就定8号” speaks of a deed shown some time ago."""
    return _LATELY.search(text) is not None
