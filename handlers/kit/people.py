"""People and units of the roster the asker may see, and what the roster says of the one meant."""

from collections.abc import Iterator

from handlers.kit.desk import Asker, Desk
from language.reading import Name
from rules.plan import Facts
from storage import Records
from storage.views import Person, Unit

_SHORTEST = 2


def names_for(records: Records, asker: Asker) -> tuple[Name, ...]:
    """Names the reader may recognise in this asker's messages; nobody else's are even looked at."""
    units = _units(records, asker)
    found = [Name(name, "unit", unit.id) for unit in units for name in _called(unit)]
    for unit in units:
        found += [Name(one.name, "person", one.id) for one in _people(records, unit)]
    return tuple(dict.fromkeys(name for name in found if len(name.text) >= _SHORTEST))


def _units(records: Records, asker: Asker) -> list[Unit]:
    roster = records.roster
    if asker.role == "supervisor":
        return roster.units()
    if asker.role == "group" and asker.group_id is not None:
        return roster.units_of_group(asker.group_id)
    return [roster.unit(asker.unit_id)] if asker.unit_id is not None else []


def _called(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.short_names)


def _people(records: Records, unit: Unit) -> Iterator[Person]:
    yield from records.roster.people(unit.id)
    yield from records.roster.secondees_at(unit.id)


def person_facts(desk: Desk) -> Facts:
    """What the roster says of the one person named, or still under discussion."""
    del desk
    return {}
