"""One tick of the clock: what is due is put in line once, whoever ticks and however often."""

from collections.abc import Sequence
from datetime import datetime

from rules.plan import Plan
from scheduler.notices import DueNotice, survey
from scheduler.wording import anchored
from storage import Records, Store


def tick(store: Store, plan: Plan, now: datetime, public_url: str) -> list[DueNotice]:
    """Put what is due now into the outbox; returns what was new.

    What is found is noted and queued in one transaction: a killed process has done both or neither.
    """
    # A large county takes seconds to look through. Nobody has to wait for that: whatever changes
    # meanwhile is caught by the keys below and by the second look before sending.
    with store.reading() as records:
        found = survey(plan, records, now)
    if not found.notices and not found.quiet:
        return []
    with store.transaction() as records:
        new = [each for each in found.notices if _first(records, each.notes, now)]
        for notice in new:
            _enqueue(records, notice, now, public_url)
        for key in found.quiet:
            records.notices.once(key, now)
    return new


def _first(records: Records, notes: Sequence[str], now: datetime) -> bool:
    """Note all keys; whether any was new. Another process may have ticked since the survey."""
    return sum(records.notices.once(key, now) for key in notes) > 0


def _enqueue(records: Records, notice: DueNotice, now: datetime, public_url: str) -> None:
    payload = {
        "kind": "text",
        "text": anchored(notice.text, notice.link, public_url),
        "recheck": {**notice.recheck, "public_url": public_url, "queued": now.isoformat()},
    }
    for userid in notice.to:
        records.outbox.enqueue(f"{notice.key}:{userid}", userid, payload, now)
