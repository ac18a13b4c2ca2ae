"""When we speak first: the clock, reminders that are due, and the second look before sending."""

from scheduler.clock import start_clock
from scheduler.notices import DueNotice, due_notices
from scheduler.recheck import recheck
from scheduler.tick import tick

__all__ = ["DueNotice", "due_notices", "recheck", "start_clock", "tick"]
