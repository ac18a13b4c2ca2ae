"""A channel's quiet window, which holds for every process."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from storage.engine import insert_once
from storage.made import Made
from storage.tables import QuietTable
from storage.views import Quiet

_WINDOW: Final = Made(  # before every call
    columns(col(QuietTable.until), col(QuietTable.refusals)).where(
        col(QuietTable.app) == bindparam("name")
    )
)


class QuietWindows:
    """By app: until when nothing is sent, because the channel said we call too often."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, app: str) -> Quiet | None:
        """The last window, over or not; None where all went well since."""
        row = _WINDOW.first(self._session, name=app)
        return Quiet(row.until, row.refusals) if row and row.refusals else None

    def refused(self, app: str, now: datetime, windows: tuple[timedelta, ...]) -> datetime:
        """The channel refused once more; until when to be quiet, longer each time in a row.

        Of several processes refused at once only the first lengthens the window.
        """
        insert_once(self._session, QuietTable, {"app": app, "until": now, "refusals": 0})
        found = select(QuietTable).where(QuietTable.app == app).with_for_update()
        row = self._session.exec(found.execution_options(populate_existing=True)).one()
        longest = windows[-1]
        if not now < row.until <= now + longest:
            row.until = now + windows[min(row.refusals, len(windows) - 1)]
            row.refusals += 1
            self._session.add(row)
            self._session.flush()
        return row.until

    def cleared(self, app: str) -> None:
        """A call went through."""
        row = self._session.get(QuietTable, app)
        if row and row.refusals:
            row.refusals = 0
            self._session.add(row)
            self._session.flush()
