"""Papers about people go where the people go: receipts, versions and custody stay as they are."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from storage.seasons import Seasons
from storage.tables import HandInTable

_KEY = ("plan_id", "paper", "person_key", "part")


def move_papers(
    session: Session, old_id: int, new_id: int, person_id: int | None = None
) -> tuple[int, tuple[str, ...]]:
    """How many went from one unit to the other, and the receipts of those that stay.

    Of one person or of all; those of the unit itself stay. Where the new unit has versions of its
    own of a paper, its numbers are taken: both stay. Papers of a closed season stay where they
    were: the roster of that season does not change any more.
    """
    closed = Seasons(session).closed()
    theirs = {_key(row) for row in _of(session, new_id)}
    moved, kept = 0, []
    for row in _of(session, old_id):
        if row.plan_id in closed or (person_id is not None and row.person_id != person_id):
            continue
        if row.person_id is None or _key(row) in theirs:
            kept.append(row.receipt)
            continue
        row.unit_id, moved = new_id, moved + 1
        session.add(row)
    return moved, tuple(kept)


def _of(session: Session, unit_id: int) -> Sequence[HandInTable]:
    mine = select(HandInTable).where(HandInTable.unit_id == unit_id)
    return session.exec(mine.order_by(col(HandInTable.id))).all()


def _key(row: HandInTable) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _KEY)
