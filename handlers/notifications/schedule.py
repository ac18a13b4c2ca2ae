"""When the reminders along a deadline go out, to whom, and which of them is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zlib import crc32

from handlers.notifications.workdays import Workdays
from rules.plan import Deadline
from rules.plan.reminders import UNIT, Reminders

# A step that could not go out is made up for so long; then a digest would only be about the past.
_STALE_AFTER: Final = timedelta(days=3)
LATE_AFTER: Final = timedelta(hours=1)
_SHARP: Final = (0, 30)  # minutes at which half the country sends; WeCom asks to stay off them


@dataclass(frozen=True)
class ReminderStep:
    """One reminder of one deadline to units, groups or the section, on a working day."""

    deadline_id: str
    effective: date
    to: str
    workdays: int
    day: date

    @property
    def key(self) -> str:
        """Unique per deadline, day and step: a deadline that is moved has new steps."""
        return f"{self.deadline_id}@{self.effective.isoformat()}:{self.to}{self.workdays:+d}"

    def at(self, slot: time, now: datetime) -> datetime:
        """The moment it goes out at somebody whose minute of the day is `slot`."""
        return datetime.combine(self.day, slot, now.tzinfo)


@dataclass(frozen=True)
class Due:
    """A step to be sent now. `late`: it should have gone out before, but could not."""

    step: ReminderStep
    late: bool


def schedule(
    deadline: Deadline, reminders: Reminders, workdays: Workdays, to: str = UNIT
) -> list[ReminderStep]:
    """The steps of a deadline that binds, furthest ahead first; none of one that does not."""
    if deadline.effective is None or not deadline.binds:
        return []
    return [
        ReminderStep(
            deadline.id,
            deadline.effective,
            to,
            step.workdays,
            workdays.shifted(deadline.effective, step.workdays),
        )
        for step in reminders.steps_for(to, deadline.id)
    ]


def slot_of(reminders: Reminders, name: str) -> time:
    """The minute of the day at which this receiver is written to; never a full or half hour."""
    first, last = _minutes(reminders.spread_from), _minutes(reminders.spread_until)
    usable = [each for each in range(first, last + 1) if each % 60 not in _SHARP] or [first]
    return time(*divmod(usable[crc32(name.encode()) % len(usable)], 60))


def off_the_hour(now: datetime) -> datetime:
    """The moment itself, or a minute later where it is a full or half hour."""
    return now + timedelta(minutes=1) if now.minute in _SHARP else now


def due_step(
    steps: Sequence[ReminderStep],
    slot: time,
    workdays: Workdays,
    now: datetime,
    *,
    confirmed: datetime | None = None,
    resumed: datetime | None = None,
) -> Due | None:
    """The newest step whose time has come; older ones are passed over, not made up for.

    A step that was over when the day was `confirmed` is passed over too, as long as a later one
    before the deadline is still to come. `resumed`: when a wish not to be reminded ended.
    """
    over = [step for step in steps if step.at(slot, now) <= now]
    if not over or (now.date() > over[-1].day + _STALE_AFTER and len(over) == len(steps)):
        return None
    step = over[-1]
    at = step.at(slot, now)
    if confirmed and at < confirmed and any(each.workdays <= 0 for each in steps[len(over) :]):
        return None
    expected = workdays.next_open(
        max(each.astimezone(now.tzinfo) for each in (at, confirmed, resumed) if each)
    )
    return Due(step, late=now > expected + LATE_AFTER)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
