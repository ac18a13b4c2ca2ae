"""Decision slips, as they were handed out."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from storage.numbers import next_number
from storage.tables import SlipTable
from storage.views import DecisionSlip, Json


class Slips:
    """Slips by plan and number. None is ever changed: the same number says the same for good."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_number(self, plan_id: str) -> int:
        """The number of the next slip; without a gap, since it falls with its transaction."""
        return next_number(self._session, f"{plan_id}:slip")

    def add(
        self,
        plan_id: str,
        number: int,
        content: Mapping[str, Json],
        *,
        unit_id: int | None,
        by: str,
        at: datetime,
    ) -> DecisionSlip:
        """Keep what a slip says."""
        row = SlipTable(
            plan_id=plan_id,
            number=number,
            unit_id=unit_id,
            content=dict(content),
            by=by.casefold(),
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        return _view(row)

    def numbered(self, plan_id: str, number: int) -> DecisionSlip | None:
        """The slip with this number."""
        found = select(SlipTable).where(SlipTable.plan_id == plan_id, SlipTable.number == number)
        row = self._session.exec(found).first()
        return _view(row) if row else None


def _view(row: SlipTable) -> DecisionSlip:
    return DecisionSlip(row.number, row.unit_id, row.content, row.by, row.at)
