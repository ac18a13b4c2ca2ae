"""Talks, for the channels; deeds shown and done, and lessons, for the pages."""

from handlers.dialogue.conversation import respond, respond_within
from handlers.dialogue.deeds import do, show
from handlers.dialogue.guesser import Guesser
from handlers.dialogue.introduction import hello, welcome
from handlers.dialogue.phrases import (
    LONGEST_WORDS,
    answered_by,
    answers_to_pick,
    question_line,
    topic_titled,
    waiting,
)
from handlers.dialogue.reviewing import Change, changes, corpus_lines
from handlers.dialogue.seasons import Seasons
from handlers.dialogue.talk import Talk
from handlers.dialogue.two_people import SETTING as TWO_PEOPLE

__all__ = [
    "LONGEST_WORDS",
    "TWO_PEOPLE",
    "Change",
    "Guesser",
    "Seasons",
    "Talk",
    "answered_by",
    "answers_to_pick",
    "changes",
    "corpus_lines",
    "do",
    "hello",
    "question_line",
    "respond",
    "respond_within",
    "show",
    "topic_titled",
    "waiting",
    "welcome",
]
