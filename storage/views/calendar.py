"""What was made of deadlines."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DateRuling:
    """What supervision staff made of a deadline: the date in force, who said so and when."""

    effective: date | None
    status: str
    by: str
    at: datetime
