"""What an open conversation rests on, forgotten after a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from storage.tables import TalkTable
from storage.views import Json

FORGOTTEN_AFTER: Final = timedelta(minutes=30)


class Talks:
    """One open conversation a member."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, userid: str, now: datetime) -> dict[str, Json] | None:
        """The same as `open`, for whoever goes on with it: a second message at once waits."""
        return self._open(userid, now, lock=True)

    def open(self, userid: str, now: datetime) -> dict[str, Json] | None:
        """The memory of the open conversation, None where there is none or it is too old."""
        return self._open(userid, now, lock=False)

    def _open(self, userid: str, now: datetime, *, lock: bool) -> dict[str, Json] | None:
        row = self._session.get(TalkTable, userid.casefold(), with_for_update=lock)
        if row is None or now - row.at > FORGOTTEN_AFTER:
            return None
        return dict(row.memory)

    def save(self, userid: str, memory: Mapping[str, Json], now: datetime) -> None:
        """Keep the memory, in the place of any older one."""
        kept: dict[str, Any] = dict(memory)
        row = TalkTable(userid=userid.casefold(), memory=kept, at=now)
        self._session.merge(row)
        self._session.flush()

    def last_at(self, userid: str) -> datetime | None:
        """When the memory was last saved."""
        row = self._session.get(TalkTable, userid.casefold())
        return row.at if row is not None else None

    def end(self, userid: str) -> None:
        """Forget the conversation."""
        row = self._session.get(TalkTable, userid.casefold())
        if row is not None:
            self._session.delete(row)
            self._session.flush()
