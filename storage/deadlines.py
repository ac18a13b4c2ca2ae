"""The plan's deadlines as supervision staff left them."""

from dataclasses import replace

from rules.plan import Deadline, Plan, Status
from storage.records import Records


def deadlines_in_force(plan: Plan, records: Records) -> dict[str, Deadline]:
    """Every deadline of the plan by id, with the day and status in force instead of the plan's."""
    rulings = records.dates.effective(plan.id)
    found = dict(plan.deadlines)
    for id, ruling in rulings.items():
        # A ruling on a deadline the plan has since dropped has nothing to bear on.
        if id in found:
            found[id] = replace(found[id], effective=ruling.effective, status=Status(ruling.status))
    return found
