"""Groups, units, people and members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.roster import Role, UnitKind
from storage.views.base import FactValue, Json


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
class GoneUnit:
    """A unit that left the season. `into`: what it was merged into; None: it was removed."""

    id: int
    name: str
    short_names: tuple[str, ...]
    at: datetime
    into: int | None


@dataclass(frozen=True)
class Merged:
    """What a merge moved, in names and numbers.

    `papers`: versions that went along with people; `kept`: receipts that stay under the old name;
    `at_home`: whose secondment at the other of the two units ended by it.
    """

    people: tuple[str, ...]
    members: tuple[str, ...]
    papers: int
    kept: tuple[str, ...]
    at_home: tuple[str, ...]
    below: tuple[str, ...]
    waiting: int
    cards: int


class Entity(StrEnum):
    """What on the roster can change; a secondment is a matter of its person."""

    GROUP = "group"
    UNIT = "unit"
    PERSON = "person"
    MEMBER = "member"


@dataclass(frozen=True)
class RosterChange:
    """One field from what it was to what it became.

    `field` empty: the whole of it came (`before` None) or went (`after` None). Facts are
    `facts.<id>`, secondments `secondment:<host unit id>`; dates stand as the JSON of storage.facts.
    """

    id: int
    entity: Entity
    entity_id: str
    field: str
    before: Json
    after: Json
    at: datetime
    by: str


@dataclass(frozen=True)
class Edit:
    """Who changes the roster and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Correction:
    """One correction of the roster, as it was typed. `id` is empty for what is added."""

    entity: Entity
    id: str
    field: str
    values: Mapping[str, str]

    @property
    def value(self) -> str:
        """Where there is one only."""
        return self.values.get("value", "")
