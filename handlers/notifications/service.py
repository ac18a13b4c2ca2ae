"""When we speak first and how much, for the clock and the pages."""

from typing import Final

from handlers.notifications.announcing import ANNOUNCE
from handlers.notifications.budget import Budget, budget_of, ceiling_of
from handlers.notifications.ceiling_deed import SET_CEILING
from handlers.notifications.chase_deed import CHASE, CHASE_PEOPLE
from handlers.notifications.ledger_heads import why_said
from handlers.notifications.own_wishes import (
    END_LEAVE,
    NAME_CONTACT,
    SNOOZE,
    TAKE_LEAVE,
    WAKE,
)
from handlers.notifications.schedule import (
    Due,
    ReminderStep,
    due_step,
    off_the_hour,
    schedule,
    slot_of,
)
from handlers.notifications.topics.announce import goes_on_with_words
from handlers.notifications.wishes import SNOOZE_3, SNOOZE_3_LABEL, names_days_off, takes_leave_back
from handlers.notifications.workday_deed import SET_WORKDAY, WORKS
from handlers.notifications.workdays import Workdays, workdays_of
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (
    CHASE,
    CHASE_PEOPLE,
    ANNOUNCE,
    SET_CEILING,
    TAKE_LEAVE,
    END_LEAVE,
    SNOOZE,
    WAKE,
    NAME_CONTACT,
    SET_WORKDAY,
)

__all__ = [
    "DEEDS",
    "SNOOZE_3",
    "SNOOZE_3_LABEL",
    "WORKS",
    "Budget",
    "Due",
    "ReminderStep",
    "Workdays",
    "budget_of",
    "ceiling_of",
    "due_step",
    "goes_on_with_words",
    "names_days_off",
    "off_the_hour",
    "schedule",
    "slot_of",
    "takes_leave_back",
    "why_said",
    "workdays_of",
]
