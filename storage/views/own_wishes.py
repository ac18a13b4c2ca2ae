"""A member's own reminders and quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class ReminderState(StrEnum):
    """`queued`: its moment has come and it is on its way."""

    OPEN = "open"
    QUEUED = "queued"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True)
class OwnReminder:
    """`number`: what it is called by its owner while it is open. `weekdays`: every week, Monday 0.

    `changed_at`: when it was made, moved or taken back last.
    """

    id: int
    userid: str
    number: int
    matter: str
    due: datetime
    weekdays: tuple[int, ...]
    state: ReminderState
    changed_at: datetime


@dataclass(frozen=True)
class OwnQuiet:
    """From `begins` to `ends` nothing is sent, over midnight where that is earlier; both or none.

    `days_off`: nor on days on which nobody works.
    """

    begins: time | None = None
    ends: time | None = None
    days_off: bool = False

    def __bool__(self) -> bool:
        return self.days_off or self.begins is not None
