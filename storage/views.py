"""What storage hands out: frozen facts, free of sessions and tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from rules.roster import Role, UnitKind

# A JSON value. Any, because json.loads gives no better.
Json = Any
FactValue = bool | int | float | str | date | None


@dataclass(frozen=True)
class Group:
    """An assessment group."""

    id: int
    name: str


@dataclass(frozen=True)
class Unit:
    """A unit on the roster. `superior_id` is the department above a school, hospital or station."""

    id: int
    name: str
    kind: UnitKind
    short_names: tuple[str, ...]
    group_id: int | None
    superior_id: int | None


@dataclass(frozen=True)
class Secondment:
    """Where a person is on secondment. `home` is the sending unit's name, often not in the county.

    `sent_by`: central, province, city or county. `end` None: still there.
    """

    host_unit_id: int
    home: str
    sent_by: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Person:
    """A person on the roster. `facts`: value by plan fact id, as the fact's kind has it."""

    id: int
    name: str
    unit_id: int
    post: str
    facts: Mapping[str, FactValue]
    secondment: Secondment | None


@dataclass(frozen=True)
class Member:
    """A WeCom member. `userid` is case-folded, as WeCom compares it.

    `reachable` turns false, with `why_not` in words, when WeCom says so at sending.
    """

    userid: str
    name: str
    role: Role
    unit_id: int | None
    group_id: int | None
    person_id: int | None
    reachable: bool
    why_not: str


@dataclass(frozen=True)
class Accepted:
    """Whether a message came for the first time; for a resend the stored reply, if any."""

    new: bool
    reply: str | None


@dataclass(frozen=True)
class Blob:
    """Stored content, named by its hash. `size` in bytes."""

    sha256: str
    size: int


class HandInStatus(StrEnum):
    """What became of a paper handed in. Only RECEIVED and PASSED_ON count as handed in."""

    RECEIVED = "received"
    FAULTY = "faulty"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"


@dataclass(frozen=True)
class HandIn:
    """One version of one paper. `by` handed it in, `ended_by` withdrew or returned it."""

    id: int
    receipt: str
    plan_id: str
    unit_id: int
    paper: str
    person_id: int | None
    version: int
    sha256: str
    size: int
    filename: str
    media_type: str
    by: str
    at: datetime
    status: HandInStatus
    findings: tuple[Mapping[str, Json], ...] = ()
    summary: Mapping[str, Json] = field(default_factory=dict)
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether the paper is in."""
        return self.status in {HandInStatus.RECEIVED, HandInStatus.PASSED_ON}


@dataclass(frozen=True)
class Delivery:
    """A message claimed for sending. `tries` counts this one."""

    id: int
    key: str
    to: str
    payload: Mapping[str, Json]
    due: datetime
    tries: int


@dataclass(frozen=True)
class Sent:
    """A row of the outbox. `state`: waiting, sending, sent, failed or dropped."""

    id: int
    key: str
    to: str
    state: str
    due: datetime
    tries: int
    error: str
    sent_at: datetime | None


@dataclass(frozen=True)
class Token:
    """An access token of an app."""

    value: str
    expires_at: datetime


@dataclass(frozen=True)
class DateRuling:
    """What supervision staff made of a deadline: the date in force, who said so and when."""

    effective: date | None
    status: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Unread:
    """A question nobody could read, without names."""

    text: str
    at: datetime


class CaseState(StrEnum):
    """A case is open until it is answered; a withdrawn answer leaves it closed."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Answer:
    """What was ruled on a case. `values`: axis and value; `words` where it is no value."""

    values: Mapping[str, str]
    words: str
    reason: str
    by: str
    at: datetime
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
    answer: Answer | None = None


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
