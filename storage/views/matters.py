"""Matters put to the supervision section that ask for no ruling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MatterKind(StrEnum):
    """What is asked for."""

    EXTENSION = "extension"  # a later date for a paper
    HUMAN = "human"  # an answer by a person
    DOUBT = "doubt"  # an answer of ours was found wrong


class MatterState(StrEnum):
    """A matter is open until the section settles it or who put it takes it back."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Matter:
    """`context`: messages handed over, each with `who` and `text`, or what an answer rested on.

    `day` is the date asked for, `granted` the one given. `person_id`: whose paper it is.
    """

    id: int
    plan_id: str
    number: int
    kind: MatterKind
    state: MatterState
    by: str
    at: datetime
    unit_id: int | None
    person_id: int | None
    paper: str
    words: str
    context: tuple[Mapping[str, str], ...]
    day: date | None
    granted: date | None
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class CaseFile:
    """A file that belongs to a case. `sha256` is its key among the blobs."""

    id: int
    sha256: str
    name: str
    media_type: str
    by: str
    at: datetime
