"""Matters put to the section, each open once; a later date granted bears on what the unit owes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.audit import note
from storage.engine import alone, insert_once
from storage.made import Made
from storage.numbers import may_be_given, next_number
from storage.tables import MatterTable
from storage.views import Act, Matter, MatterKind, MatterState

# Who a paper is extended for: of one unit, of one person or of all it owes the paper for.
Extended = tuple[int, str, int | None]
_ACTS: Final[Mapping[MatterState, Act]] = {
    MatterState.GRANTED: Act.MATTER_SETTLED,
    MatterState.REFUSED: Act.MATTER_SETTLED,
    MatterState.ANSWERED: Act.MATTER_SETTLED,
    MatterState.WITHDRAWN: Act.MATTER_WITHDRAWN,
}
# Made once: building a statement takes longer than running it.
_EXTENDED: Final = Made(
    columns(
        col(MatterTable.unit_id),
        col(MatterTable.paper),
        col(MatterTable.person_id),
        col(MatterTable.granted),
        col(MatterTable.answered_at),
    )
    .where(
        col(MatterTable.plan_id) == bindparam("plan"),
        col(MatterTable.kind) == MatterKind.EXTENSION.value,
        col(MatterTable.state) == MatterState.GRANTED.value,
    )
    .order_by(col(MatterTable.id))
)


class Matters:
    """By plan and number; numbers are one series for all kinds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self,
        plan_id: str,
        kind: MatterKind,
        about: str,
        *,
        by: str,
        at: datetime,
        unit_id: int | None = None,
        person_id: int | None = None,
        paper: str = "",
        words: str = "",
        context: Sequence[Mapping[str, str]] = (),
        day: date | None = None,
    ) -> tuple[Matter, bool]:
        """Open a matter, or find the open one about the same; tells whether it is new."""
        key = f"{plan_id}:{kind.value}:{about}"
        alone(self._session, f"matter:{key}")
        known = self._open_about(key)
        if known is not None:
            return _view(known), False
        values = {
            "plan_id": plan_id,
            "number": next_number(self._session, f"{plan_id}:matter"),
            "kind": kind.value,
            "state": MatterState.OPEN.value,
            "open_key": key,
            "by": by.casefold(),
            "at": at,
            "unit_id": unit_id,
            "person_id": person_id,
            "paper": paper,
            "words": words,
            "context": [dict(one) for one in context],
            "day": day,
            "answer": "",
            "answered_by": "",
        }
        is_new = insert_once(self._session, MatterTable, values)
        row = self._open_about(key)
        if row is None:
            raise LookupError(key)
        if is_new:
            self._note(Act.MATTER_PUT, row, by, at)
        return _view(row), is_new

    def numbered(self, plan_id: str, number: int) -> Matter | None:
        """The matter with this number, whatever became of it."""
        row = self._row(plan_id, number)
        return _view(row) if row else None

    def open(self, plan_id: str, kind: MatterKind | None = None) -> list[Matter]:
        """Those nobody settled yet, oldest first."""
        found = self._of(plan_id).where(MatterTable.state == MatterState.OPEN.value)
        if kind is not None:
            found = found.where(MatterTable.kind == kind.value)
        return [_view(row) for row in self._session.exec(found)]

    def settled(self, plan_id: str, limit: int = 30) -> list[Matter]:
        """The newest of those that are not open any more."""
        found = (
            select(MatterTable)
            .where(MatterTable.plan_id == plan_id, MatterTable.state != MatterState.OPEN.value)
            .order_by(col(MatterTable.id).desc())
            .limit(limit)
        )
        return [_view(row) for row in self._session.exec(found)]

    def put_by(self, plan_id: str, userid: str, kind: MatterKind) -> list[Matter]:
        """What this member put, oldest first."""
        found = self._of(plan_id).where(
            MatterTable.by == userid.casefold(), MatterTable.kind == kind.value
        )
        return [_view(row) for row in self._session.exec(found)]

    def of_unit(self, plan_id: str, unit_id: int, kind: MatterKind) -> list[Matter]:
        """What was put for this unit, oldest first."""
        found = self._of(plan_id).where(
            MatterTable.unit_id == unit_id, MatterTable.kind == kind.value
        )
        return [_view(row) for row in self._session.exec(found)]

    def extended(self, plan_id: str) -> dict[Extended, tuple[date, datetime]]:
        """The latest day granted and when that was, by unit, paper and person."""
        self._session.flush()  # what is still to be written counts
        days: dict[Extended, tuple[date, datetime]] = {}
        for row in _EXTENDED.rows(self._session, plan=plan_id):
            key = (row.unit_id or 0, row.paper, row.person_id)
            if row.granted is not None and row.answered_at is not None:
                given = (row.granted, row.answered_at)
                days[key] = max(given, days.get(key, given))
        return days

    def settle(
        self,
        matter: Matter,
        state: MatterState,
        *,
        by: str,
        at: datetime,
        answer: str = "",
        granted: date | None = None,
    ) -> Matter | None:
        """Close an open matter; None where it is open no more."""
        alone(self._session, f"matter:{matter.id}")
        row = self._row(matter.plan_id, matter.number)
        if row is None or row.state != MatterState.OPEN.value:
            return None
        row.state, row.open_key, row.answer, row.granted = state.value, None, answer, granted
        row.answered_by, row.answered_at = by.casefold(), at
        self._session.add(row)
        self._session.flush()
        self._note(_ACTS[state], row, by, at)
        return _view(row)

    def _of(self, plan_id: str) -> SelectOfScalar[MatterTable]:
        return (
            select(MatterTable)
            .where(MatterTable.plan_id == plan_id)
            .order_by(col(MatterTable.id))
            .execution_options(populate_existing=True)
        )

    def _row(self, plan_id: str, number: int) -> MatterTable | None:
        if not may_be_given(number):
            return None
        return self._session.exec(self._of(plan_id).where(MatterTable.number == number)).first()

    def _open_about(self, key: str) -> MatterTable | None:
        found = select(MatterTable).where(MatterTable.open_key == key)
        return self._session.exec(found.execution_options(populate_existing=True)).first()

    def _note(self, act: Act, row: MatterTable, by: str, at: datetime) -> None:
        granted = row.granted.isoformat() if row.granted else None
        detail = {
            "number": row.number,
            "kind": row.kind,
            "state": row.state,
            "paper": row.paper,
            "person": row.person_id,
            "day": granted or (row.day.isoformat() if row.day else None),
        }
        note(self._session, act, by=by, at=at, subject=row.kind, unit_id=row.unit_id, detail=detail)


def _view(row: MatterTable) -> Matter:
    return Matter(
        id=row.id or 0,
        plan_id=row.plan_id,
        number=row.number,
        kind=MatterKind(row.kind),
        state=MatterState(row.state),
        by=row.by,
        at=row.at,
        unit_id=row.unit_id,
        person_id=row.person_id,
        paper=row.paper,
        words=row.words,
        context=tuple(row.context),
        day=row.day,
        granted=row.granted,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
