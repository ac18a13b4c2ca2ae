"""Papers handed in: every version is kept, none is changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.numbers import next_number
from storage.tables import HandInTable
from storage.views import Blob, HandIn, HandInStatus, Json

# A version with one of these says nothing about whether the paper is in: an older one may stand.
_VOID = frozenset({HandInStatus.FAULTY, HandInStatus.WITHDRAWN})

Key = tuple[int, str, int | None]


class AlreadyPassedOn(Exception):
    """这份材料已由考核组转交，不能撤回。需要更正的，请联系干部监督股退回后重新报送。"""


class AlreadyEnded(Exception):
    """这份材料已经撤回或退回，不用再操作。"""


class HandIns:
    """Papers by plan, unit, paper and person; `person_id` is None for a paper of the unit."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        unit_id: int,
        paper: str,
        person_id: int | None,
        blob: Blob,
        filename: str,
        media_type: str,
        by: str,
        at: datetime,
        findings: Sequence[Mapping[str, Json]] = (),
        status: HandInStatus = HandInStatus.RECEIVED,
        *,
        plan_id: str,
        summary: Mapping[str, Json] | None = None,
    ) -> HandIn:
        """Keep a new version under a new receipt number, such as 2019-000123."""
        # The number is taken first: its row is locked until the commit, so that two people handing
        # in the same paper at once get version 2 and version 3.
        number = next_number(self._session, plan_id)
        row = HandInTable(
            receipt=f"{plan_id}-{number:06d}",
            plan_id=plan_id,
            unit_id=unit_id,
            paper=paper,
            person_id=person_id,
            person_key=person_id or 0,
            version=self._versions(plan_id, unit_id, paper, person_id) + 1,
            sha256=blob.sha256,
            size=blob.size,
            filename=filename,
            media_type=media_type,
            by=by.casefold(),
            at=at,
            status=status.value,
            findings=[dict(each) for each in findings],
            summary=dict(summary or {}),
        )
        self._session.add(row)
        self._session.flush()
        return _view(row)

    def by_receipt(self, receipt: str) -> HandIn | None:
        """The hand-in with this receipt number."""
        row = self._session.exec(select(HandInTable).where(HandInTable.receipt == receipt)).first()
        return _view(row) if row else None

    def latest(
        self, unit_id: int, paper: str, person_id: int | None = None, *, plan_id: str
    ) -> HandIn | None:
        """The newest version, whatever became of it."""
        versions = self.versions(unit_id, paper, person_id, plan_id=plan_id)
        return versions[-1] if versions else None

    def standing(
        self, unit_id: int, paper: str, person_id: int | None = None, *, plan_id: str
    ) -> HandIn | None:
        """The version in force: the newest that is neither faulty nor withdrawn."""
        versions = self.versions(unit_id, paper, person_id, plan_id=plan_id)
        return in_force(versions).get((unit_id, paper, person_id))

    def versions(
        self, unit_id: int, paper: str, person_id: int | None = None, *, plan_id: str
    ) -> list[HandIn]:
        """Every version of one paper, oldest first."""
        return [
            each
            for each in self.all_of(unit_id, plan_id=plan_id)
            if (each.paper, each.person_id) == (paper, person_id)
        ]

    def all_of(self, unit_id: int, *, plan_id: str) -> list[HandIn]:
        """Everything a unit handed in, oldest first."""
        rows = self._session.exec(
            select(HandInTable)
            .where(HandInTable.plan_id == plan_id, HandInTable.unit_id == unit_id)
            .order_by(col(HandInTable.id))
        )
        return [_view(row) for row in rows]

    def county(self, paper: str | None = None, *, plan_id: str) -> list[HandIn]:
        """Everything every unit handed in, of one paper or of all, oldest first."""
        wanted = select(HandInTable).where(HandInTable.plan_id == plan_id)
        if paper is not None:
            wanted = wanted.where(HandInTable.paper == paper)
        return [_view(row) for row in self._session.exec(wanted.order_by(col(HandInTable.id)))]

    def last_by(self, userid: str, *, plan_id: str) -> HandIn | None:
        """What this member handed in last and has not withdrawn."""
        row = self._session.exec(
            select(HandInTable)
            .where(HandInTable.plan_id == plan_id, HandInTable.by == userid.casefold())
            .where(HandInTable.status != HandInStatus.WITHDRAWN.value)
            .order_by(col(HandInTable.id).desc())
        ).first()
        return _view(row) if row else None

    def withdraw(self, id: int, by: str, at: datetime) -> HandIn:
        """Take it back. AlreadyPassedOn once an assessment group has passed it on."""
        return self._end(id, HandInStatus.WITHDRAWN, by, at, "")

    def return_(self, id: int, by: str, at: datetime, reason: str) -> HandIn:
        """Give it back to the unit for this reason; also what was passed on already."""
        return self._end(id, HandInStatus.RETURNED, by, at, reason)

    def pass_on(self, id: int) -> HandIn:
        """An assessment group passes it on to the supervision section."""
        row = self._locked(id)
        if row.status != HandInStatus.RECEIVED.value:
            raise AlreadyEnded(AlreadyEnded.__doc__)
        row.status = HandInStatus.PASSED_ON.value
        return self._kept(row)

    def _end(self, id: int, status: HandInStatus, by: str, at: datetime, reason: str) -> HandIn:
        row = self._locked(id)
        if row.status == HandInStatus.PASSED_ON.value and status is HandInStatus.WITHDRAWN:
            raise AlreadyPassedOn(AlreadyPassedOn.__doc__)
        if row.status in {HandInStatus.WITHDRAWN.value, HandInStatus.RETURNED.value}:
            raise AlreadyEnded(AlreadyEnded.__doc__)
        row.status, row.ended_by, row.ended_at, row.reason = status.value, by.casefold(), at, reason
        return self._kept(row)

    def _locked(self, id: int) -> HandInTable:
        found = select(HandInTable).where(HandInTable.id == id).with_for_update()
        return self._session.exec(found.execution_options(populate_existing=True)).one()

    def _kept(self, row: HandInTable) -> HandIn:
        self._session.add(row)
        self._session.flush()
        return _view(row)

    def _versions(self, plan_id: str, unit_id: int, paper: str, person_id: int | None) -> int:
        newest = select(func.max(HandInTable.version)).where(
            HandInTable.plan_id == plan_id,
            HandInTable.unit_id == unit_id,
            HandInTable.paper == paper,
            HandInTable.person_key == (person_id or 0),
        )
        return self._session.exec(newest).one() or 0


def in_force(handins: Iterable[HandIn]) -> dict[Key, HandIn]:
    """The version in force of each paper, from hand-ins oldest first."""
    return {
        (each.unit_id, each.paper, each.person_id): each
        for each in handins
        if each.status not in _VOID
    }


def _view(row: HandInTable) -> HandIn:
    fields = row.model_dump(exclude={"person_key", "status", "findings"})
    return HandIn(
        **fields, status=HandInStatus(row.status), findings=tuple(dict(f) for f in row.findings)
    )
