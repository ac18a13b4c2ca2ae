"""What a channel lets through: counted right before it is sent, for all processes together."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from storage.engine import alone, each_dialect
from storage.tables import DayTotalTable, OutboxTable

_APART: Final = timedelta(minutes=5)  # that clocks of processes may be
_COUNT_IN: Final = each_dialect(
    lambda insert: (one := insert(DayTotalTable)).on_conflict_do_update(
        index_elements=["day"], set_={"sent": DayTotalTable.sent + one.excluded.sent}
    )
)


class Allowance:
    """So many messages to one member in a span of time, so many to all on a day."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def has_room(
        self, to: str, pieces: int, now: datetime, most: Sequence[tuple[timedelta, int]]
    ) -> bool:
        """Whether this member may get so many more. What is more than may ever be goes alone."""
        return all(
            not (before := self._to_one(to, now, span)) or before + pieces <= number
            for span, number in most
        )

    def take(
        self, id: int, to: str, pieces: int, now: datetime, most: Sequence[tuple[timedelta, int]]
    ) -> bool:
        """Count a message of the outbox in if there is room. Commit before it is sent."""
        alone(self._session, f"allowance:{to.casefold()}")
        if not self.has_room(to, pieces, now, most):
            return False
        self._session.execute(
            update(OutboxTable)
            .where(col(OutboxTable.id) == id)
            .values(counted_at=now, pieces=pieces)
            .execution_options(synchronize_session=False)
        )
        return True

    def take_of_day(self, day: date, pieces: int, most: int) -> bool:
        """Count so many in on this day unless that were more than may be."""
        alone(self._session, "allowance of the day")
        if self.of_day(day) + pieces > most:
            return False
        connection = self._session.connection()
        connection.execute(_COUNT_IN(connection.dialect.name), {"day": day, "sent": pieces})
        return True

    def of_day(self, day: date) -> int:
        """How many were counted in."""
        found = select(col(DayTotalTable.sent)).where(col(DayTotalTable.day) == day)
        return self._session.execute(found).scalar() or 0

    def _to_one(self, to: str, now: datetime, span: timedelta) -> int:
        """What may have reached this member, also where its answer was lost.

        Another process's clock may go before ours; what is far ahead is from a clock set back.
        """
        counted = (
            select(func.coalesce(func.sum(col(OutboxTable.pieces)), 0))
            .where(col(OutboxTable.to) == to.casefold())
            .where(col(OutboxTable.counted_at) > now - span)
            .where(col(OutboxTable.counted_at) <= now + _APART)
        )
        return int(self._session.execute(counted).scalar_one())
