"""What the section asked back on a case and what its askers told, oldest first; it only grows."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.audit import note
from storage.tables import CaseNoteTable
from storage.views import Act, Case, CaseNote


class CaseNotes:
    """Notes by the case they are on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, case: Case, text: str, *, by: str, at: datetime) -> None:
        """Keep what somebody asks or tells of a case."""
        self._session.add(CaseNoteTable(case_id=case.id, by=by.casefold(), text=text, at=at))
        self._session.flush()
        detail = {"number": case.number}
        note(self._session, Act.CASE_NOTED, by=by, at=at, subject=case.topic, detail=detail)

    def of(self, case: Case) -> list[CaseNote]:
        """All that was asked and told of it."""
        rows = self._session.exec(
            select(CaseNoteTable)
            .where(CaseNoteTable.case_id == case.id)
            .order_by(col(CaseNoteTable.id))
        )
        return [CaseNote(row.by, row.text, row.at) for row in rows]
