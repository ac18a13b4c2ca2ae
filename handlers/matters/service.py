"""Matters that ask for no ruling, for the other rooms, the pages and the channels."""

from typing import Final

from handlers.matters.answering import (
    ANSWER_MATTER,
    DOUBT_ANSWER,
    HAND_OVER,
    WITHDRAW_MATTER,
)
from handlers.matters.extensions import ASK_EXTENSION, RULE_EXTENSION, later_days
from handlers.matters.judging import doubt_of, taken_back
from handlers.matters.phrases import (
    CALLED,
    WRONG,
    asked_line,
    became,
    called,
    context_lines,
    full,
    who_put,
)
from handlers.matters.topics.told import (
    ASKED,
    OF_A_MATTER,
    on_a_matter,
    puts_off,
    speaks_of_matters,
)
from handlers.matters.topics.words_left import leaves_words
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (
    ASK_EXTENSION,
    RULE_EXTENSION,
    HAND_OVER,
    DOUBT_ANSWER,
    ANSWER_MATTER,
    WITHDRAW_MATTER,
)

__all__ = [
    "ASKED",
    "CALLED",
    "DEEDS",
    "OF_A_MATTER",
    "WRONG",
    "asked_line",
    "became",
    "called",
    "context_lines",
    "doubt_of",
    "full",
    "later_days",
    "leaves_words",
    "on_a_matter",
    "puts_off",
    "speaks_of_matters",
    "taken_back",
    "who_put",
]
