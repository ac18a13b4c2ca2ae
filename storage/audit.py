"""The audit trail. It is written in the transaction of the act itself and only ever grows."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import insert
from sqlmodel import Session, col, select

from storage.made import Made
from storage.tables import AuditTable
from storage.views import Act, AuditEntry, Json

# Made once: building a statement takes longer than running it.
_NOTE: Final = Made(
    insert(AuditTable).inline(), ("at", "by", "act", "subject", "unit_id", "detail")
)


def note(
    session: Session,
    act: Act,
    *,
    by: str,
    at: datetime,
    subject: str = "",
    unit_id: int | None = None,
    detail: Mapping[str, Json] | None = None,
) -> None:
    """Add a line. Acts of storage call this themselves, so that no door can forget it."""
    _NOTE.changed(
        session,
        at=at,
        by=by.casefold(),
        act=act.value,
        subject=subject,
        unit_id=unit_id,
        detail=dict(detail or {}),
    )


class Audit:
    """Reading the trail, and noting what only a door knows: a question asked, a file exported."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self,
        act: Act,
        *,
        by: str,
        at: datetime,
        subject: str = "",
        unit_id: int | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> None:
        """Add an entry to the trail, in this transaction."""
        note(self._session, act, by=by, at=at, subject=subject, unit_id=unit_id, detail=detail)

    def entries(
        self,
        *,
        act: Act | None = None,
        by: str | None = None,
        unit_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before_id: int | None = None,
        limit: int | None = 100,
    ) -> Iterator[AuditEntry]:
        """The newest first. `until` is exclusive; `before_id` goes on where a page ended."""
        wanted = select(AuditTable)
        if act is not None:
            wanted = wanted.where(AuditTable.act == act.value)
        if by is not None:
            wanted = wanted.where(AuditTable.by == by.casefold())
        if unit_id is not None:
            wanted = wanted.where(AuditTable.unit_id == unit_id)
        if since is not None:
            wanted = wanted.where(AuditTable.at >= since)
        if until is not None:
            wanted = wanted.where(AuditTable.at < until)
        if before_id is not None:
            wanted = wanted.where(col(AuditTable.id) < before_id)
        wanted = wanted.order_by(col(AuditTable.id).desc()).limit(limit)
        return (_view(row) for row in self._session.exec(wanted))


def _view(row: AuditTable) -> AuditEntry:
    return AuditEntry(
        row.id or 0, row.at, row.by, Act(row.act), row.subject, row.unit_id, row.detail
    )
