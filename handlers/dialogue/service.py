"""Talks, for the channels; one topic answered and lessons told, for the pages."""

from handlers.dialogue.conversation import respond, respond_within
from handlers.dialogue.guesser import Guesser
from handlers.dialogue.phrases import (
    LONGEST_WORDS,
    answered_by,
    answers_to_pick,
    question_line,
    waiting,
)
from handlers.dialogue.router import dispatched
from handlers.dialogue.talk import Talk
from handlers.dialogue.topics.teach import proposed

__all__ = [
    "LONGEST_WORDS",
    "Guesser",
    "Talk",
    "answered_by",
    "answers_to_pick",
    "dispatched",
    "proposed",
    "question_line",
    "respond",
    "respond_within",
    "waiting",
]
