"""Questions nobody could read, kept without names so that the reader can be mended."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.numbers import may_be_given
from storage.tables import UnreadTable
from storage.views import Unread


class UnreadQuestions:
    """A growing list. Whoever notes a question has taken names out of it before."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, text: str, at: datetime) -> None:
        """Keep a question, already without names."""
        self._session.add(UnreadTable(text=text, at=at))
        self._session.flush()

    def numbered(self, id: int) -> Unread | None:
        """One of them."""
        row = self._session.get(UnreadTable, id) if may_be_given(id) else None
        return Unread(row.id or 0, row.text, row.at) if row else None

    def latest(self, limit: int = 100) -> list[Unread]:
        """The newest first."""
        rows = self._session.exec(
            select(UnreadTable).order_by(col(UnreadTable.id).desc()).limit(limit)
        )
        return [Unread(row.id or 0, row.text, row.at) for row in rows]
