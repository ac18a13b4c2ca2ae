"""What an open conversation rests on, forgotten after a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from storage.engine import alone, each_dialect
from storage.tables import TalkTable
from storage.views import Json

FORGOTTEN_AFTER: Final = timedelta(minutes=30)
# Made once: building a statement takes longer than running it.
_OPEN: Final = select(col(TalkTable.userid), col(TalkTable.memory), col(TalkTable.at)).where(
    col(TalkTable.userid).in_(bindparam("userids", expanding=True))
)
_SAVE: Final = each_dialect(
    lambda insert: (saved := insert(TalkTable)).on_conflict_do_update(
        index_elements=["userid"], set_={"memory": saved.excluded.memory, "at": saved.excluded.at}
    )
)
_END: Final = delete(TalkTable).where(col(TalkTable.userid) == bindparam("id"))


@dataclass(frozen=True)
class Remembered:
    """What was kept and when."""

    memory: Mapping[str, Json]
    at: datetime


class Talks:
    """One open conversation a member; what else is remembered of one has a key that names them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: set[str] = set()
        self._known: dict[str, Remembered | None] = {}

    def open(self, userid: str, now: datetime) -> dict[str, Json] | None:
        """The memory of the open conversation, None where there is none or it is too old.

        Whoever opens one to write it holds it until the commit: a member's next message waits.
        """
        kept = self.last(userid, now)
        return dict(kept.memory) if kept else None

    def last(self, userid: str, now: datetime) -> Remembered | None:
        """The same, with when it was saved."""
        key = userid.casefold()
        self.hold(key)
        if key not in self._known:
            self.look([key])
        kept = self._known[key]
        return kept if kept and now - kept.at <= FORGOTTEN_AFTER else None

    def look(self, userids: Sequence[str]) -> None:
        """Read several at once, for `open` to find. Hold whose they are before."""
        keys = [userid.casefold() for userid in userids]
        rows = self._session.connection().execute(_OPEN, {"userids": keys})
        found = {key: Remembered(memory, at) for key, memory, at in rows}
        self._known |= {key: found.get(key) for key in keys}
        self._held |= set(keys)

    def hold(self, userid: str) -> None:
        """Nobody else does anything for this member until the commit."""
        if userid.casefold() not in self._held:
            alone(self._session, f"member:{userid.casefold()}")
            self._held.add(userid.casefold())

    def save(self, userid: str, memory: Mapping[str, Json], now: datetime) -> None:
        """Keep the memory, in the place of any older one."""
        connection = self._session.connection()
        row = {"userid": userid.casefold(), "memory": dict(memory), "at": now}
        self._known.pop(userid.casefold(), None)
        connection.execute(_SAVE[connection.dialect.name], row)

    def end(self, userid: str) -> None:
        """Forget the conversation."""
        self._known.pop(userid.casefold(), None)
        self._session.connection().execute(_END, {"id": userid.casefold()})
