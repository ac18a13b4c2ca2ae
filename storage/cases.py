"""Cases put to the supervision section, and what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import insert_once
from storage.numbers import may_be_given, next_number
from storage.revisions import Kept, Revisions
from storage.tables import CaseAskerTable, CaseTable, DecidedTable, PrecedentTable, ToldTable
from storage.views import Act, Answer, Case, CaseState, Decided, Json, Scope, Told


class Cases:
    """Cases by plan and number; a precedent bears its case's number."""

    def __init__(self, session: Session, revisions: Revisions, kept: Kept[list[Case]]) -> None:
        self._session, self._revisions, self._kept = session, revisions, kept

    def file(
        self,
        plan_id: str,
        topic: str,
        *,
        axes: Sequence[str],
        facts: Mapping[str, Mapping[str, Json]],
        rests: Sequence[Mapping[str, Json]],
        clauses: Sequence[str],
        signatures: Sequence[str],
        person_id: int | None,
        by: str,
        at: datetime,
        said: str = "",
    ) -> tuple[Case, bool]:
        """Open a case, or join the open one that is its twin; tells whether it is new."""
        # Of another person it is a case of its own: it may be ruled on alone.
        key = ":".join((plan_id, *sorted(signatures), str(person_id or 0)))
        twin = self._open_twin(key)
        if twin is not None:
            return self._joined(twin, by, at), False
        # The number is taken first: its row is locked, so that of two twins one waits and joins.
        number = next_number(self._session, f"{plan_id}:case")
        values = {
            "plan_id": plan_id,
            "number": number,
            "open_key": key,
            "state": CaseState.OPEN.value,
            "topic": topic,
            "axes": list(axes),
            "facts": {fact: dict(given) for fact, given in facts.items()},
            "rests": [dict(rest) for rest in rests],
            "clauses": list(clauses),
            "signatures": list(signatures),
            "person_id": person_id,
            "said": said,
            "by": by.casefold(),
            "at": at,
        }
        is_new = insert_once(self._session, CaseTable, values)
        self._revisions.forget()
        row = self._open_twin(key)
        if row is None:
            raise LookupError(key)
        case = self._joined(row, by, at)
        self._audit(Act.CASE_FILED, case, by, at)
        return case, is_new

    def numbered(self, plan_id: str, number: int) -> Case | None:
        """The case with this number, whatever became of it."""
        if not may_be_given(number):
            return None
        found = select(CaseTable).where(CaseTable.plan_id == plan_id, CaseTable.number == number)
        row = self._session.exec(found.execution_options(populate_existing=True)).first()
        return self._case(row) if row else None

    def open(self, plan_id: str) -> list[Case]:
        """Cases nobody has ruled on yet, oldest first."""
        return self._in_state(plan_id, CaseState.OPEN)

    def in_force(self, plan_id: str) -> list[Case]:
        """Cases whose answer decides their twins, in the order in which they were answered."""
        found = self._kept.of(self._revisions.cases, self._read_in_force)
        return [case for case in found if case.plan_id == plan_id]

    def _read_in_force(self) -> list[Case]:
        rows = self._session.exec(
            select(CaseTable, PrecedentTable)
            .where(CaseTable.id == PrecedentTable.case_id)
            .where(CaseTable.state == CaseState.ANSWERED.value)
            .order_by(col(PrecedentTable.at), col(CaseTable.number))
            .execution_options(populate_existing=True)
        )
        return [_view(case, precedent) for case, precedent in rows]

    def withdrawn(self, plan_id: str) -> list[Case]:
        """Cases whose answer decides nothing any more."""
        return self._in_state(plan_id, CaseState.WITHDRAWN)

    def on_topic(self, plan_id: str, topic: str, userid: str) -> Case | None:
        """The newest answer in force, for this member, to a matter that is told in words."""
        cases = [case for case in self.in_force(plan_id) if case.topic == topic and not case.rests]
        own = (case for case in reversed(cases) if case.rules_all or self._asked(case, userid))
        return next(own, None)

    def _asked(self, case: Case, userid: str) -> bool:
        return userid.casefold() in self.askers(case)

    def asked_by(self, plan_id: str, userid: str) -> list[Case]:
        """Cases this member put or joined, oldest first, whatever became of them."""
        rows = self._session.exec(
            select(CaseTable)
            .join(CaseAskerTable, col(CaseAskerTable.case_id) == col(CaseTable.id))
            .where(CaseTable.plan_id == plan_id, CaseAskerTable.userid == userid.casefold())
            .order_by(col(CaseTable.number))
        )
        return [self._case(row) for row in rows]

    def askers(self, case: Case) -> list[str]:
        """Who put the case or joined it, first one first."""
        rows = self._session.exec(
            select(CaseAskerTable.userid)
            .where(CaseAskerTable.case_id == case.id)
            .order_by(col(CaseAskerTable.at), col(CaseAskerTable.userid))
        )
        return list(rows)

    def answer(
        self,
        case: Case,
        values: Mapping[str, str],
        *,
        words: str,
        reason: str,
        by: str,
        at: datetime,
        scope: Scope = "all",
        rests: Sequence[Mapping[str, Json]] | None = None,
    ) -> bool:
        """Rule on an open case; False when somebody has done so already.

        `rests`: whom it is for where that is not whom the case rests on.
        """
        made = {
            "case_id": case.id,
            "outcome": dict(values),
            "words": words,
            "reason": reason,
            "by": by.casefold(),
            "at": at,
            "scope": scope,
            "rests": None if rests is None else [dict(rest) for rest in rests],
            "withdrawn_by": "",
            "withdrawn_why": "",
        }
        if not insert_once(self._session, PrecedentTable, made):
            return False
        row = self._session.get_one(CaseTable, case.id, populate_existing=True)
        row.state, row.open_key = CaseState.ANSWERED.value, None
        self._keep(row)
        self._audit(Act.CASE_ANSWERED, case, by, at, values)
        return True

    def withdraw(self, case: Case, *, why: str, by: str, at: datetime) -> bool:
        """Stop a precedent from deciding; False when it has stopped already."""
        locked = select(CaseTable).where(CaseTable.id == case.id).with_for_update()
        row = self._session.exec(locked.execution_options(populate_existing=True)).one()
        if row.state != CaseState.ANSWERED.value:
            return False
        row.state = CaseState.WITHDRAWN.value
        precedent = self._session.get_one(PrecedentTable, case.id, populate_existing=True)
        precedent.withdrawn_by, precedent.withdrawn_why = by.casefold(), why
        precedent.withdrawn_at = at
        self._keep(row, precedent)
        self._audit(Act.PRECEDENT_WITHDRAWN, case, by, at)
        return True

    def join(self, case: Case, *, by: str, at: datetime) -> None:
        """Somebody else waits for the same answer."""
        values = {"case_id": case.id, "userid": by.casefold(), "at": at}
        insert_once(self._session, CaseAskerTable, values)

    def call_off(self, case: Case, *, by: str, at: datetime) -> bool:
        """Somebody who put the case waits for it no more; False once it is not open.

        It is closed when nobody is left who waits.
        """
        locked = select(CaseTable).where(CaseTable.id == case.id).with_for_update()
        row = self._session.exec(locked.execution_options(populate_existing=True)).one()
        if row.state != CaseState.OPEN.value or by.casefold() not in self.askers(case):
            return False
        if self.askers(case) == [by.casefold()]:
            # Whose it was stays on record: it is their own list that still tells of it.
            row.state, row.open_key = CaseState.CALLED_OFF.value, None
            self._keep(row)
        else:
            asker = self._session.get_one(CaseAskerTable, (case.id, by.casefold()))
            self._session.delete(asker)
            self._session.flush()
        self._audit(Act.CASE_CALLED_OFF, case, by, at)
        return True

    def note_told(self, plan_id: str, told: Iterable[Told], at: datetime) -> None:
        """Remember who was told that the notice does not settle something, once each."""
        for each in told:
            values = {
                "plan_id": plan_id,
                "signature": each.signature,
                "userid": each.userid.casefold(),
                "axis": each.axis,
                "facts": {fact: dict(given) for fact, given in each.facts.items()},
                "at": at,
            }
            insert_once(self._session, ToldTable, values)

    def told(self, plan_id: str, axes: Sequence[str]) -> list[Told]:
        """Who was told so about these axes, first one first; no axis: about matters in words."""
        rows = self._session.exec(
            select(ToldTable)
            .where(ToldTable.plan_id == plan_id, col(ToldTable.axis).in_(axes or ("",)))
            .order_by(col(ToldTable.at), col(ToldTable.userid))
        )
        return [Told(row.userid, row.signature, row.axis, row.facts) for row in rows]

    def note_decided(
        self, plan_id: str, number: int, *, userid: str, person_id: int | None, at: datetime
    ) -> None:
        """A precedent answered somebody's question."""
        case = self.numbered(plan_id, number)
        if case is not None:
            key = {"case_id": case.id, "userid": userid.casefold(), "person_key": person_id or 0}
            insert_once(self._session, DecidedTable, {**key, "at": at})

    def decided(self, case: Case) -> list[Decided]:
        """What the precedent decided, oldest first."""
        rows = self._session.exec(
            select(DecidedTable)
            .where(DecidedTable.case_id == case.id)
            .order_by(col(DecidedTable.at), col(DecidedTable.userid))
        )
        return [Decided(row.userid, row.person_key or None, row.at) for row in rows]

    def _in_state(self, plan_id: str, state: CaseState) -> list[Case]:
        rows = self._session.exec(
            select(CaseTable)
            .where(CaseTable.plan_id == plan_id, CaseTable.state == state.value)
            .order_by(col(CaseTable.number))
        )
        return [self._case(row) for row in rows]

    def _open_twin(self, key: str) -> CaseTable | None:
        return self._session.exec(select(CaseTable).where(CaseTable.open_key == key)).first()

    def _joined(self, row: CaseTable, by: str, at: datetime) -> Case:
        values = {"case_id": row.id, "userid": by.casefold(), "at": at}
        insert_once(self._session, CaseAskerTable, values)
        return self._case(row)

    def _audit(
        self, act: Act, case: Case, by: str, at: datetime, ruled: Mapping[str, str] | None = None
    ) -> None:
        detail = {"number": case.number, "axes": list(case.axes), "ruled": dict(ruled or {})}
        note(self._session, act, by=by, at=at, subject=case.topic, detail=detail)

    def _case(self, row: CaseTable) -> Case:
        found = self._session.get(PrecedentTable, row.id, populate_existing=True)
        return _view(row, found)

    def _keep(self, *rows: CaseTable | PrecedentTable) -> None:
        self._session.add_all(rows)
        self._session.flush()
        self._revisions.forget()


def _view(row: CaseTable, precedent: PrecedentTable | None) -> Case:
    return Case(
        id=row.id or 0,
        plan_id=row.plan_id,
        number=row.number,
        state=CaseState(row.state),
        topic=row.topic,
        axes=tuple(row.axes),
        facts=row.facts,
        rests=tuple(row.rests),
        clauses=tuple(row.clauses),
        signatures=tuple(row.signatures),
        person_id=row.person_id,
        by=row.by,
        at=row.at,
        said=row.said,
        answer=_answer(precedent) if precedent else None,
    )


def _answer(row: PrecedentTable) -> Answer:
    fields = row.model_dump(exclude={"case_id", "outcome", "rests"})
    rests = None if row.rests is None else tuple(row.rests)
    return Answer(values=row.outcome, rests=rests, **fields)
