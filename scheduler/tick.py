"""One tick of the clock: what is due is put in line once, whoever ticks and however often."""

from collections.abc import Sequence
from datetime import datetime

from handlers.notifications.service import off_the_hour
from handlers.submissions.service import refresh
from rules.plan import Plan
from scheduler.delivery_decision import DueNotice
from scheduler.notices import queued, surveyed
from scheduler.own_reminders import queue_own
from scheduler.provisional import PLANNED, planned, provisional, remembered
from scheduler.recall import take_back
from scheduler.reminder_context import ReminderContext
from storage import Records, Store


def tick(store: Store, plan: Plan, now: datetime, public_url: str) -> list[DueNotice]:
    """Put what is due now into the outbox; returns what was new.

    What is found is noted and queued in one transaction: a killed process has done both or neither.
    """
    queue_own(store, now)
    with store.reading() as records:
        if records.seasons.closed_at(plan.id) is not None:
            return []
    # A large county takes seconds to count. Nobody has to wait for that: whatever changes
    # meanwhile is caught by the keys below and by the second look before sending.
    refresh(store, plan)
    with store.reading() as records:
        context = ReminderContext(plan, records, now)
        found = surveyed(context)
        days = _provisional_days(context)
    new = []
    if found.notices or found.quiet or days is not None:
        with store.transaction() as records:
            new = _first(records, found.notices, now)
            _enqueue(records, new, now, public_url, plan)
            records.notices.note(found.quiet, now)
            if days is not None:
                records.speaking.set(plan.id, PLANNED, days, by="", at=now)
    take_back(store, plan, now)
    return new


def _first(records: Records, notices: Sequence[DueNotice], now: datetime) -> list[DueNotice]:
    """Note all keys; those that are new. Another process may have ticked since the survey."""
    today = records.notices.note([each.once for each in notices if each.once], now)
    ours = [each for each in notices if not each.once or each.once in today]
    new = records.notices.note([note for each in ours for note in each.notes], now)
    return [each for each in ours if each.once or not new.isdisjoint(each.notes)]


def _enqueue(
    records: Records, notices: Sequence[DueNotice], now: datetime, public_url: str, plan: Plan
) -> None:
    messages = [
        (f"{notice.key}:{userid}", userid, queued(notice, userid, now, public_url, plan))
        for notice in notices
        for userid in notice.to
    ]
    records.outbox.enqueue_each(messages, off_the_hour(now))


def _provisional_days(context: ReminderContext) -> dict[str, str] | None:
    """What is to be remembered of provisional days, or None where nothing of that is new."""
    days = provisional(context, planned(context))
    before = remembered(context)
    # What was provisional once is kept: the correction is measured from it.
    after = before | {key: day for key, day in days.items() if before.get(key) != day}
    if after == before:
        return None
    return {key: day.isoformat() for key, day in after.items()}
