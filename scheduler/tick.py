"""One tick of the clock: what is due is put in line once, whoever ticks and however often."""

from datetime import datetime

from handlers.kit.county import refresh
from handlers.kit.ladder import off_the_hour
from rules.plan import Plan
from scheduler.moment import Moment
from scheduler.notices import queued, survey
from scheduler.provisional import PLANNED, planned, provisional, remembered
from scheduler.saying import DueNotice
from scheduler.takeback import take_back
from storage import Records, Store


def tick(store: Store, plan: Plan, now: datetime, public_url: str) -> list[DueNotice]:
    """Put what is due now into the outbox; returns what was new.

    What is found is noted and queued in one transaction: a killed process has done both or neither.
    """
    # A large county takes seconds to count. Nobody has to wait for that: whatever changes
    # meanwhile is caught by the keys below and by the second look before sending.
    refresh(store, plan)
    with store.reading() as records:
        found = survey(plan, records, now)
        days = _provisional_days(Moment(plan, records, now))
    new = []
    if found.notices or found.quiet or days is not None:
        with store.transaction() as records:
            new = [each for each in found.notices if _first(records, each, now)]
            for notice in new:
                _enqueue(records, notice, now, public_url)
            records.notices.note(found.quiet, now)
            if days is not None:
                records.speaking.set(plan.id, PLANNED, days, by="", at=now)
    take_back(store, plan, now)
    return new


def _first(records: Records, notice: DueNotice, now: datetime) -> bool:
    """Note all keys; whether it is new. Another process may have ticked since the survey."""
    if notice.once and not records.notices.once(notice.once, now):
        return False
    return records.notices.note(notice.notes, now) > 0 or bool(notice.once)


def _enqueue(records: Records, notice: DueNotice, now: datetime, public_url: str) -> None:
    for userid in notice.to:
        payload = queued(notice, userid, now, public_url)
        records.outbox.enqueue(f"{notice.key}:{userid}", userid, payload, off_the_hour(now))


def _provisional_days(moment: Moment) -> dict[str, str] | None:
    """What is to be remembered of provisional days, or None where nothing of that is new."""
    days = provisional(moment, planned(moment))
    before = remembered(moment)
    # What was provisional once is kept: the correction is measured from it.
    after = before | {key: day for key, day in days.items() if before.get(key) != day}
    if after == before:
        return None
    return {key: day.isoformat() for key, day in after.items()}
