"""Members' own reminders and quiet hours. What a reminder is about is never noted in the trail."""

from datetime import datetime, time

from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import alone, put
from storage.tables import MemberTable, OwnQuietTable, OwnReminderTable
from storage.views import Act, Json, OwnQuiet, OwnReminder, ReminderState

_STANDING = (ReminderState.OPEN.value, ReminderState.QUEUED.value)


class OwnWishes:
    """By userid, case-folded as everywhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reminders_of(self, userid: str) -> list[OwnReminder]:
        """Those still to come, and those on their way, the next one first."""
        return [_view(row) for row in self._rows_of(userid)]

    def next_number(self, userid: str) -> int:
        """The number the member's next reminder gets."""
        used = {row.number for row in self._rows_of(userid)}
        return next(number for number in range(1, len(used) + 2) if number not in used)

    def remind(
        self, userid: str, due: datetime, weekdays: tuple[int, ...], matter: str, now: datetime
    ) -> OwnReminder:
        """Remind this member then of that."""
        alone(self._session, f"own:{userid.casefold()}")
        row = OwnReminderTable(
            userid=userid.casefold(),
            number=self.next_number(userid),
            matter=matter,
            due=due,
            weekdays=list(weekdays),
            state=ReminderState.OPEN,
            at=now,
            changed_at=now,
        )
        self._session.add(row)
        self._session.flush()
        self._note("own_reminder", userid, now, {"done": "set"})
        return _view(row)

    def move(self, id: int, due: datetime, weekdays: tuple[int, ...], now: datetime) -> OwnReminder:
        """Remind of it then instead; it is open again if it was on its way."""
        row = self._session.get_one(OwnReminderTable, id)
        row.due, row.weekdays = due, list(weekdays)
        return self._changed(row, ReminderState.OPEN, now, "moved")

    def drop(self, id: int, now: datetime) -> OwnReminder:
        """It is not wanted any more."""
        row = self._session.get_one(OwnReminderTable, id)
        return self._changed(row, ReminderState.DROPPED, now, "dropped")

    def keep(self, id: int, now: datetime) -> OwnReminder:
        """One that was dropped is wanted after all; its number may be another."""
        row = self._session.get_one(OwnReminderTable, id)
        row.number = self.next_number(row.userid)
        return self._changed(row, ReminderState.OPEN, now, "kept")

    def by_id(self, id: int) -> OwnReminder | None:
        """Whatever became of it."""
        row = self._session.get(OwnReminderTable, id)
        return _view(row) if row else None

    def any_due(self, now: datetime) -> bool:
        """Whether the moment of any has come that is not on its way yet."""
        found = select(OwnReminderTable.id).where(
            OwnReminderTable.state == ReminderState.OPEN, col(OwnReminderTable.due) <= now
        )
        return self._session.exec(found.limit(1)).first() is not None

    def due(self, now: datetime) -> list[OwnReminder]:
        """Whose moment has come and that are not on their way yet; held until the commit."""
        rows = self._session.exec(
            select(OwnReminderTable)
            .where(OwnReminderTable.state == ReminderState.OPEN, col(OwnReminderTable.due) <= now)
            .order_by(col(OwnReminderTable.due), col(OwnReminderTable.id))
            .with_for_update(skip_locked=True)
        )
        return [_view(row) for row in rows]

    def queued(self, id: int, next_due: datetime | None) -> None:
        """It is on its way; one that comes every week waits for its next day at once."""
        row = self._session.get_one(OwnReminderTable, id)
        if next_due is None:
            row.state = ReminderState.QUEUED
        else:
            row.due = next_due
        self._session.add(row)
        self._session.flush()

    def sent(self, id: int) -> None:
        """It reached its member."""
        row = self._session.get(OwnReminderTable, id)
        if row is not None and row.state == ReminderState.QUEUED:
            row.state = ReminderState.SENT
            self._session.add(row)
            self._session.flush()

    def quiet_of(self, userid: str) -> OwnQuiet:
        """When this member wants to hear nothing; all empty where nothing was said."""
        row = self._session.get(OwnQuietTable, userid.casefold())
        return _quiet(row) if row else OwnQuiet()

    def set_quiet(self, userid: str, quiet: OwnQuiet, now: datetime) -> None:
        """From now on so."""
        begins, ends = _text(quiet.begins), _text(quiet.ends)
        row = {"begins": begins, "ends": ends, "days_off": quiet.days_off, "at": now}
        put(self._session, OwnQuietTable, {"userid": userid.casefold(), **row})
        detail = {"begins": begins, "ends": ends, "days_off": quiet.days_off}
        self._note("own_quiet", userid, now, detail)

    def _rows_of(self, userid: str) -> list[OwnReminderTable]:
        return list(
            self._session.exec(
                select(OwnReminderTable)
                .where(OwnReminderTable.userid == userid.casefold())
                .where(col(OwnReminderTable.state).in_(_STANDING))
                .order_by(col(OwnReminderTable.due), col(OwnReminderTable.id))
            )
        )

    def _changed(
        self, row: OwnReminderTable, state: ReminderState, now: datetime, done: str
    ) -> OwnReminder:
        row.state, row.changed_at = state, now
        self._session.add(row)
        self._session.flush()
        self._note("own_reminder", row.userid, now, {"done": done})
        return _view(row)

    def _note(self, subject: str, userid: str, now: datetime, detail: dict[str, Json]) -> None:
        member = self._session.get(MemberTable, userid.casefold())
        note(
            self._session, Act.CHANGED, by=userid.casefold(), at=now, subject=subject,
            unit_id=member.unit_id if member else None, detail=detail,
        )  # fmt: skip


def _view(row: OwnReminderTable) -> OwnReminder:
    return OwnReminder(
        row.id or 0, row.userid, row.number, row.matter, row.due, tuple(row.weekdays),
        ReminderState(row.state), row.changed_at,
    )  # fmt: skip


def _quiet(row: OwnQuietTable) -> OwnQuiet:
    begins, ends = (time.fromisoformat(one) if one else None for one in (row.begins, row.ends))
    return OwnQuiet(begins, ends, row.days_off)


def _text(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""
