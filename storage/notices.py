"""What was said of our own accord, so that it is said once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.engine import insert_each_once, insert_once
from storage.tables import NoticeTable


class Notices:
    """A growing set of business keys, such as one rung of one deadline for one unit."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def once(self, key: str, at: datetime) -> bool:
        """Note the key; False where it was noted before."""
        return insert_once(self._session, NoticeTable, {"key": key, "at": at})

    def note(self, keys: Collection[str], at: datetime) -> set[str]:
        """Note them all; those that were new."""
        rows = [{"key": key, "at": at} for key in set(keys)]
        return insert_each_once(self._session, NoticeTable, "key", rows)

    def forget(self, keys: Collection[str]) -> None:
        """It was not said after all: nobody could be reached."""
        gone = delete(NoticeTable).where(col(NoticeTable.key).in_(keys))
        self._session.execute(gone.execution_options(synchronize_session=False))

    def known(self, prefix: str) -> set[str]:
        """Every noted key that starts so."""
        keys = select(NoticeTable.key).where(
            col(NoticeTable.key).startswith(prefix, autoescape=True)
        )
        return set(self._session.exec(keys))
