"""What each unit owes in numbers; what we said and may say of our own accord."""

from dataclasses import dataclass
from datetime import date, datetime

MISSING = "missing"


@dataclass(frozen=True)
class Owed:
    """How many papers of one kind are in one state. `status`: MISSING or a hand-in's status.

    `deadline_id` is empty where the plan gives the paper none.
    """

    paper: str
    deadline_id: str
    status: str
    number: int


@dataclass(frozen=True)
class Said:
    """A message that reached somebody of our own accord. `why` in words."""

    key: str
    userid: str
    unit_id: int | None
    why: str
    at: datetime


@dataclass(frozen=True)
class OpenCard:
    """A reminder that can still be taken back. `deadlines`: whose gaps it names."""

    key: str
    userid: str
    unit_id: int
    deadlines: tuple[str, ...]
    response_code: str
    msgid: str
    sent_at: datetime


@dataclass(frozen=True)
class Absence:
    """Days of leave, both included."""

    userid: str
    first: date
    last: date


@dataclass(frozen=True)
class Quiet:
    """A channel's silence: until when, after how many refusals in a row."""

    until: datetime
    refusals: int
