"""The history of the roster: whatever is changed under `keeping` is written down by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import bindparam, event, inspect
from sqlalchemy import select as columns
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel, col, insert, select

from storage.facts import decoded
from storage.made import Made
from storage.tables import (
    GroupTable,
    MemberTable,
    PersonTable,
    RosterChangeTable,
    SecondmentTable,
    UnitTable,
)
from storage.views import Entity, Json, Person, RosterChange, Secondment, Unit

_KEPT: Final[Mapping[type[SQLModel], Entity]] = {
    GroupTable: Entity.GROUP,
    UnitTable: Entity.UNIT,
    PersonTable: Entity.PERSON,
    MemberTable: Entity.MEMBER,
}
# Whether WeCom delivers to somebody, and the order of a sheet, are no matter of the roster.
_NOT_KEPT: Final = frozenset({"id", "userid", "reachable", "why_not", "position"})
_ORDER: Final = list(_KEPT.values())
_SECONDED: Final = "secondment:"
# Noted of a unit beside its `left_at`: the unit that it became.
MERGED: Final = "merged_into"
# Made once: building a statement takes longer than running it.
_CHANGES: Final = Made(
    columns(
        col(RosterChangeTable.id),
        col(RosterChangeTable.entity),
        col(RosterChangeTable.entity_id),
        col(RosterChangeTable.field),
        col(RosterChangeTable.before),
        col(RosterChangeTable.after),
        col(RosterChangeTable.at),
        col(RosterChangeTable.by),
    )
    .where(
        col(RosterChangeTable.entity) == bindparam("entity"),
        col(RosterChangeTable.entity_id) == bindparam("id"),
    )
    .order_by(col(RosterChangeTable.id))
)
_Line = tuple[Entity, str, str, Json, Json]


@contextmanager
def keeping(session: Session, by: str, at: datetime) -> Iterator[list[_Line]]:
    """Write down what is changed of the roster inside. Clear the list where it was taken back."""
    lines: list[_Line] = []
    hear = partial(_after_flush, lines)
    session.flush()
    event.listen(session, "after_flush", hear)
    try:
        yield lines
        session.flush()
    finally:
        event.remove(session, "after_flush", hear)
    rows = [_row(line, by.casefold(), at) for line in lines]
    if rows:
        session.execute(insert(RosterChangeTable), rows)


def changes(session: Session, entity: Entity, id: str | int) -> list[RosterChange]:
    """All that was changed of one person, unit, group or member, the oldest first."""
    session.flush()  # what is still to be written counts
    return [view(row) for row in _CHANGES.rows(session, entity=entity.value, id=str(id))]


def latest(session: Session, before_id: int | None, limit: int) -> list[RosterChange]:
    """The newest changes first; `before_id` goes on where a page ended."""
    wanted = select(RosterChangeTable)
    if before_id is not None:
        wanted = wanted.where(col(RosterChangeTable.id) < before_id)
    wanted = wanted.order_by(col(RosterChangeTable.id).desc()).limit(limit)
    return [view(row) for row in session.exec(wanted)]


def former_names(session: Session) -> dict[str, str]:
    """What units that were renamed are called now, by the names they had."""
    wanted = select(RosterChangeTable).where(
        RosterChangeTable.entity == Entity.UNIT.value, RosterChangeTable.field == "name"
    )
    now = {str(row.id): row.name for row in session.exec(select(UnitTable))}
    return {row.before["is"]: now[row.entity_id] for row in session.exec(wanted)}


def former_people(session: Session) -> dict[int, dict[str, str]]:
    """What people whose names were corrected are called now, by unit and the names they had."""
    wanted = select(RosterChangeTable).where(
        RosterChangeTable.entity == Entity.PERSON.value, RosterChangeTable.field == "name"
    )
    changed = session.exec(wanted.order_by(col(RosterChangeTable.id))).all()
    people = {str(row.id): row for row in session.exec(select(PersonTable))} if changed else {}
    taken = {(row.unit_id, row.name) for row in people.values()}
    found: dict[int, dict[str, str]] = {}
    for each in changed:
        now = people[each.entity_id]
        if (now.unit_id, each.before["is"]) not in taken:
            found.setdefault(now.unit_id, {})[each.before["is"]] = now.name
    return found


def was_there(since: Sequence[RosterChange], *, now: bool) -> bool:
    """Whether somebody was on the roster before the changes `since`, oldest first."""
    for each in reversed(since):
        if each.field in ("", "left_at"):
            now = each.before is None and each.field == "left_at"
    return now


def person_before(person: Person, posted: list[Secondment], since: list[RosterChange]) -> Person:
    """The person without the changes `since`, oldest first. `posted`: all their secondments."""
    seconded = {each.host_unit_id: each for each in posted}
    facts = dict(person.facts)
    for each in reversed(since):
        if each.field.startswith("facts."):
            _put(facts, each.field.removeprefix("facts."), decoded(each.before))
        elif each.field.startswith(_SECONDED):
            host = int(each.field.removeprefix(_SECONDED))
            _put(seconded, host, _secondment(host, each.before))
        elif each.field in ("name", "post", "unit_id"):
            person = replace(person, **{each.field: each.before})
    newest = max(seconded.values(), key=lambda each: each.start, default=None)
    return replace(person, facts=facts, secondment=newest)


def unit_before(unit: Unit, since: list[RosterChange]) -> Unit:
    """The unit without the changes `since`, oldest first."""
    for each in reversed(since):
        if each.field == "short_names":
            unit = replace(unit, short_names=tuple(each.before))
        elif each.field == "kind":
            unit = replace(unit, kind=type(unit.kind)(each.before))
        elif each.field in ("name", "group_id", "superior_id"):
            unit = replace(unit, **{each.field: each.before})
    return unit


def _put(into: dict[Any, Any], key: object, value: object) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value


def _secondment(host: int, told: Json) -> Secondment | None:
    if told is None:
        return None
    end = date.fromisoformat(told["end"]) if told["end"] else None
    start = date.fromisoformat(told["start"])
    return Secondment(host, told["home"], told["sent_by"], start, end)


def _after_flush(lines: list[_Line], session: Session, _context: UOWTransaction) -> None:
    new, gone = session.new, session.deleted  # each look makes the set anew
    found = [
        line
        for row in (*new, *session.dirty, *gone)
        for line in _lines(row, new=row in new, gone=row in gone)
    ]
    # What a flush holds is a set: the same change is to be told in the same order each time.
    lines += sorted(found, key=lambda line: (_ORDER.index(line[0]), len(line[1]), line[1]))


def _lines(row: SQLModel, *, new: bool, gone: bool) -> Iterable[_Line]:
    if isinstance(row, SecondmentTable):
        return _of_secondment(row, new=new, gone=gone)
    entity = _KEPT.get(type(row))
    if entity is None:
        return ()
    id = str(getattr(row, "userid" if isinstance(row, MemberTable) else "id"))
    if new or gone:
        named = {name: getattr(row, name, "") for name in ("name", "role", "unit_id")}
        return [(entity, id, "", None if new else named, named if new else None)]
    return [(entity, id, *line) for line in _fields(row)]


def _fields(row: SQLModel) -> Iterator[tuple[str, Json, Json]]:
    for name, before, after in _history(row):
        if name == "facts":
            for fact in sorted({**before, **after}):
                if before.get(fact) != after.get(fact):
                    yield f"facts.{fact}", before.get(fact), after.get(fact)
        elif name not in _NOT_KEPT:
            yield name, _plain(before), _plain(after)


def _history(row: SQLModel) -> Iterator[tuple[str, Any, Any]]:
    for attribute in inspect(row).attrs:
        found = attribute.history
        if found.deleted and found.added and found.deleted[0] != found.added[0]:
            yield attribute.key, found.deleted[0], found.added[0]


def _of_secondment(row: SecondmentTable, *, new: bool, gone: bool) -> Iterator[_Line]:
    now = {name: _plain(getattr(row, name)) for name in ("home", "sent_by", "start", "end")}
    before = now | {name: _plain(old) for name, old, _ in _history(row) if name in now}
    field = f"{_SECONDED}{row.host_unit_id}"
    told = (None if new else before, None if gone else now)
    if told[0] != told[1]:
        yield Entity.PERSON, str(row.person_id), field, *told


def _plain(value: Any) -> Json:
    return value.isoformat() if isinstance(value, date) else value


def _row(line: _Line, by: str, at: datetime) -> dict[str, Any]:
    entity, id, field, before, after = line
    return {
        "entity": entity.value,
        "entity_id": id,
        "field": field,
        "before": {"is": before},
        "after": {"is": after},
        "at": at,
        "by": by,
    }


def view(row: RosterChangeTable) -> RosterChange:
    """The row as everybody else sees it."""
    return RosterChange(
        row.id or 0,
        Entity(row.entity),
        row.entity_id,
        row.field,
        row.before["is"],
        row.after["is"],
        row.at,
        row.by,
    )
