"""What we said of our own accord and may say: ledger, open cards, leave, wishes, settings."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import insert_once, put
from storage.tables import (
    AbsenceTable,
    ContactTable,
    MemberTable,
    OpenCardTable,
    SaidTable,
    SnoozeTable,
    SpeakingSettingTable,
)
from storage.views import Absence, Act, Json, OpenCard, Said


class Speaking:
    """Userids are case-folded, as everywhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note_said(
        self,
        key: str,
        plan_id: str,
        userid: str,
        unit_id: int | None,
        why: str,
        at: datetime,
        *,
        by: str = "",
        about: Mapping[str, Json] | None = None,
    ) -> bool:
        """Enter a message that went out; False where it was entered before.

        It leaves one line in the trail. `by` is empty where nobody asked for it; `about`: papers
        and deadlines, never its words.
        """
        values = {
            "key": key,
            "plan_id": plan_id,
            "userid": userid.casefold(),
            "unit_id": unit_id,
            "why": why,
            "at": at,
        }
        new = insert_once(self._session, SaidTable, values)
        if new:
            detail = {"to": userid.casefold(), **(about or {})}
            note(self._session, Act.TOLD, by=by, at=at, subject=why, unit_id=unit_id, detail=detail)
        return new

    def said(self, plan_id: str) -> list[Said]:
        """The season's ledger, oldest first."""
        rows = self._session.exec(
            select(SaidTable)
            .where(SaidTable.plan_id == plan_id)
            .order_by(col(SaidTable.at), col(SaidTable.key))
        )
        return [Said(row.key, row.userid, row.unit_id, row.why, row.at) for row in rows]

    def said_to_units(self, plan_id: str, *, without: str = "") -> dict[int, int]:
        """How many messages each unit's people got this season, but for this one reason."""
        rows = self._session.exec(
            select(SaidTable.unit_id, func.count())
            .where(SaidTable.plan_id == plan_id, SaidTable.why != without)
            .group_by(col(SaidTable.unit_id))
        )
        return {unit_id: number for unit_id, number in rows if unit_id is not None}

    def opened(self, card: OpenCard, plan_id: str) -> None:
        """A reminder is on somebody's screen."""
        values = {**vars(card), "plan_id": plan_id, "deadlines": list(card.deadlines)}
        insert_once(self._session, OpenCardTable, values)

    def open_cards(self, plan_id: str) -> list[OpenCard]:
        """Reminders that were not taken back, oldest first."""
        rows = self._session.exec(
            select(OpenCardTable)
            .where(OpenCardTable.plan_id == plan_id)
            .order_by(col(OpenCardTable.sent_at), col(OpenCardTable.key))
        )
        return [
            OpenCard(
                row.key,
                row.userid,
                row.unit_id,
                tuple(row.deadlines),
                row.response_code,
                row.msgid,
                row.sent_at,
            )
            for row in rows
        ]

    def close(self, key: str) -> bool:
        """It was taken back or is too old; False where another process was first."""
        gone = delete(OpenCardTable).where(col(OpenCardTable.key) == key)
        return bool(self._session.execute(gone.returning(col(OpenCardTable.key))).first())

    def leave(self, userid: str, first: date, last: date, at: datetime) -> None:
        """The member is on leave on these days."""
        row = AbsenceTable(userid=userid.casefold(), first=first, last=last, at=at)
        self._session.add(row)
        self._session.flush()
        span = {"first": first.isoformat(), "last": last.isoformat()}
        self._note("leave", userid, at, self._unit_of(userid), span)

    def absences_of(self, userid: str) -> list[Absence]:
        """A member's days of leave, past ones too."""
        rows = self._session.exec(
            select(AbsenceTable)
            .where(AbsenceTable.userid == userid.casefold())
            .order_by(col(AbsenceTable.first), col(AbsenceTable.id))
        )
        return [_absence(row) for row in rows]

    def end_leave(self, userid: str, day: date, at: datetime) -> int:
        """Cancel the leave that lasts on this day or begins later; how many were cancelled."""
        gone = delete(AbsenceTable).where(
            col(AbsenceTable.userid) == userid.casefold(), col(AbsenceTable.last) >= day
        )
        cancelled = len(self._session.execute(gone.returning(col(AbsenceTable.id))).all())
        if cancelled:
            self._note("leave", userid, at, self._unit_of(userid), {})
        return cancelled

    def cancel_leave(self, userid: str, first: date, last: date, at: datetime) -> int:
        """Cancel the leave of exactly these days; how many entries that were."""
        gone = delete(AbsenceTable).where(
            col(AbsenceTable.userid) == userid.casefold(),
            col(AbsenceTable.first) == first,
            col(AbsenceTable.last) == last,
        )
        cancelled = len(self._session.execute(gone.returning(col(AbsenceTable.id))).all())
        if cancelled:
            self._note("leave", userid, at, self._unit_of(userid), {})
        return cancelled

    def _unit_of(self, userid: str) -> int | None:
        member = self._session.get(MemberTable, userid.casefold())
        return member.unit_id if member else None

    def away(self, day: date) -> list[Absence]:
        """Who is on leave that day."""
        rows = self._session.exec(
            select(AbsenceTable)
            .where(col(AbsenceTable.first) <= day, col(AbsenceTable.last) >= day)
            .order_by(col(AbsenceTable.id))
        )
        return [_absence(row) for row in rows]

    def snooze(self, unit_id: int, until: date, by: str, at: datetime) -> None:
        """Do not remind the unit before the morning of that day."""
        row = {"unit_id": unit_id, "until": until, "by": by.casefold(), "at": at}
        put(self._session, SnoozeTable, row)
        self._note("snooze", by, at, unit_id, {"until": until.isoformat()})

    def wake(self, unit_id: int, by: str, at: datetime) -> bool:
        """Remind the unit as planned again; False where it did not ask for silence."""
        gone = delete(SnoozeTable).where(col(SnoozeTable.unit_id) == unit_id)
        woken = bool(self._session.execute(gone.returning(col(SnoozeTable.unit_id))).first())
        if woken:
            self._note("snooze", by, at, unit_id, {})
        return woken

    def snoozed(self) -> dict[int, date]:
        """By unit, the day before whose morning it is not reminded; past days too."""
        return {row.unit_id: row.until for row in self._session.exec(select(SnoozeTable))}

    def name_contact(self, unit_id: int, userid: str, by: str, at: datetime) -> None:
        """Write to this clerk of the unit first."""
        row = {"unit_id": unit_id, "userid": userid.casefold(), "by": by.casefold(), "at": at}
        put(self._session, ContactTable, row)
        self._note("contact", by, at, unit_id, {"userid": userid.casefold()})

    def contacts(self) -> dict[int, str]:
        """By unit, the userid it wants to be written to first."""
        return {row.unit_id: row.userid for row in self._session.exec(select(ContactTable))}

    def setting(self, plan_id: str, name: str) -> Mapping[str, Json] | None:
        """What was set, or None."""
        row = self._session.get(SpeakingSettingTable, (plan_id, name))
        return dict(row.value) if row else None

    def set(
        self, plan_id: str, name: str, value: Mapping[str, Json], *, by: str, at: datetime
    ) -> None:
        """Set it, whatever it was. What somebody set is noted; `by` is empty for ourselves."""
        row = {"plan_id": plan_id, "name": name, "value": dict(value), "by": by.casefold()}
        put(self._session, SpeakingSettingTable, {**row, "at": at})
        if by:
            self._note(name, by, at, None, value)

    def _note(
        self, subject: str, by: str, at: datetime, unit_id: int | None, detail: Mapping[str, Json]
    ) -> None:
        note(
            self._session, Act.CHANGED, by=by, at=at,
            subject=subject, unit_id=unit_id, detail=detail,
        )  # fmt: skip


def _absence(row: AbsenceTable) -> Absence:
    return Absence(row.userid, row.first, row.last)
