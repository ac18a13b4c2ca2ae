"""When we speak first and how much, for the clock and the pages."""

from handlers.notifications.budget import Budget, budget_of, ceiling_of
from handlers.notifications.ledger_heads import why_said
from handlers.notifications.schedule import (
    Due,
    ReminderStep,
    due_step,
    off_the_hour,
    schedule,
    slot_of,
)
from handlers.notifications.wishes import SNOOZE_3, SNOOZE_3_LABEL
from handlers.notifications.workdays import Workdays, workdays_of

__all__ = [
    "SNOOZE_3",
    "SNOOZE_3_LABEL",
    "Budget",
    "Due",
    "ReminderStep",
    "Workdays",
    "budget_of",
    "ceiling_of",
    "due_step",
    "off_the_hour",
    "schedule",
    "slot_of",
    "why_said",
    "workdays_of",
]
