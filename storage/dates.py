"""What supervision staff made of the plan's deadlines."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import alone, put
from storage.made import Made
from storage.tables import DateTable, WorkdayTable
from storage.views import Act, DateRuling

CONFIRMED: Final = "confirmed"
# Made once: building a statement takes longer than running it.
_HISTORY: Final = Made(
    columns(
        col(DateTable.deadline_id),
        col(DateTable.effective),
        col(DateTable.status),
        col(DateTable.by),
        col(DateTable.at),
    )
    .where(col(DateTable.plan_id) == bindparam("plan"))
    .order_by(col(DateTable.id))
)


class Dates:
    """Every ruling on a deadline is kept; the newest is in force."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def effective(self, plan_id: str) -> dict[str, DateRuling]:
        """The ruling in force by deadline id; a deadline nobody ruled on is absent."""
        return {deadline: rulings[-1] for deadline, rulings in self.history(plan_id).items()}

    def set(
        self,
        plan_id: str,
        deadline_id: str,
        effective: date | None,
        *,
        by: str,
        at: datetime,
        status: str = CONFIRMED,
    ) -> DateRuling:
        """Confirm or set a deadline."""
        row = DateTable(
            plan_id=plan_id,
            deadline_id=deadline_id,
            effective=effective,
            status=status,
            by=by.casefold(),
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        day = effective.isoformat() if effective else None
        note(
            self._session,
            Act.SET_DATE,
            by=by,
            at=at,
            subject=deadline_id,
            detail={"day": day, "status": status},
        )
        return _ruling(row)

    def history(self, plan_id: str) -> dict[str, list[DateRuling]]:
        """Every ruling by deadline id, oldest first."""
        self._session.flush()
        found: dict[str, list[DateRuling]] = {}
        for row in _HISTORY.rows(self._session, plan=plan_id):
            found.setdefault(row[0], []).append(DateRuling(*row[1:]))
        return found

    def workdays(self) -> dict[date, bool]:
        """Days on which the county differs from the national calendar; True: people work."""
        return {row.day: row.works for row in self._session.exec(select(WorkdayTable))}

    def set_workday(self, day: date, works: bool | None, *, by: str, at: datetime) -> bool:
        """Make a day a working day or a day of rest, None as the national calendar has it.

        False where it was so already.
        """
        alone(self._session, "workdays")
        known = self._session.get(WorkdayTable, day, populate_existing=True)
        if (known.works if known else None) == works:
            return False
        if works is not None:
            row = {"day": day, "works": works, "by": by.casefold(), "at": at}
            put(self._session, WorkdayTable, row)
        else:
            self._session.delete(known)
        self._session.flush()
        detail = {"day": day.isoformat(), "works": works}
        note(self._session, Act.CHANGED, by=by, at=at, subject="workday", detail=detail)
        return True


def _ruling(row: DateTable) -> DateRuling:
    return DateRuling(row.effective, row.status, row.by, row.at)
