"""One tick of the clock: what is due is put in line once, whoever ticks and however often."""

from collections.abc import Sequence
from datetime import datetime

from rules.plan import Plan
from scheduler.notices import DueNotice, survey
from scheduler.wording import anchored
from storage import Records, Store


def tick(store: Store, plan: Plan, now: datetime, public_url: str) -> list[DueNotice]:
    """Put what is due now into the outbox; returns what was new.

    In one transaction: a killed process has either noted and queued a notice, or neither.
    """
    with store.transaction() as records:
        found = survey(plan, records, now)
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
