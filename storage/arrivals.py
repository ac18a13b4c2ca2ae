"""When papers arrived, in numbers: enough to draw a season without reading every hand-in."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func
from sqlmodel import Session, col, select

from storage.tables import HandInTable
from storage.views import HandInStatus

_VOID = (HandInStatus.FAULTY.value, HandInStatus.WITHDRAWN.value)


class Arrivals:
    """Counts by day of the county's clocks; neither faulty nor withdrawn versions count."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_day(self, plan_id: str, units: Collection[int] | None = None) -> dict[date, int]:
        """How many versions of papers came each day, of these units or of all."""
        day = self._day()
        wanted = (
            select(day, func.count())
            .where(HandInTable.plan_id == plan_id, col(HandInTable.status).not_in(_VOID))
            .group_by(day)
            .order_by(day)
        )
        if units is not None:
            wanted = wanted.where(col(HandInTable.unit_id).in_(units))
        return {_as_date(on): number for on, number in self._session.exec(wanted)}

    def _day(self) -> ColumnElement[Any]:
        if self._session.get_bind().dialect.name == "postgresql":
            return cast(func.timezone("Asia/Shanghai", col(HandInTable.at)), Date)
        # SQLite keeps moments in UTC; the county is eight hours ahead all year.
        return func.date(col(HandInTable.at), "+8 hours")


def _as_date(on: object) -> date:
    return on if isinstance(on, date) else date.fromisoformat(str(on))
