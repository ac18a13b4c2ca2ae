"""What is done with cases as typed commands: put, asked back, added to, ruled on, withdrawn."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from storage.views import Json, Scope

_Id = Annotated[int, Field(ge=0, lt=10**9)]
_Short = Annotated[str, StringConstraints(max_length=100)]
_Long = Annotated[str, StringConstraints(max_length=2000)]
_Values = Annotated[tuple[Json, ...], Field(max_length=100)]  # of a fact, as they are kept


@dataclass(frozen=True)
class Petition:
    """Put a matter the notice leaves open to the section, as it was when it was asked."""

    topic: _Short
    axes: tuple[_Short, ...]
    facts: dict[str, Json]
    person_id: _Id | None = None
    said: _Long = ""
    kind: Literal["petition"] = "petition"


@dataclass(frozen=True)
class AskBack:
    """Ask who put a case for what is missing in it."""

    number: _Id
    text: _Long
    kind: Literal["ask_back"] = "ask_back"


@dataclass(frozen=True)
class AddToCase:
    """Tell the section more of a case one put."""

    number: _Id
    text: _Long
    kind: Literal["add_to_case"] = "add_to_case"


@dataclass(frozen=True)
class CallOffCase:
    """Take back a case one put oneself, while nobody has ruled on it."""

    number: _Id
    kind: Literal["call_off_case"] = "call_off_case"


@dataclass(frozen=True)
class AnswerCase:
    """Rule on a case: values by axis, or words where the matter is none of values.

    `scope`: on this case alone, or for all who have the facts of `whom`, each with the values that
    count; those the case itself rests on where it is None.
    """

    number: _Id
    values: dict[_Short, _Short]
    words: _Long
    reason: _Long
    scope: Scope = "case"
    whom: Annotated[dict[_Short, _Values], Field(max_length=100)] | None = None
    kind: Literal["answer_case"] = "answer_case"


@dataclass(frozen=True)
class AnswerTwins:
    """Rule on other open cases as on this one, whose ruling is for all; of none named: on all."""

    number: _Id
    numbers: Annotated[tuple[_Id, ...], Field(max_length=200)] = ()
    kind: Literal["answer_twins"] = "answer_twins"


@dataclass(frozen=True)
class WithdrawPrecedent:
    """Take a ruling on a case back, for a reason that is told."""

    number: _Id
    reason: _Long
    kind: Literal["withdraw_precedent"] = "withdraw_precedent"
