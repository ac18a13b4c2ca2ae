"""Groups, units, people and secondments."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlmodel import Session

from rules.name_table import NameTable
from rules.names import name_key
from rules.plan import Fact, Facts, Plan
from rules.roster import ImportResult, ImportRows
from storage.facts import decoded, roster_facts
from storage.made import Made
from storage.revisions import Kept, Revisions
from storage.roster import history
from storage.roster import read_people as people
from storage.roster.edit import correct
from storage.roster.importing import import_rows
from storage.roster.past_county import PastCounty
from storage.roster.places import Places, read_names, read_places
from storage.roster.progress import Progress
from storage.roster.read_people import Statement
from storage.roster.secondment import secondments_of
from storage.views import (
    Correction,
    Edit,
    Entity,
    GoneUnit,
    Group,
    Person,
    RosterChange,
    Secondment,
    Unit,
)


@dataclass(frozen=True)
class KeptRoster:
    """What all transactions of a store share."""

    places: Kept[Places] = field(default_factory=Kept)
    names: Kept[NameTable] = field(default_factory=Kept)
    # By fact, the people of whom it is told.
    naming: Kept[dict[str, Sequence[tuple[int, str]]]] = field(default_factory=Kept)
    past: Kept[PastCounty] = field(default_factory=Kept)


class Roster:
    """The county as last imported. Units, groups and names are read once for a mark."""

    def __init__(self, session: Session, revisions: Revisions, kept: KeptRoster) -> None:
        self._session, self._revisions, self._kept = session, revisions, kept
        self._known: dict[int, list[Person]] = {}

    def units(self) -> list[Unit]:
        """Every unit, in the order of the first import, but those that left the season."""
        return list(self._places.units)

    def unit(self, id: int) -> Unit:
        """The unit, also one that left; KeyError for an id that was never given out."""
        return self._places.every[id]

    def unit_names(self) -> dict[int, str]:
        """By id the name of every unit, also of those that left."""
        return {unit.id: unit.name for unit in self._places.every.values()}

    def units_in(self, text: str) -> list[tuple[str, Unit]]:
        """Units whose full or short name stands in `text` as it is written, each with that name.

        In the order of the roster; of a unit the full name first.
        """
        places = self._places
        found = [
            (word, unit) for word in places.table.written_in(text) for unit in places.called[word]
        ]
        return sorted(found, key=lambda pair: (pair[1].id, pair[0] != pair[1].name))

    def names_in(self, text: str) -> list[str]:
        """Names of people that `text` may hold, however written; `rules.names` tells for sure."""
        names = self._kept.names.of(self._revisions.roster, lambda: read_names(self._session))
        return names.keyed_in(text)

    def unit_named(self, text: str) -> list[Unit]:
        """Units a user may mean: by full or short name, else those whose name holds the text."""
        wanted = "".join(text.split())
        if not wanted:
            return []
        exact = [unit for unit in self.units() if wanted in (unit.name, *unit.short_names)]
        if exact or len(wanted) < 2:
            return exact
        return [
            unit
            for unit in self.units()
            if any(wanted in name for name in (unit.name, *unit.short_names))
        ]

    def groups(self) -> list[Group]:
        """Every assessment group."""
        return list(self._places.groups)

    def units_of_group(self, id: int) -> list[Unit]:
        """The units a group assesses."""
        return [unit for unit in self.units() if unit.group_id == id]

    def gone(self) -> Mapping[int, GoneUnit]:
        """Units that left the season, by id, the latest last."""
        return self._places.gone

    def people(self, unit_id: int) -> list[Person]:
        """Those who belong to a unit, including its own people who are away on secondment."""
        return self._people(people.OF_UNIT, unit=unit_id)

    def secondees_at(self, unit_id: int) -> list[Person]:
        """Those on secondment at a unit, wherever they belong."""
        found = self._people(people.EVER_AT, unit=unit_id)
        return [each for each in found if _is_at(each, unit_id)]

    def concerning(self, unit_id: int, main_fact: str) -> list[Person]:
        """Whoever a unit may have to assess, each once: its own people, secondees there.

        Then those of the units below it, and those whose `main_fact` names it: the unit where
        their main duties lie.
        """
        below = [unit.id for unit in self.units() if unit.superior_id == unit_id]
        named = [
            id
            for id, name in self._naming(main_fact)
            if self._places.by_key.get(name_key(name)) == unit_id
        ]
        found = [
            *self.people(unit_id),
            *self.secondees_at(unit_id),
            *(self._people(people.OF_UNITS, units=below) if below else ()),
            *(self._people(people.THESE, ids=named) if named else ()),
        ]
        return list({person.id: person for person in found}.values())

    def everybody(self) -> dict[int, list[Person]]:
        """All people of the county by the unit they belong to, in one query."""
        found: dict[int, list[Person]] = {}
        for person in self._people(people.EVERYBODY):
            found.setdefault(person.unit_id, []).append(person)
        return found

    def person(self, id: int) -> Person:
        """The person, also one who left; KeyError for an id that was never given out."""
        if id not in self._known:
            self._known[id] = self._people(people.ONE, id=id)
        if not self._known[id]:
            raise KeyError(id)
        return self._known[id][0]

    def people_named(self, name: str, unit_id: int | None = None) -> list[Person]:
        """People of this name, in one unit (its own people and secondees there) or anywhere."""
        return [
            each
            for each in self.people_called(["".join(name.split())])
            if unit_id is None or each.unit_id == unit_id or _is_at(each, unit_id)
        ]

    def people_called(self, names: Collection[str]) -> list[Person]:
        """People of these very names."""
        if len(names) == 1:
            return self._people(people.NAMED, name=next(iter(names)))
        return self._people(people.CALLED, names=names)

    def named_by(self, person: Person, fact: str) -> int | None:
        """The unit that a fact of the person names, by whatever name it goes; None where none."""
        value = person.facts.get(fact)
        return self._places.by_key.get(name_key(value)) if isinstance(value, str) else None

    def facts_of(self, person: Person, plan: Plan) -> Facts:
        """What the roster says of a person on the plan's cut-off date, ready for the engine."""
        return roster_facts(person, self._places.every, plan)

    def person_as_of(self, id: int, moment: datetime) -> Person | None:
        """The person as the roster had them then; None while they were not on it.

        What changed before it was noted who changes what is not known: it counts as ever so.
        """
        since = [each for each in self.changes(Entity.PERSON, id) if each.at > moment]
        if not history.was_there(since, now=not self.has_left(id)):
            return None
        return history.person_before(self.person(id), self.secondments(id), since)

    def facts_as_of(self, id: int, moment: datetime, plan: Plan) -> Facts | None:
        """What the roster said then of a person, with the units as they were then."""
        person = self.person_as_of(id, moment)
        if person is None:
            return None
        units = dict(self._places.every)
        for unit in {
            person.unit_id,
            *([person.secondment.host_unit_id] if person.secondment else []),
        }:
            since = [each for each in self.changes(Entity.UNIT, unit) if each.at > moment]
            units[unit] = history.unit_before(units[unit], since)
        return roster_facts(person, units, plan)

    def has_left(self, id: int) -> bool:
        """Whether a person left the season."""
        self._session.flush()
        row = people.LEFT_AT.first(self._session, id=id)
        return row is not None and row.left_at is not None

    def changes(self, entity: Entity, id: str | int) -> list[RosterChange]:
        """All that was changed of one person, unit, group or member, the oldest first."""
        return history.changes(self._session, entity, id)

    def latest_changes(self, before_id: int | None = None, limit: int = 100) -> list[RosterChange]:
        """The newest changes first; `before_id` goes on where a page ended."""
        return history.latest(self._session, before_id, limit)

    def import_rows(
        self,
        rows: ImportRows,
        facts: Mapping[str, Fact],
        *,
        dry_run: bool = False,
        edit: Edit | None = None,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Import a workbook, all of it or nothing. `facts`: the plan's, to read people's columns.

        What is listed is added or brought in line; what is not listed stays as it was. With `edit`
        every change is kept with its date; without one it is a trial or a county just set up.
        """
        taken = partial(import_rows, dry_run=dry_run, progress=progress)
        if edit is None:
            result = taken(self._session, rows, facts)
        else:
            with history.keeping(self._session, edit.by, edit.at) as kept:
                result = taken(self._session, rows, facts)
                if result.problems or dry_run:
                    kept.clear()
        self.forget()
        return result

    @contextmanager
    def trial(self, rows: ImportRows, facts: Mapping[str, Fact]) -> Iterator[ImportResult]:
        """The roster as it would be with these rows, for as long as this lasts; nothing is kept."""
        with self.undone():
            yield self.import_rows(rows, facts)

    def secondments(self, person_id: int) -> list[Secondment]:
        """All of one person, the oldest first."""
        return secondments_of(self._session, person_id)

    def correct(self, wanted: Correction, edit: Edit, facts: Mapping[str, Fact]) -> bool:
        """One correction, kept and on the trail. False where it was so already; or CannotChange."""
        changed = correct(self._session, wanted, edit, facts)
        self.forget()
        return changed

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is changed inside is taken back at its end."""
        savepoint = self._session.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()
            self._session.expire_all()
            self.forget()

    def forget(self) -> None:
        """Read anew what is read once: it was changed."""
        self._revisions.forget()
        self._known.clear()

    @property
    def _places(self) -> Places:
        return self._kept.places.of(self._revisions.roster, lambda: read_places(self._session))

    def _naming(self, fact: str) -> Sequence[tuple[int, str]]:
        """People of whom the fact is told, by id, and what is told: few, found in all at once."""
        found = self._kept.naming.of(self._revisions.people, dict)
        if fact not in found:
            rows = self._session.connection().execute(people.TOLD, {"fact": f'%"{fact}"%'})
            told = ((id or 0, decoded(facts.get(fact))) for id, facts in rows)
            found[fact] = [(id, value) for id, value in told if isinstance(value, str)]
        return found[fact]

    def _people(self, statement: Statement, **values: object) -> list[Person]:
        self._session.flush()  # what is still to be written counts
        if isinstance(statement, Made):
            return people.read(statement.rows(self._session, **values))
        return people.read(self._session.connection().execute(statement, values))


def _is_at(person: Person, unit_id: int) -> bool:
    return person.secondment is not None and person.secondment.host_unit_id == unit_id
