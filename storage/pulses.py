"""When something that should happen again and again happened last, in whatever process."""

from datetime import datetime

from sqlmodel import Session

from storage.engine import put
from storage.tables import PulseTable


class Pulses:
    """A moment a name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def beat(self, name: str, now: datetime) -> None:
        """It happened now. Written for real, so it also shows whether anything can be written."""
        put(self._session, PulseTable, {"name": name, "at": now})

    def last(self, name: str) -> datetime | None:
        """When it happened last."""
        row = self._session.get(PulseTable, name, populate_existing=True)
        return row.at if row is not None else None
