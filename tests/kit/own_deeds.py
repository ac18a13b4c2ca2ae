"""Commands on reminders of one's own, as they would be sent."""

from datetime import time, timedelta
from typing import TYPE_CHECKING

from handlers.turn.commands import Command
from handlers.turn.own_commands import (
    DropReminders,
    KeepReminders,
    MoveReminder,
    RemindMe,
    SetQuiet,
)
from storage.views import OwnReminder

if TYPE_CHECKING:
    from tests.kit.deeds import Try


def _reminder(on: "Try") -> OwnReminder:
    """A reminder of one's own."""
    due = on.county.at + timedelta(days=1)
    return on.records.own_wishes.remind(on.userid, due, (), "交材料", on.county.at)


def move_reminder(on: "Try") -> Command:
    return MoveReminder(_reminder(on).number, on.county.at + timedelta(days=2))


def keep_reminder(on: "Try") -> Command:
    made = _reminder(on)
    on.records.own_wishes.drop(made.id, on.county.at)
    return KeepReminders((made.id,))


def drop_reminder(on: "Try") -> Command:
    return DropReminders((_reminder(on).number,))


def remind_me(on: "Try") -> Command:
    return RemindMe(on.county.at + timedelta(days=1), "交材料")


def quiet_hours(_on: "Try") -> Command:
    return SetQuiet(time(20), time(8))
