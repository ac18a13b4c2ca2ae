"""Talks, for the channels; deeds shown and done, and lessons, for the pages."""

from handlers.dialogue.conversation import respond, respond_within
from handlers.dialogue.deeds import do, show
from handlers.dialogue.guesser import Guesser
from handlers.dialogue.introduction import welcome
from handlers.dialogue.phrases import (
    LONGEST_WORDS,
    answered_by,
    answers_to_pick,
    question_line,
    waiting,
)
from handlers.dialogue.talk import Talk

__all__ = [
    "LONGEST_WORDS",
    "Guesser",
    "Talk",
    "answered_by",
    "answers_to_pick",
    "do",
    "question_line",
    "respond",
    "respond_within",
    "show",
    "waiting",
    "welcome",
]
