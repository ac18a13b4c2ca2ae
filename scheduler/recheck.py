"""The second look, right before sending: what no longer holds is not sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.kit.ladder import LATE_AFTER, Due, Rung, ladder
from handlers.kit.papers import unit_papers
from handlers.kit.workdays import Workdays
from rules.plan import Plan
from scheduler import wording
from scheduler.notices import gaps_under
from storage import Records
from storage.deadlines import deadlines_in_force

Payload = Mapping[str, Any]


def recheck(payload: Payload, records: Records, plan: Plan, now: datetime) -> Payload | None:
    """The payload as it should be said now, or None where it need not be said any more."""
    wanted = payload.get("recheck") or {}
    if wanted.get("notice") == "digest":
        return _digest(payload, wanted, records, plan, now)
    if wanted.get("notice") == "doubtful":
        return _doubtful(payload, wanted, records, plan)
    return payload


def _digest(
    payload: Payload, wanted: Payload, records: Records, plan: Plan, now: datetime
) -> Payload | None:
    papers = unit_papers(plan, records, wanted["unit"])
    # A channel that was down for long makes a message late that was queued in time.
    waited = now - datetime.fromisoformat(wanted["queued"]) > LATE_AFTER
    due = _still_due(wanted["rungs"], waited, records, plan, now)
    gaps = gaps_under(papers, due)
    due = [each for each in due if each.rung.deadline_id in gaps]
    if not due:
        return None
    items = [item for each in due for item in gaps[each.rung.deadline_id]]
    workdays = Workdays(records.dates.workdays())
    text = wording.digest(papers, due, gaps, now)
    said = "\n".join(filter(None, [text, wording.provisional(workdays, now)]))
    link = wording.digest_link(items)
    return {**payload, "text": wording.anchored(said, link, wanted["public_url"])}


def _still_due(
    rungs: list[dict[str, Any]], waited: bool, records: Records, plan: Plan, now: datetime
) -> list[Due]:
    """The rungs of deadlines that were not moved since; a moved one has rungs of its own."""
    workdays = Workdays(records.dates.workdays())
    in_force: dict[str, Rung] = {
        rung.key: rung
        for deadline in deadlines_in_force(plan, records).values()
        for rung in ladder(deadline, workdays, now.tzinfo)
    }
    return [
        Due(in_force[each["key"]], each["late"] or waited)
        for each in rungs
        if each["key"] in in_force
    ]


def _doubtful(payload: Payload, wanted: Payload, records: Records, plan: Plan) -> Payload | None:
    in_force = deadlines_in_force(plan, records)
    left = [in_force[id] for id in wanted["deadlines"] if id in in_force and not in_force[id].binds]
    return {**payload, "text": wording.doubtful(left)} if left else None
