"""Deeds that wait for a second person: confirmed by one, done by another."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from storage.audit import note
from storage.engine import alone, put
from storage.tables import ApprovalTable
from storage.views import Act

LASTS: Final = timedelta(hours=24)


class Approvals:
    """By the mark of the deed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def given(self, mark: str, by: str, at: datetime, subject: str) -> bool:
        """Whether somebody else confirmed the same within a day; else `by` has confirmed it now.

        An approval is used up by the deed it was for.
        """
        alone(self._session, f"approval:{mark}")
        row = self._session.get(ApprovalTable, mark, populate_existing=True)
        fresh = row is not None and timedelta() <= at - row.at <= LASTS
        if row is not None and fresh and row.by != by.casefold():
            self._session.delete(row)
            self._session.flush()
            return True
        if not fresh:
            put(self._session, ApprovalTable, {"mark": mark, "by": by.casefold(), "at": at})
            note(self._session, Act.CHANGED, by=by, at=at, subject=subject)
        return False
