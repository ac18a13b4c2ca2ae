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
from handlers.dialogue.seasons import Seasons
from handlers.dialogue.talk import Talk
from handlers.dialogue.two_people import SETTING as TWO_PEOPLE

__all__ = [
    "LONGEST_WORDS",
    "TWO_PEOPLE",
    "Guesser",
    "Seasons",
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
