"""Units, groups and everybody's names as of one mark of the roster: read once, kept in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from rules.name_table import NameTable
from rules.names import name_key
from rules.roster import UnitKind
from storage.roster.gone_units import gone_units
from storage.tables import GroupTable, PersonTable, UnitTable
from storage.views import GoneUnit, Group, Unit

_UNITS: Final = select(
    col(UnitTable.id),
    col(UnitTable.name),
    col(UnitTable.kind),
    col(UnitTable.short_names),
    col(UnitTable.group_id),
    col(UnitTable.superior_id),
).order_by(col(UnitTable.id))
_LEFT: Final = select(col(UnitTable.id)).where(col(UnitTable.left_at).is_not(None))
_GROUPS: Final = select(col(GroupTable.id), col(GroupTable.name)).order_by(col(GroupTable.id))
_NAMES: Final = select(col(PersonTable.name)).where(col(PersonTable.left_at).is_(None)).distinct()


@dataclass(frozen=True)
class Places:
    """`every`: units by id, also those in `left`, which are in the season no more."""

    every: Mapping[int, Unit]
    left: frozenset[int]
    groups: tuple[Group, ...]
    gone: Mapping[int, GoneUnit]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Units in the season, in the order of the first import."""
        return tuple(unit for id, unit in self.every.items() if id not in self.left)

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """Units in the season by the keys of their full and short names."""
        found: dict[str, int] = {}
        for unit in self.units:
            for name in (unit.name, *unit.short_names):
                found.setdefault(name_key(name), unit.id)
        return found

    @cached_property
    def called(self) -> Mapping[str, tuple[Unit, ...]]:
        """Units in the season by full and short name."""
        found: dict[str, tuple[Unit, ...]] = {}
        for unit in self.units:
            for name in dict.fromkeys((unit.name, *unit.short_names)):
                found[name] = (*found.get(name, ()), unit)
        return found

    @cached_property
    def table(self) -> NameTable:
        """The names of `called`."""
        return NameTable(self.called)


def read_places(session: Session) -> Places:
    """As this transaction sees them."""
    connection = session.connection()
    every = {
        id: Unit(id, name, UnitKind(kind), tuple(short_names), group_id, superior_id)
        for id, name, kind, short_names, group_id, superior_id in connection.execute(_UNITS)
        if id is not None
    }
    left = frozenset(id for (id,) in connection.execute(_LEFT) if id is not None)
    groups = tuple(Group(id or 0, name) for id, name in connection.execute(_GROUPS))
    return Places(every, left, groups, gone_units(session) if left else {})


def read_names(session: Session) -> NameTable:
    """Everybody's name but of those who left."""
    return NameTable(session.connection().execute(_NAMES).scalars())
