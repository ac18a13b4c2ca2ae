"""The ladder of reminders up to a deadline: when each rung goes out, and which one is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from handlers.kit.workdays import OPENS, Workdays
from rules.plan import Deadline

REMIND_DAYS_BEFORE: Final = (7, 3, 1, 0)
# After that a digest would only be about the past.
_STALE_AFTER = timedelta(days=3)
LATE_AFTER: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Rung:
    """One reminder of one deadline. `at`: 09:00 of the working day it goes out on."""

    deadline_id: str
    effective: date
    days_before: int
    at: datetime

    @property
    def key(self) -> str:
        """Unique per deadline, day and rung: a deadline that is moved has new rungs."""
        return f"{self.deadline_id}@{self.effective.isoformat()}-{self.days_before}"


@dataclass(frozen=True)
class Due:
    """A rung to be sent now. `late`: it should have gone out before, but could not."""

    rung: Rung
    late: bool


def ladder(deadline: Deadline, workdays: Workdays, zone: tzinfo | None) -> list[Rung]:
    """The rungs of a deadline that binds, furthest ahead first; none of one that does not."""
    if deadline.effective is None or not deadline.binds:
        return []
    return [
        Rung(
            deadline.id,
            deadline.effective,
            days,
            datetime.combine(
                workdays.on_or_before(deadline.effective - timedelta(days=days)), OPENS, zone
            ),
        )
        for days in REMIND_DAYS_BEFORE
    ]


def due_rung(
    deadline: Deadline, since: datetime | None, workdays: Workdays, now: datetime
) -> Due | None:
    """The newest rung whose time has come; older ones are passed over, not made up for.

    `since` is when the deadline was confirmed: a rung that was over by then is passed over too, as
    long as a later one is still to come.
    """
    rungs = ladder(deadline, workdays, now.tzinfo)
    over = [rung for rung in rungs if rung.at <= now]
    if not over or now.date() > over[-1].effective + _STALE_AFTER or not workdays.is_open(now):
        return None
    rung = over[-1]
    if since and rung.at < since and len(over) < len(rungs):
        return None
    expected = workdays.next_open(max(rung.at, since.astimezone(now.tzinfo)) if since else rung.at)
    return Due(rung, late=now > expected + LATE_AFTER)
