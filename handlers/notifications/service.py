"""When we speak first and how much, for the clock and the pages."""

from typing import Final

from handlers.notifications.announcing import ANNOUNCE
from handlers.notifications.budget import Budget, budget_of, ceiling_of
from handlers.notifications.ceiling_deed import SET_CEILING
from handlers.notifications.chase_deed import CHASE, CHASE_PEOPLE
from handlers.notifications.chase_words import said_with_it
from handlers.notifications.ledger_heads import why_said
from handlers.notifications.mending_leave import mended_span
from handlers.notifications.own_moments import last_of, next_of, weekly_words, when_words
from handlers.notifications.own_reminders import (
    DROP_REMINDERS,
    KEEP_REMINDERS,
    MOVE_REMINDER,
    REMIND_ME,
)
from handlers.notifications.own_wishes import (
    END_LEAVE,
    NAME_CONTACT,
    SNOOZE,
    TAKE_LEAVE,
    WAKE,
)
from handlers.notifications.own_words import (
    OWN_TOPICS,
    OWN_WISH,
    own_wish_topic,
    speaks_of_own_wishes,
)
from handlers.notifications.quiet_hours import SET_QUIET, own_moment, quiet_until
from handlers.notifications.saying_to import SAID_TO
from handlers.notifications.schedule import (
    Due,
    ReminderStep,
    due_step,
    off_the_hour,
    schedule,
    slot_of,
)
from handlers.notifications.topics.announce import (
    ANNOUNCED,
    announces,
    asks_words,
    gives_words,
    goes_on_with_words,
    says_to,
)
from handlers.notifications.topics.chased_lately import CHASED, asks_chased
from handlers.notifications.topics.unit_contact import names_contact
from handlers.notifications.wishes import SNOOZE_3, SNOOZE_3_LABEL, names_days_off, takes_leave_back
from handlers.notifications.workday_deed import SET_WORKDAY, WORKS
from handlers.notifications.workdays import Workdays, workdays_of
from handlers.turn.deeds import AnyDeedService

_OWN: Final[tuple[AnyDeedService, ...]] = (
    REMIND_ME,
    MOVE_REMINDER,
    DROP_REMINDERS,
    KEEP_REMINDERS,
    SET_QUIET,
)
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
    *_OWN,
)
# What members settle for themselves alone, whether or not a season goes on.
OWN_COMMANDS: Final = frozenset(each.command for each in _OWN)

__all__ = [
    "ANNOUNCED",
    "CHASED",
    "DEEDS",
    "OWN_COMMANDS",
    "OWN_TOPICS",
    "OWN_WISH",
    "SAID_TO",
    "SNOOZE_3",
    "SNOOZE_3_LABEL",
    "WORKS",
    "Budget",
    "Due",
    "ReminderStep",
    "Workdays",
    "announces",
    "asks_chased",
    "asks_words",
    "budget_of",
    "ceiling_of",
    "due_step",
    "gives_words",
    "goes_on_with_words",
    "last_of",
    "mended_span",
    "names_contact",
    "names_days_off",
    "next_of",
    "off_the_hour",
    "own_moment",
    "own_wish_topic",
    "quiet_until",
    "said_with_it",
    "says_to",
    "schedule",
    "slot_of",
    "speaks_of_own_wishes",
    "takes_leave_back",
    "weekly_words",
    "when_words",
    "why_said",
    "workdays_of",
]
