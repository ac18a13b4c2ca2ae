"""Papers handed in: every version is kept, none is changed; and every step of their way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.custody import (
    ENDED,
    PASSED_ON,
    UNDONE,
    AlreadyEnded,
    AlreadyPassedOn,
    NotHere,
    holder_of,
    may_move,
)
from storage.engine import alone
from storage.handin_trail import note_step
from storage.numbers import next_number
from storage.read_handins import OF_UNIT, viewed
from storage.tables import HandInStepTable, HandInTable
from storage.views import Blob, HandIn, HandInStatus, Holder, Json, Part, Step

__all__ = ["AlreadyEnded", "AlreadyPassedOn", "HandIns", "Key", "NotHere", "in_force"]

# A version with one of these says nothing about whether the paper is in: an older one may stand.
_VOID = frozenset({HandInStatus.FAULTY, HandInStatus.WITHDRAWN})

Key = tuple[int, str, int | None]


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
        part: Part = Part.DATA,
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
            part=part.value,
            version=self._versions(plan_id, unit_id, paper, person_id, part) + 1,
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
        return self._kept(row, by, at)

    def hold(self, unit_id: int, paper: str, person_id: int | None, *, plan_id: str) -> None:
        """Until the commit nobody else decides on this paper's versions.

        Call it before looking whether a version is new: of two clicks at once one must see the
        other's version.
        """
        alone(self._session, f"paper:{plan_id}:{unit_id}:{paper}:{person_id or 0}")

    def by_receipt(self, receipt: str) -> HandIn | None:
        """The hand-in with this receipt number."""
        row = self._session.exec(select(HandInTable).where(HandInTable.receipt == receipt)).first()
        return _view(row) if row else None

    def brought(self, by: str, at: datetime, *, plan_id: str) -> HandIn | None:
        """What this member handed in at that very moment."""
        row = self._session.exec(
            select(HandInTable)
            .where(HandInTable.plan_id == plan_id, HandInTable.by == by.casefold())
            .where(HandInTable.at == at)
            .order_by(col(HandInTable.id).desc())
        ).first()
        return _view(row) if row else None

    def latest(
        self,
        unit_id: int,
        paper: str,
        person_id: int | None = None,
        *,
        plan_id: str,
        part: Part = Part.DATA,
    ) -> HandIn | None:
        """The newest version, whatever became of it."""
        versions = self.versions(unit_id, paper, person_id, plan_id=plan_id, part=part)
        return versions[-1] if versions else None

    def standing(
        self, unit_id: int, paper: str, person_id: int | None = None, *, plan_id: str
    ) -> HandIn | None:
        """The version in force: the newest that is neither faulty nor withdrawn."""
        versions = self.versions(unit_id, paper, person_id, plan_id=plan_id)
        return in_force(versions).get((unit_id, paper, person_id))

    def versions(
        self,
        unit_id: int,
        paper: str,
        person_id: int | None = None,
        *,
        plan_id: str,
        part: Part = Part.DATA,
    ) -> list[HandIn]:
        """Every version of one part of one paper, oldest first."""
        return [
            each
            for each in self.all_of(unit_id, plan_id=plan_id)
            if (each.paper, each.person_id, each.part) == (paper, person_id, part)
        ]

    def all_of(self, unit_id: int, *, plan_id: str) -> list[HandIn]:
        """Everything a unit handed in, oldest first."""
        self._session.flush()  # what is still to be written counts
        rows = OF_UNIT.rows(self._session, plan=plan_id, unit=unit_id)
        return [viewed(row._asdict()) for row in rows]

    def number(self) -> int:
        """How many versions are kept, of every plan."""
        return int(self._session.exec(select(func.count()).select_from(HandInTable)).one())

    def county(self, paper: str | None = None, *, plan_id: str) -> list[HandIn]:
        """Everything every unit handed in, of one paper or of all, oldest first."""
        wanted = select(HandInTable).where(HandInTable.plan_id == plan_id)
        if paper is not None:
            wanted = wanted.where(HandInTable.paper == paper)
        return [_view(row) for row in self._session.exec(wanted.order_by(col(HandInTable.id)))]

    def withdraw(self, id: int, by: str, at: datetime) -> HandIn:
        """Take it back. AlreadyPassedOn once an assessment group or the section has taken it."""
        return self._end(id, HandInStatus.WITHDRAWN, by, at, "")

    def return_(
        self, id: int, by: str, at: datetime, reason: str, *, held_by: Holder | None = None
    ) -> HandIn:
        """Give it back to the unit for this reason; also what was passed on or filed already.

        `held_by`: NotHere unless it lies with them, the unit having an assessment group.
        """
        now = HandInStatus(self._locked(id).status)
        if held_by and now not in ENDED and holder_of(now, has_group=True) is not held_by:
            raise NotHere(NotHere.__doc__)
        return self._end(id, HandInStatus.RETURNED, by, at, reason)

    def take_over(self, id: int, by: str, at: datetime) -> HandIn:
        """The unit's assessment group takes it. NotHere, as below, where it lies elsewhere."""
        return self._move(id, HandInStatus.WITH_GROUP, by, at)

    def note(self, id: int, by: str, at: datetime, note: str) -> HandIn:
        """Something is noted on its way, such as that the group found it in order."""
        return self._kept(self._locked(id), by, at, note)

    def pass_on(self, id: int, by: str, at: datetime) -> HandIn:
        """It comes to the supervision section, from the group or at once where there is none."""
        return self._move(id, HandInStatus.WITH_SECTION, by, at)

    def file(self, id: int, by: str, at: datetime) -> HandIn:
        """The section puts it into the archive."""
        return self._move(id, HandInStatus.FILED, by, at)

    def undo(self, by: str, at: datetime, *, plan_id: str, only: int | None = None) -> list[HandIn]:
        """Go back on this member's newest moves, all made at one moment.

        `only`: and nothing else, where the newest is a move of another paper than this hand-in.

        Only where nobody has done anything with the paper since; empty if there is nothing, as
        where the newest is a step back itself: going back on that would redo what was undone.
        """
        moved = {status.value for status in PASSED_ON}
        mine = select(HandInStepTable).where(HandInStepTable.by == by.casefold())
        newest = self._session.exec(mine.order_by(col(HandInStepTable.id).desc())).first()
        if newest is None or newest.status not in moved or newest.reason == UNDONE:
            return []
        if only not in (None, newest.hand_in_id):
            return []
        together = self._session.exec(mine.where(HandInStepTable.at == newest.at)).all()
        ids = dict.fromkeys(step.hand_in_id for step in together)
        undone = (self._undo(id, newest.by, newest.at, at, plan_id) for id in ids)
        return [each for each in undone if each is not None]

    def _undo(
        self, id: int, by: str, moved_at: datetime, at: datetime, plan_id: str
    ) -> HandIn | None:
        row, way = self._locked(id), self.steps(id)
        before = [step for step in way if step.at != moved_at or step.by != by]
        last = way[-1]
        if row.plan_id != plan_id or (last.by, last.at) != (by, moved_at) or not before:
            return None
        if last.status not in PASSED_ON or last.reason == UNDONE:
            return None
        row.status = before[-1].status.value
        return self._kept(row, by, at, UNDONE)

    def steps(self, id: int) -> tuple[Step, ...]:
        """The way of one hand-in, oldest first."""
        found = select(HandInStepTable).where(HandInStepTable.hand_in_id == id)
        return tuple(map(_step, self._session.exec(found.order_by(col(HandInStepTable.id)))))

    def _move(self, id: int, to: HandInStatus, by: str, at: datetime) -> HandIn:
        row = self._locked(id)
        if not may_move(HandInStatus(row.status), to):
            raise NotHere(NotHere.__doc__)
        row.status = to.value
        return self._kept(row, by, at)

    def _end(self, id: int, status: HandInStatus, by: str, at: datetime, reason: str) -> HandIn:
        row = self._locked(id)
        if row.status in ENDED:
            raise AlreadyEnded(AlreadyEnded.__doc__)
        if row.status in PASSED_ON and status is HandInStatus.WITHDRAWN:
            raise AlreadyPassedOn(AlreadyPassedOn.__doc__)
        row.status, row.ended_by, row.ended_at, row.reason = status.value, by.casefold(), at, reason
        return self._kept(row, by, at, reason)

    def _locked(self, id: int) -> HandInTable:
        found = select(HandInTable).where(HandInTable.id == id).with_for_update()
        return self._session.exec(found.execution_options(populate_existing=True)).one()

    def _kept(self, row: HandInTable, by: str, at: datetime, reason: str = "") -> HandIn:
        self._session.add(row)
        view = _view(row)
        step = HandInStepTable(
            hand_in_id=view.id, status=row.status, by=by.casefold(), at=at, reason=reason
        )
        self._session.add(step)
        self._session.flush()
        note_step(self._session, view, by, at, again=bool(reason))
        return view

    def _versions(
        self, plan_id: str, unit_id: int, paper: str, person_id: int | None, part: Part
    ) -> int:
        newest = select(func.max(HandInTable.version)).where(
            HandInTable.plan_id == plan_id,
            HandInTable.unit_id == unit_id,
            HandInTable.paper == paper,
            HandInTable.person_key == (person_id or 0),
            HandInTable.part == part.value,
        )
        return self._session.exec(newest).one() or 0


def in_force(handins: Iterable[HandIn], part: Part = Part.DATA) -> dict[Key, HandIn]:
    """The version in force of this part of each paper, from hand-ins oldest first."""
    return {
        (each.unit_id, each.paper, each.person_id): each
        for each in handins
        if each.part is part and each.status not in _VOID
    }


def _view(row: HandInTable) -> HandIn:
    return viewed(row.model_dump(exclude={"person_key"}))


def _step(row: HandInStepTable) -> Step:
    return Step(HandInStatus(row.status), row.by, row.at, row.reason)
