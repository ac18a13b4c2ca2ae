"""Files that belong to cases, oldest first; none is taken away again."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import alone
from storage.numbers import may_be_given
from storage.tables import CaseFileTable
from storage.views import Act, Blob, Case, CaseFile


class CaseFiles:
    """Files by the case they belong to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, case: Case, blob: Blob, name: str, media_type: str, *, by: str, at: datetime
    ) -> bool:
        """Keep a stored file with a case; False where the same content is there already."""
        alone(self._session, f"case_file:{case.id}")
        if any(one.sha256 == blob.sha256 for one in self.of(case)):
            return False
        row = CaseFileTable(
            case_id=case.id,
            sha256=blob.sha256,
            name=name,
            media_type=media_type,
            by=by.casefold(),
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        detail = {"number": case.number}
        note(self._session, Act.CASE_NOTED, by=by, at=at, subject=case.topic, detail=detail)
        return True

    def of(self, case: Case) -> list[CaseFile]:
        """All files of a case."""
        rows = self._session.exec(
            select(CaseFileTable)
            .where(CaseFileTable.case_id == case.id)
            .order_by(col(CaseFileTable.id))
        )
        return [_view(row) for row in rows]

    def numbered(self, case: Case, id: int) -> CaseFile | None:
        """One file of this case."""
        row = self._session.get(CaseFileTable, id) if may_be_given(id) else None
        return _view(row) if row is not None and row.case_id == case.id else None


def _view(row: CaseFileTable) -> CaseFile:
    return CaseFile(row.id or 0, row.sha256, row.name, row.media_type, row.by, row.at)
