"""When we speak first: the clock, reminders that are due, and the second look before sending."""

from scheduler.clock import start_clock
from scheduler.delivery_decision import Cancel, DueNotice, Later, Redirect, Verdict
from scheduler.notices import due_notices, queued
from scheduler.recheck import recheck, words_now
from scheduler.sent import note_sent
from scheduler.tick import tick

__all__ = [
    "Cancel",
    "DueNotice",
    "Later",
    "Redirect",
    "Verdict",
    "due_notices",
    "note_sent",
    "queued",
    "recheck",
    "start_clock",
    "tick",
    "words_now",
]
