"""The plan's deadlines as supervision staff left them, and the later dates granted for papers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

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


@dataclass(frozen=True)
class Extensions:
    """Later dates granted: of a unit, for one paper, of one person or of all it owes it for."""

    days: Mapping[tuple[int, str, int | None], tuple[date, datetime]]

    def deadline_id(
        self, unit_id: int, paper: str, person_id: int | None, base: str | None
    ) -> str | None:
        """Under which deadline this paper of the unit is owed: its own where one was granted."""
        if base is None:
            return None
        own = ((unit_id, paper, one) for one in (person_id, None))
        granted = [key for key in own if key in self.days]
        latest = max(granted, key=lambda key: self.days[key][0], default=None)
        return _id(base, *latest) if latest else base


def extensions(plan: Plan, records: Records) -> Extensions:
    """All that were granted under this plan."""
    return Extensions(records.matters.extended(plan.id))


def extended_deadlines(plan: Plan, records: Records) -> dict[str, tuple[int, Deadline, datetime]]:
    """Deadlines of single papers by id: of which unit, and when it was granted.

    A day granted binds; where the deadline of everybody was moved beyond it, that day counts.
    """
    found: dict[str, tuple[int, Deadline, datetime]] = {}
    granted = extensions(plan, records).days
    in_force = deadlines_in_force(plan, records) if granted else {}
    for (unit_id, paper, person), (day, at) in granted.items():
        base = in_force.get(plan.papers[paper].deadline or "") if paper in plan.papers else None
        if base is None:
            continue
        later = max(day, base.effective or day)
        id = _id(base.id, unit_id, paper, person)
        own = replace(base, id=id, effective=later, status=Status.CONFIRMED, papers=(paper,))
        found[id] = (unit_id, own, at)
    return found


def all_deadlines(plan: Plan, records: Records) -> dict[str, Deadline]:
    """Deadlines in force and those of single papers: what any paper owed can be due under."""
    own = {id: deadline for id, (_, deadline, _) in extended_deadlines(plan, records).items()}
    return deadlines_in_force(plan, records) | own


def _id(base: str, unit_id: int, paper: str, person_id: int | None) -> str:
    return f"{base}~{paper}~{unit_id}~{person_id or 0}"
