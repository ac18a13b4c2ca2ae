"""Reminder days of a year whose days off were not published: remembered, corrected with notice."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlers.notifications.service import ReminderStep, schedule
from rules.plan.reminders import UNIT
from scheduler.delivery_decision import DueNotice
from scheduler.reminder_context import ReminderContext

PLANNED = "planned_days"


def planned(context: ReminderContext) -> dict[str, date]:
    """The days of all steps towards units, by step."""
    return {step.key: step.day for step in _steps(context)}


def provisional(context: ReminderContext, days: Mapping[str, date]) -> dict[str, date]:
    """Those of them that rest on a year the calendar does not know."""
    return {key: day for key, day in days.items() if context.workdays.is_provisional(day)}


def remembered(context: ReminderContext) -> dict[str, date]:
    """Days that were provisional when they were last worked out."""
    found = context.records.speaking.setting(context.plan.id, PLANNED) or {}
    return {key: date.fromisoformat(day) for key, day in found.items()}


def corrected(context: ReminderContext) -> dict[str, tuple[date, date]]:
    """By step: the provisional day and the one that holds now the calendar is published."""
    days = planned(context)
    before = remembered(context)
    return {
        key: (before[key], day)
        for key, day in days.items()
        if key in before and before[key] != day and not context.workdays.is_provisional(day)
    }


def calendar_changes(context: ReminderContext) -> Iterator[DueNotice]:
    """Told once to supervision staff when published days move a reminder."""
    to = tuple(each.userid for each in context.supervisors())
    moved = {
        f"calendar:{context.plan.id}:{key}:{day.isoformat()}": key
        for key, (_, day) in corrected(context).items()
    }
    known = context.records.notices.known(f"calendar:{context.plan.id}:") if moved else set()
    new = [note for note in moved if note not in known]
    if new and to:
        yield DueNotice(
            key=f"calendar:{context.plan.id}:{context.stamp}:{new[0]}",
            to=to,
            notes=tuple(new),
            recheck={"notice": "calendar", "rungs": [moved[note] for note in new]},
        )


def _steps(context: ReminderContext) -> Iterator[ReminderStep]:
    for deadline in context.in_force.values():
        yield from schedule(deadline, context.plan.reminders, context.workdays, UNIT)
