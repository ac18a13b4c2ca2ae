"""What an open conversation rests on, forgotten after a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from storage.engine import alone, each_dialect
from storage.made import Made
from storage.tables import TalkTable
from storage.views import Json

FORGOTTEN_AFTER: Final = timedelta(minutes=30)
# Made once: building a statement takes longer than running it.
_OPEN: Final = Made(
    select(col(TalkTable.userid), col(TalkTable.memory), col(TalkTable.at)).where(
        col(TalkTable.userid).in_((bindparam("one"), bindparam("other")))
    )
)
_SAVE: Final = Made(
    each_dialect(
        lambda insert: (saved := insert(TalkTable)).on_conflict_do_update(
            index_elements=["userid"],
            set_={"memory": saved.excluded.memory, "at": saved.excluded.at},
        )
    ),
    ("userid", "memory", "at"),
)
_END: Final = Made(delete(TalkTable).where(col(TalkTable.userid) == bindparam("id")))


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
            self.look(key, key)
        kept = self._known[key]
        return kept if kept and now - kept.at <= FORGOTTEN_AFTER else None

    def look(self, userid: str, other: str) -> None:
        """Read two at once, for `open` to find. Hold whose they are before."""
        keys = (userid.casefold(), other.casefold())
        rows = _OPEN.rows(self._session, one=keys[0], other=keys[1])
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
        key = userid.casefold()
        self._known.pop(key, None)
        _SAVE.changed(self._session, userid=key, memory=dict(memory), at=now)

    def end(self, userid: str) -> None:
        """Forget the conversation."""
        self._known.pop(userid.casefold(), None)
        _END.changed(self._session, id=userid.casefold())
