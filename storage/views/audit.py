"""What was done and told, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.views.base import Json


class Act(StrEnum):
    """What can be done that somebody may later have to account for."""

    ASKED = "asked"
    HANDED_IN = "handed_in"
    MOVED = "moved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    COMMENTED = "commented"
    GIVEN_ON = "given_on"  # a paper filled in on the page, by its person to the unit
    SET_DATE = "set_date"
    CASE_FILED = "case_filed"
    CASE_NOTED = "case_noted"  # asked back, or more told
    CASE_CALLED_OFF = "case_called_off"
    CASE_ANSWERED = "case_answered"
    PRECEDENT_WITHDRAWN = "precedent_withdrawn"
    MATTER_PUT = "matter_put"  # a later date asked for, words for a human, an answer found wrong
    MATTER_SETTLED = "matter_settled"
    MATTER_WITHDRAWN = "matter_withdrawn"
    CHASED = "chased"
    TOLD = "told"
    IMPORTED = "imported"
    CHANGED = "changed"
    EXPORTED = "exported"
    TAUGHT = "taught"
    LOGGED_IN = "logged_in"
    SEASON = "season"  # closed, opened again, archived, erased


@dataclass(frozen=True)
class AuditEntry:
    """One line of the trail. `detail`: kinds, clauses, numbers and dates, never a message's words.

    `unit_id`: whose matter it is, None where it is nobody's in particular.
    """

    id: int
    at: datetime
    by: str
    act: Act
    subject: str
    unit_id: int | None
    detail: Mapping[str, Json] = field(default_factory=dict)
