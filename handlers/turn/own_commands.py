"""What members settle for themselves alone, as typed commands: own reminders, quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

_Number = Annotated[int, Field(ge=1, lt=10**4)]
_Weekdays = Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(max_length=7)]


@dataclass(frozen=True)
class RemindMe:
    """Remind the actor of this then; with `weekdays` (Monday is 0) every week from then on."""

    at: datetime
    matter: Annotated[str, StringConstraints(max_length=2000)]
    weekdays: _Weekdays = ()
    kind: Literal["remind_me"] = "remind_me"


@dataclass(frozen=True)
class MoveReminder:
    """Remind of the actor's reminder of that number at another moment."""

    number: _Number
    at: datetime
    weekdays: _Weekdays = ()
    kind: Literal["move_reminder"] = "move_reminder"


@dataclass(frozen=True)
class DropReminders:
    """Drop the actor's reminders of these numbers."""

    numbers: Annotated[tuple[_Number, ...], Field(min_length=1, max_length=100)]
    kind: Literal["drop_reminders"] = "drop_reminders"


@dataclass(frozen=True)
class KeepReminders:
    """Take back that these reminders of the actor were dropped. By the ids of the records."""

    ids: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1, max_length=100)]
    kind: Literal["keep_reminders"] = "keep_reminders"


@dataclass(frozen=True)
class SetQuiet:
    """When the actor wants to hear nothing of our own accord; all empty: whenever."""

    begins: time | None = None
    ends: time | None = None
    days_off: bool = False
    kind: Literal["set_quiet"] = "set_quiet"
