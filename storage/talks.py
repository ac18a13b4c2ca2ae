"""What an open conversation rests on, forgotten after a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from storage.engine import alone, put
from storage.tables import TalkTable
from storage.views import Json

FORGOTTEN_AFTER: Final = timedelta(minutes=30)


class Talks:
    """One open conversation a member."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, userid: str, now: datetime) -> dict[str, Json] | None:
        """The memory of the open conversation, None where there is none or it is too old.

        Whoever opens one to write it holds it until the commit: a member's next message waits.
        """
        self.hold(userid)
        row = self._session.get(TalkTable, userid.casefold())
        if row is None or now - row.at > FORGOTTEN_AFTER:
            return None
        return dict(row.memory)

    def hold(self, userid: str) -> None:
        """Nobody else does anything for this member until the commit."""
        alone(self._session, f"member:{userid.casefold()}")

    def save(self, userid: str, memory: Mapping[str, Json], now: datetime) -> None:
        """Keep the memory, in the place of any older one."""
        kept: dict[str, Any] = dict(memory)
        put(self._session, TalkTable, {"userid": userid.casefold(), "memory": kept, "at": now})

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
