"""Lessons as typed commands: an answer the section lays down, and its end."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

_Id = Annotated[int, Field(ge=0, lt=10**9)]
_Long = Annotated[str, StringConstraints(max_length=2000)]


@dataclass(frozen=True)
class Teach:
    """Answer a question nobody could read with these words, or with the text of that title.

    `asked`: the question itself where it is none of those kept; then `question` is 0.
    """

    question: _Id
    words: _Long
    asked: _Long = ""
    kind: Literal["teach"] = "teach"


@dataclass(frozen=True)
class ForgetLesson:
    """Take such an answer back."""

    lesson: _Id
    kind: Literal["forget_lesson"] = "forget_lesson"
