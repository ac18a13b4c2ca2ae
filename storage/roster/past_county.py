"""Everybody and every unit as they were at a moment, worked out from what was changed since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from rules.name_table import NameTable
from storage.roster import history
from storage.roster import read_people as people
from storage.roster.places import Places, read_places
from storage.roster.read_people import Statement
from storage.roster.secondment import secondments_of
from storage.tables import PersonTable, RosterChangeTable
from storage.views import Entity, Person, RosterChange, Unit

_Since = Mapping[tuple[Entity, str], list[RosterChange]]


@dataclass(frozen=True)
class PastCounty:
    """Everybody by id as they were, who of them was there, and the units."""

    people: Mapping[int, Person]
    there: frozenset[int]
    places: Places

    @cached_property
    def names(self) -> NameTable:
        """Of those who were there."""
        return NameTable({self.people[id].name for id in self.there})

    def chosen(self, statement: Statement, values: Mapping[str, Any]) -> list[Person]:
        """What one of the statements of `read_people` finds."""
        if statement is people.ONE:
            return [self.people[values["id"]]] if values["id"] in self.people else []
        return [
            one
            for id, one in self.people.items()
            if id in self.there and _fits(one, statement, values)
        ]


def _fits(one: Person, statement: Statement, values: Mapping[str, Any]) -> bool:
    if statement is people.OF_UNIT:
        return bool(one.unit_id == values["unit"])
    if statement is people.OF_UNITS:
        return one.unit_id in values["units"]
    if statement is people.EVER_AT:
        return one.secondment is not None and one.secondment.host_unit_id == values["unit"]
    if statement is people.THESE:
        return one.id in values["ids"]
    if statement is people.NAMED:
        return bool(one.name == values["name"])
    if statement is people.CALLED:
        return one.name in values["names"]
    return statement is people.EVERYBODY


def read_county(session: Session, moment: datetime) -> PastCounty:
    """What was changed before it was noted who changes what counts as ever so."""
    since = _changes_since(session, moment)
    left = set(session.exec(select(PersonTable.id).where(col(PersonTable.left_at).is_not(None))))
    found, there = {}, set()
    for one in people.read(session.connection().execute(people.EVER)):
        changed = since.get((Entity.PERSON, str(one.id)), [])
        if changed:
            one = history.person_before(one, secondments_of(session, one.id), changed)  # noqa: PLW2901
        found[one.id] = one
        if history.was_there(changed, now=one.id not in left):
            there.add(one.id)
    return PastCounty(found, frozenset(there), _places(session, since, moment))


def _places(session: Session, since: _Since, moment: datetime) -> Places:
    now = read_places(session)
    every: dict[int, Unit] = {}
    left = set()
    for id, unit in now.every.items():
        changed = since.get((Entity.UNIT, str(id)), [])
        every[id] = history.unit_before(unit, changed)
        if not history.was_there(changed, now=id not in now.left):
            left.add(id)
    groups = tuple(
        replace(each, name=_name_before(each.name, since.get((Entity.GROUP, str(each.id)), [])))
        for each in now.groups
    )
    gone = {id: each for id, each in now.gone.items() if each.at <= moment}
    return Places(every, frozenset(left), groups, gone)


def _name_before(name: str, since: Sequence[RosterChange]) -> str:
    return next((str(each.before) for each in since if each.field == "name"), name)


def _changes_since(session: Session, moment: datetime) -> _Since:
    wanted = select(RosterChangeTable).where(col(RosterChangeTable.at) > moment)
    found: dict[tuple[Entity, str], list[RosterChange]] = defaultdict(list)
    for each in map(history.view, session.exec(wanted.order_by(col(RosterChangeTable.id)))):
        found[each.entity, each.entity_id].append(each)
    return found
