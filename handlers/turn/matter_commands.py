"""Matters for the supervision section as typed commands: a later date, words, an answer doubted."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

_Id = Annotated[int, Field(ge=0, lt=10**9)]
_Short = Annotated[str, StringConstraints(max_length=100)]
_Long = Annotated[str, StringConstraints(max_length=2000)]

Wrong = Literal["clause", "facts", "misread", "other"]
Matters = Literal["extension", "human", "doubt"]


@dataclass(frozen=True)
class AskExtension:
    """Ask for a later day for a paper of a unit: of one person, or all it owes it for."""

    paper: _Short
    day: date
    reason: _Long
    unit_id: _Id
    person_id: _Id | None = None
    kind: Literal["ask_extension"] = "ask_extension"


@dataclass(frozen=True)
class RuleExtension:
    """Grant a later day, or none; `words` are told to who asked."""

    number: _Id
    day: date | None
    words: _Long = ""
    kind: Literal["rule_extension"] = "rule_extension"


@dataclass(frozen=True)
class HandOver:
    """Hand these messages over to a human, with words of one's own."""

    words: _Long
    messages: Annotated[tuple[dict[_Short, _Long], ...], Field(max_length=20)] = ()
    kind: Literal["hand_over"] = "hand_over"


@dataclass(frozen=True)
class DoubtAnswer:
    """Tell the section that an answer is wrong. `about`: what it was taken to ask.

    `words`: what was written with it.
    """

    what: Wrong
    said: _Long
    told: _Long
    about: _Short = ""
    words: _Long = ""
    kind: Literal["doubt_answer"] = "doubt_answer"


@dataclass(frozen=True)
class AnswerMatter:
    """Answer words that were handed over, or a doubt; without words a doubt is only noted."""

    number: _Id
    words: _Long
    kind: Literal["answer_matter"] = "answer_matter"


@dataclass(frozen=True)
class WithdrawMatter:
    """Take back what one put and is still open; 0: the newest of its kind."""

    of: Matters
    number: _Id = 0
    kind: Literal["withdraw_matter"] = "withdraw_matter"
