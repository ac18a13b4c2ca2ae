"""Cases, precedents and slips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from storage.views.base import Json

Scope = Literal["case", "all"]


class CaseState(StrEnum):
    """A case is open until it is answered; a withdrawn answer leaves it closed.

    CALLED_OFF: everybody who put it took it back before anybody answered.
    """

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class Answer:
    """What was ruled on a case. `values`: axis and value; `words` where it is no value.

    `scope`: for this case alone, or for all who have the facts of `rests`, by axis as JSON; None:
    those the case itself rests on.
    """

    values: Mapping[str, str]
    words: str
    reason: str
    by: str
    at: datetime
    scope: Scope = "all"
    rests: tuple[Mapping[str, Json], ...] | None = None
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


@dataclass(frozen=True)
class Case:
    """A case put to the supervision section. `rests`: what each axis rests on, as JSON.

    `facts`: id → value, source and words, as JSON. `signatures`: of the case's twins, one an axis.
    """

    id: int
    plan_id: str
    number: int
    state: CaseState
    topic: str
    axes: tuple[str, ...]
    facts: Mapping[str, Mapping[str, Json]]
    rests: tuple[Mapping[str, Json], ...]
    clauses: tuple[str, ...]
    signatures: tuple[str, ...]
    person_id: int | None
    by: str
    at: datetime
    said: str = ""  # the question as it was asked
    answer: Answer | None = None

    @property
    def rules_all(self) -> bool:
        """Whether whoever has the same facts is answered by it, not only this case."""
        return self.answer is not None and self.answer.scope == "all"


@dataclass(frozen=True)
class CaseNote:
    """Something asked back or told of a case."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """Somebody was told that the notice does not settle this axis for these facts."""

    userid: str
    signature: str
    axis: str
    facts: Mapping[str, Mapping[str, Json]]


@dataclass(frozen=True)
class Decided:
    """A case a precedent decided. `person_id` None: nobody of the roster was meant."""

    userid: str
    person_id: int | None
    at: datetime


@dataclass(frozen=True)
class DecisionSlip:
    """A slip as handed out. `content` is all it says; `unit_id` whose person it is about."""

    number: int
    unit_id: int | None
    content: Mapping[str, Json]
    by: str
    at: datetime
