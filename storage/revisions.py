"""What is kept in memory between transactions, and the one look that tells whether it still holds.

A mark belongs to one state of the database. It is read before what it stands for, so that what is
kept may only be newer than its mark; the next look then finds another mark and reads anew.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final, Generic, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from storage.made import Made
from storage.tables import RevisionTable

_MARKS: Final = Made(select(col(RevisionTable.scope), col(RevisionTable.mark)))
# The state before and after a change, and that of a trial which is taken back.
_STATES: Final = 4
T = TypeVar("T")


class Kept(Generic[T]):
    """One thing in its last few states, by mark. Shared by threads; what is kept is not changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[int, T] = {}

    def of(self, mark: int, read: Callable[[], T]) -> T:
        """What was read at this mark; read now where it was not."""
        found = self._found.get(mark)
        if found is None:
            found = read()
            with self._lock:
                while len(self._found) >= _STATES:
                    del self._found[next(iter(self._found))]
                self._found[mark] = found
        return found


class Revisions:
    """The marks as this transaction sees them, read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._marks: Mapping[str, int] = {}

    @property
    def roster(self) -> int:
        """Of groups, units, people's names and merges."""
        return self._read()["roster"]

    @property
    def people(self) -> int:
        """Of what is told of people."""
        return self._read()["people"]

    @property
    def cases(self) -> int:
        """Of cases and precedents."""
        return self._read()["cases"]

    def forget(self) -> None:
        """Look again: this transaction changed something, or took it back."""
        self._marks = {}

    def _read(self) -> Mapping[str, int]:
        if not self._marks:
            self._session.flush()  # what is still to be written counts
            self._marks = dict(_MARKS.rows(self._session))
        return self._marks
