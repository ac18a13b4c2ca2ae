"""Notes which units' papers may have changed, in the transaction that changes what they rest on.

Whatever is summed up for a unit bears the revision it was made from; a summary whose revision is
not the unit's any more is made anew. So nobody who changes a roster has to think of summaries.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import bindparam, event, inspect, select, text
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel, col

from rules.names import name_key
from storage.tables import (
    AuditTable,
    CaseTable,
    ContactTable,
    DecidedTable,
    DraftTable,
    HandInTable,
    MemberTable,
    OpenCardTable,
    OwedStampTable,
    OwedTable,
    PersonTable,
    SaidTable,
    SecondmentTable,
    SlipTable,
    SnoozeTable,
    UnitRevisionTable,
    UnitTable,
)

# These name a unit or a person without bearing on what is owed; any other table that does bears.
_NO_BEARING: Final = frozenset(
    {
        AuditTable,
        CaseTable,
        ContactTable,
        DecidedTable,
        DraftTable,
        MemberTable,
        OpenCardTable,
        OwedStampTable,
        OwedTable,
        SaidTable,
        SlipTable,
        SnoozeTable,
        UnitRevisionTable,
    }
)
_BEARING: Final = (HandInTable, PersonTable, SecondmentTable, UnitTable)
# Of a unit's own row these decide who assesses whom: somebody's main duties may lie with a unit
# they name. Groups are read where needed.
_DECIDING: Final = ("kind", "superior_id", "name", "short_names", "left_at")
_NAMES: Final = select(col(UnitTable.id), col(UnitTable.name), col(UnitTable.short_names))
_MANY: Final = 500
_BUMP: Final = (
    "INSERT INTO unit_revision (unit_id, revision) SELECT id, 1 FROM unit WHERE {} ORDER BY id "
    "ON CONFLICT (unit_id) DO UPDATE SET revision = unit_revision.revision + 1"
)


class WatchedSession(Session):
    """Every change in such a session raises the revision of the units it touches.

    Listened to as a class: to listen on each session by itself takes longer than a transaction.
    """


@event.listens_for(WatchedSession, "after_flush")
def _after_flush(session: Session, _context: UOWTransaction) -> None:
    new = session.new  # each look makes the set anew
    changed = [*new, *session.deleted, *(row for row in session.dirty if _modified(row))]
    rows = [row for row in changed if type(row) not in _NO_BEARING]
    if not rows:
        return
    units = {id for row in rows for id in _units_named(row)}
    people = {id for row in rows for id in _people_named(row)}
    moved = any(isinstance(row, UnitTable) and row not in new for row in rows)
    if moved or len(people) > _MANY or len(units) > _MANY:
        _bump_all(session)
    elif units or people:
        said = {word for row in rows for word in _said(row)}
        _bump(session, units | set(_units_of(session, people)) | set(_units_called(session, said)))


@event.listens_for(WatchedSession, "do_orm_execute")
def _on_statement(state: ORMExecuteState) -> None:
    """A statement that changes many rows at once does not tell which: all units may be meant."""
    table = state.bind_mapper.class_ if state.bind_mapper else None
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and table in _BEARING:
        _bump_all(state.session)


def _modified(row: SQLModel) -> bool:
    state = inspect(row)
    names = _DECIDING if isinstance(row, UnitTable) else state.attrs.keys()
    return any(state.attrs[name].history.has_changes() for name in names)


def _units_named(row: SQLModel) -> Iterator[int]:
    if isinstance(row, UnitTable):
        yield row.id or 0
    yield from _values(row, "unit_id")
    yield from _values(row, "host_unit_id")


def _people_named(row: SQLModel) -> Iterator[int]:
    if isinstance(row, PersonTable):
        yield row.id or 0
    # A hand-in is its unit's, whoever the paper is about.
    elif not isinstance(row, HandInTable):
        yield from _values(row, "person_id")


def _values(row: SQLModel, name: str) -> Iterator[int]:
    """What the column holds now and what it held before."""
    attrs = inspect(row).attrs
    if name in attrs:
        history = attrs[name].history
        yield from (one for one in (*history.sum(), *history.deleted) if isinstance(one, int))


def _units_of(session: Any, people: Collection[int]) -> Iterator[int]:
    """Where these people belong and where they are on secondment."""
    if people:
        found = text(
            "SELECT unit_id FROM person WHERE id IN :ids "
            "UNION SELECT host_unit_id FROM secondment WHERE person_id IN :ids"
        ).bindparams(bindparam("ids", expanding=True))
        yield from session.connection().execute(found, {"ids": sorted(people)}).scalars()


def _said(row: SQLModel) -> Iterator[str]:
    """What the facts of a person say in words, now and before: one may name a unit."""
    if isinstance(row, PersonTable):
        history = inspect(row).attrs["facts"].history
        for facts in (*history.sum(), *history.deleted):
            yield from (name_key(word) for word in (facts or {}).values() if isinstance(word, str))


def _units_called(session: Any, words: set[str]) -> Iterator[int]:
    """Units that go by one of these names."""
    if words:
        for id, *names in session.connection().execute(_NAMES):
            if words & {name_key(name) for name in (names[0], *names[1])}:
                yield id


def _bump(session: Any, units: Iterable[int]) -> None:
    """These units and the departments above them, which may assess their people."""
    wanted = text(
        _BUMP.format(
            "id IN :ids OR id IN (SELECT superior_id FROM unit WHERE id IN :ids "
            "AND superior_id IS NOT NULL)"
        )
    ).bindparams(bindparam("ids", expanding=True))
    session.connection().execute(wanted, {"ids": sorted(units)})


def _bump_all(session: Any) -> None:
    session.connection().execute(text(_BUMP.format("true")))
