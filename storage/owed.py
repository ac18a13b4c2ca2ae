"""What each unit owes, in numbers: kept with the revision it was counted from, never without."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, delete, func, insert
from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from storage.engine import insert_of
from storage.tables import OwedStampTable, OwedTable, UnitRevisionTable, UnitTable
from storage.views import Owed

# SQLite takes 32,766 values in one statement.
_CHUNK = 4000


class OwedPapers:
    """Counts by unit. Read a unit's revision before what is counted, and give it back with it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stale(self, plan_id: str, version: str) -> dict[int, int]:
        """Units whose counts are not of this version and of the unit's revision; the revisions."""
        rows = self._session.exec(
            select(UnitTable.id, _REVISION)
            .outerjoin(UnitRevisionTable, col(UnitRevisionTable.unit_id) == col(UnitTable.id))
            .outerjoin(
                OwedStampTable,
                and_(
                    col(OwedStampTable.unit_id) == col(UnitTable.id),
                    col(OwedStampTable.plan_id) == plan_id,
                ),
            )
            .where(
                or_(
                    col(OwedStampTable.unit_id).is_(None),
                    col(OwedStampTable.version) != version,
                    col(OwedStampTable.revision) != _REVISION,
                )
            )
            .where(col(UnitTable.left_at).is_(None))
            .order_by(col(UnitTable.id))
        )
        return {id: revision for id, revision in rows if id is not None}

    def counts(self, plan_id: str) -> dict[int, list[Owed]]:
        """By unit, whatever they were counted from: ask `stale` which of them are out of date."""
        # Columns, not rows of the table: a large county has many thousands.
        wanted = columns(
            col(OwedTable.unit_id),
            col(OwedTable.paper),
            col(OwedTable.deadline_id),
            col(OwedTable.status),
            col(OwedTable.number),
        ).where(col(OwedTable.plan_id) == plan_id)
        found: dict[int, list[Owed]] = {}
        for unit_id, *owed in self._session.execute(wanted):
            found.setdefault(unit_id, []).append(Owed(*owed))
        return found

    def keep(
        self,
        plan_id: str,
        version: str,
        revisions: Mapping[int, int],
        counted: Mapping[int, Iterable[Owed]],
    ) -> None:
        """Replace the counts of these units, but for those a later revision was counted of."""
        units = sorted(set(revisions) & set(counted))
        for start in range(0, len(units), _CHUNK):
            some = units[start : start + _CHUNK]
            self._replace(plan_id, counted, self._stamped(plan_id, version, revisions, some))

    def _stamped(
        self, plan_id: str, version: str, revisions: Mapping[int, int], units: list[int]
    ) -> list[int]:
        """Stamp them; their rows stay locked, so that of two that count at once one waits."""
        rows = [
            {"plan_id": plan_id, "unit_id": id, "version": version, "revision": revisions[id]}
            for id in units
        ]
        dialect = self._session.get_bind().dialect.name
        made = insert_of(dialect)(OwedStampTable)
        done = self._session.execute(
            made.values(rows)
            .on_conflict_do_update(
                index_elements=["plan_id", "unit_id"],
                set_={"version": made.excluded.version, "revision": made.excluded.revision},
                where=or_(
                    col(OwedStampTable.version) != made.excluded.version,
                    col(OwedStampTable.revision) < made.excluded.revision,
                ),
            )
            .returning(col(OwedStampTable.unit_id))
        )
        return list(done.scalars())

    def _replace(
        self, plan_id: str, counted: Mapping[int, Iterable[Owed]], units: list[int]
    ) -> None:
        if not units:
            return
        old = delete(OwedTable).where(
            col(OwedTable.plan_id) == plan_id, col(OwedTable.unit_id).in_(units)
        )
        self._session.execute(old.execution_options(synchronize_session=False))
        rows: list[dict[str, Any]] = [
            {"plan_id": plan_id, "unit_id": unit_id, **vars(each)}
            for unit_id in units
            for each in counted[unit_id]
        ]
        if rows:
            self._session.execute(insert(OwedTable), rows)


_REVISION = func.coalesce(col(UnitRevisionTable.revision), 0)
