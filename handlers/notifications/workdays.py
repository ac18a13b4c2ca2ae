"""Which days are working days, and when on them we may speak first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

from rules.plan import Plan
from rules.plan.reminders import Reminders
from storage import Records

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """The national calendar with make-up days. `overrides`: True where a day is a working day.

    A county has days of its own, and the calendar package learns a new year only after the State
    Council has published it.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    opens: time = Reminders.opens
    closes: time = Reminders.closes

    def is_workday(self, day: date) -> bool:
        """Whether people are at work; in a year the calendar does not know, Monday to Friday."""
        if day in self.overrides:
            return self.overrides[day]
        published = _published(day)
        return day.weekday() < 5 if published is None else published

    def is_provisional(self, day: date) -> bool:
        """Whether the calendar does not know this year yet, so that the answer may change."""
        return day not in self.overrides and _published(day) is None

    def on_or_before(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        while not self.is_workday(day):
            day -= _DAY
        return day

    def shifted(self, day: date, workdays: int) -> date:
        """So many working days before (negative) or after the day; 0: itself or the last before.

        From a day of rest, -1 is one before the last working day, 1 the first one that follows.
        """
        if workdays <= 0:
            day = self.on_or_before(day)
        for _ in range(abs(workdays)):
            day += _DAY if workdays > 0 else -_DAY
            while not self.is_workday(day):
                day += _DAY if workdays > 0 else -_DAY
        return day

    def is_open(self, now: datetime) -> bool:
        """Whether we may speak first now."""
        return self.is_workday(now.date()) and self.opens <= now.time() < self.closes

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself, or the next one at which we may speak first."""
        if self.is_open(moment):
            return moment
        day = moment.date() if moment.time() < self.opens else moment.date() + _DAY
        while not self.is_workday(day):
            day += _DAY
        return datetime.combine(day, self.opens, moment.tzinfo)


# The package looks through all its holidays at each question; a tick asks about the same few days.
@lru_cache(maxsize=1024)
def _published(day: date) -> bool | None:
    """Whether the State Council's calendar works on this day; None: of a year not published."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def workdays_of(plan: Plan, records: Records) -> Workdays:
    """The county's working days and the hours in which the plan lets us speak first."""
    return Workdays(records.dates.workdays(), plan.reminders.opens, plan.reminders.closes)
