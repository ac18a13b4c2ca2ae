"""Seasons closed, archived and erased; the record of it only grows."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import alone
from storage.erasing import erase, would_erase
from storage.tables import SeasonStepTable
from storage.views import Act, Json, SeasonStep, SeasonStepKind

_OPENS = {SeasonStepKind.CLOSED: True, SeasonStepKind.REOPENED: False}


class Seasons:
    """The steps of each plan's season, oldest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def steps(self, plan_id: str) -> list[SeasonStep]:
        """All that became of it."""
        found = select(SeasonStepTable).where(SeasonStepTable.plan_id == plan_id)
        rows = self._session.exec(found.order_by(col(SeasonStepTable.id)))
        return [SeasonStep(SeasonStepKind(row.step), row.by, row.at, row.detail) for row in rows]

    def closed_at(self, plan_id: str) -> datetime | None:
        """Since when nothing is done in it any more; None while it goes on."""
        wanted = [each.value for each in _OPENS]
        found = select(SeasonStepTable).where(
            SeasonStepTable.plan_id == plan_id, col(SeasonStepTable.step).in_(wanted)
        )
        last = self._session.exec(found.order_by(col(SeasonStepTable.id).desc()).limit(1)).first()
        if last is None or not _OPENS[SeasonStepKind(last.step)]:
            return None
        return last.at

    def closed(self) -> frozenset[str]:
        """The plans of all seasons that are closed."""
        plans = self._session.exec(select(SeasonStepTable.plan_id).distinct()).all()
        return frozenset(plan for plan in plans if self.closed_at(plan) is not None)

    def would_erase(self, plan_id: str, until: datetime, *, roster: bool) -> dict[str, int]:
        """How many rows of each table `erase` would delete."""
        return would_erase(self._session, plan_id, until, roster=roster)

    def erase(self, plan_id: str, until: datetime, *, roster: bool) -> dict[str, int]:
        """Delete the season's personal data; `roster`: and who is on the roster now."""
        return erase(self._session, plan_id, until, roster=roster)

    def hold(self, plan_id: str) -> None:
        """Nobody else closes, archives or erases it until the commit."""
        alone(self._session, f"season:{plan_id}")

    def note(
        self,
        plan_id: str,
        step: SeasonStepKind,
        *,
        by: str,
        at: datetime,
        detail: Mapping[str, Json] | None = None,
    ) -> None:
        """Add a step; the audit trail gets a line of it too."""
        row = SeasonStepTable(
            plan_id=plan_id, step=step.value, by=by, at=at, detail=dict(detail or {})
        )
        self._session.add(row)
        self._session.flush()
        note(self._session, Act.SEASON, by=by, at=at, subject=f"{plan_id}:{step.value}")
