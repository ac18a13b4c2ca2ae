"""The grades on people's registration forms that count, for holding the proposals against them."""

from rules.plan import Plan
from storage import Records
from storage.handins import in_force


def registered(plan: Plan, records: Records, unit_id: int) -> dict[int, str]:
    """By person id, from what was kept of each form when it was checked."""
    found: dict[int, str] = {}
    for handin in in_force(records.handins.all_of(unit_id, plan_id=plan.id)).values():
        grade = handin.summary.get("grade")
        if handin.person_id is not None and handin.counts and isinstance(grade, str) and grade:
            found[handin.person_id] = grade
    return found
