"""Groups, units, people and secondments."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from sqlmodel import Session, col, select

from rules.plan import Fact, Facts
from rules.roster import ImportResult, ImportRows, UnitKind
from storage.facts import decoded, roster_facts
from storage.roster_import import import_rows
from storage.tables import GroupTable, PersonTable, SecondmentTable, UnitTable
from storage.views import Group, Person, Secondment, Unit


class Roster:
    """The county as last imported. Units and groups are read once a transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def units(self) -> list[Unit]:
        """Every unit, in the order of the first import."""
        return list(self._units.values())

    def unit(self, id: int) -> Unit:
        """The unit; KeyError for an id that was never given out."""
        return self._units[id]

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
        rows = self._session.exec(select(GroupTable).order_by(col(GroupTable.id)))
        return [Group(row.id or 0, row.name) for row in rows]

    def units_of_group(self, id: int) -> list[Unit]:
        """The units a group assesses."""
        return [unit for unit in self.units() if unit.group_id == id]

    def people(self, unit_id: int) -> list[Person]:
        """Those who belong to a unit, including its own people who are away on secondment."""
        own = select(PersonTable).where(PersonTable.unit_id == unit_id)
        return self._people(self._session.exec(own.order_by(col(PersonTable.id))))

    def secondees_at(self, unit_id: int) -> list[Person]:
        """Those on secondment at a unit, wherever they belong."""
        here = select(SecondmentTable.person_id).where(SecondmentTable.host_unit_id == unit_id)
        rows = select(PersonTable).where(col(PersonTable.id).in_(here))
        people = self._people(self._session.exec(rows.order_by(col(PersonTable.id))))
        return [each for each in people if _is_at(each, unit_id)]

    def everybody(self) -> dict[int, list[Person]]:
        """All people of the county by the unit they belong to, in two queries."""
        found: dict[int, list[Person]] = {}
        rows = self._session.exec(select(PersonTable).order_by(col(PersonTable.id)))
        for person in self._people(rows, whole_county=True):
            found.setdefault(person.unit_id, []).append(person)
        return found

    def person(self, id: int) -> Person:
        """The person; KeyError for an id that was never given out."""
        row = self._session.get(PersonTable, id)
        if row is None:
            raise KeyError(id)
        return self._people([row])[0]

    def people_named(self, name: str, unit_id: int | None = None) -> list[Person]:
        """People of this name, in one unit (its own people and secondees there) or anywhere."""
        rows = select(PersonTable).where(PersonTable.name == "".join(name.split()))
        people = self._people(self._session.exec(rows.order_by(col(PersonTable.id))))
        return [
            each
            for each in people
            if unit_id is None or each.unit_id == unit_id or _is_at(each, unit_id)
        ]

    def facts_of(self, person: Person, cutoff: date) -> Facts:
        """What the roster says of a person on the cut-off date, ready for the ruling engine."""
        return roster_facts(person, self._units, cutoff)

    def import_rows(
        self, rows: ImportRows, facts: Mapping[str, Fact], *, dry_run: bool = False
    ) -> ImportResult:
        """Import a workbook, all of it or nothing. `facts`: the plan's, to read people's columns.

        What is listed is added or brought in line; what is not listed stays as it was.
        """
        result = import_rows(self._session, rows, facts, dry_run=dry_run)
        self.__dict__.pop("_units", None)
        return result

    @cached_property
    def _units(self) -> Mapping[int, Unit]:
        rows = self._session.exec(select(UnitTable).order_by(col(UnitTable.id)))
        return {row.id: _unit(row) for row in rows if row.id is not None}

    def _people(self, rows: Iterable[PersonTable], *, whole_county: bool = False) -> list[Person]:
        people = list(rows)
        wanted = select(SecondmentTable).order_by(col(SecondmentTable.start))
        if not whole_county:
            wanted = wanted.where(col(SecondmentTable.person_id).in_([row.id for row in people]))
        # Of several secondments the latest counts.
        latest = {row.person_id: _secondment(row) for row in self._session.exec(wanted)}
        return [
            Person(
                row.id or 0,
                row.name,
                row.unit_id,
                row.post,
                {fact: decoded(value) for fact, value in row.facts.items()},
                latest.get(row.id or 0),
            )
            for row in people
        ]


def _is_at(person: Person, unit_id: int) -> bool:
    return person.secondment is not None and person.secondment.host_unit_id == unit_id


def _unit(row: UnitTable) -> Unit:
    return Unit(
        row.id or 0,
        row.name,
        UnitKind(row.kind),
        tuple(row.short_names),
        row.group_id,
        row.superior_id,
    )


def _secondment(row: SecondmentTable) -> Secondment:
    return Secondment(row.host_unit_id, row.home, row.sent_by, row.start, row.end)
