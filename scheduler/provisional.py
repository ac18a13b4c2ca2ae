"""Reminder days of a year whose days off were not published: remembered, corrected with notice."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlers.notifications.service import Rung, ladder
from rules.plan.reminders import UNIT
from scheduler.moment import Moment
from scheduler.saying import DueNotice

PLANNED = "planned_days"


def planned(moment: Moment) -> dict[str, date]:
    """The days of all rungs towards units, by rung."""
    return {rung.key: rung.day for rung in _rungs(moment)}


def provisional(moment: Moment, days: Mapping[str, date]) -> dict[str, date]:
    """Those of them that rest on a year the calendar does not know."""
    return {key: day for key, day in days.items() if moment.workdays.is_provisional(day)}


def remembered(moment: Moment) -> dict[str, date]:
    """Days that were provisional when they were last worked out."""
    found = moment.records.speaking.setting(moment.plan.id, PLANNED) or {}
    return {key: date.fromisoformat(day) for key, day in found.items()}


def corrected(moment: Moment) -> dict[str, tuple[date, date]]:
    """By rung: the provisional day and the one that holds now the calendar is published."""
    days = planned(moment)
    before = remembered(moment)
    return {
        key: (before[key], day)
        for key, day in days.items()
        if key in before and before[key] != day and not moment.workdays.is_provisional(day)
    }


def calendar_changes(moment: Moment) -> Iterator[DueNotice]:
    """Told once to supervision staff when published days move a reminder."""
    to = tuple(each.userid for each in moment.supervisors())
    moved = {
        f"calendar:{moment.plan.id}:{key}:{day.isoformat()}": key
        for key, (_, day) in corrected(moment).items()
    }
    known = moment.records.notices.known(f"calendar:{moment.plan.id}:") if moved else set()
    new = [note for note in moved if note not in known]
    if new and to:
        yield DueNotice(
            key=f"calendar:{moment.plan.id}:{moment.stamp}:{new[0]}",
            to=to,
            notes=tuple(new),
            recheck={"notice": "calendar", "rungs": [moved[note] for note in new]},
        )


def _rungs(moment: Moment) -> Iterator[Rung]:
    for deadline in moment.in_force.values():
        yield from ladder(deadline, moment.plan.reminders, moment.workdays, UNIT)
