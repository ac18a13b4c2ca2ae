"""The plan as the supervision section's precedents left it."""

from typing import Final
from zoneinfo import ZoneInfo

from rules.engine.case_scope import Rest
from rules.plan import Plan
from rules.precedents import Precedent, overlaid
from storage.records import Records
from storage.views import Case

# The database keeps UTC; a precedent bears the day on which it was given here.
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


def plan_in_force(plan: Plan, records: Records) -> Plan:
    """The plan with every precedent in force as a rule of its own."""
    made = (_precedent(case) for case in records.cases.in_force(plan.id) if case.rests)
    return overlaid(plan, [each for each in made if each is not None])


def _precedent(case: Case) -> Precedent | None:
    if case.answer is None:
        return None
    return Precedent(
        case.number,
        case.answer.at.astimezone(SHANGHAI).date(),
        case.answer.reason,
        tuple(case.answer.values.items()),
        tuple(Rest.from_json(rest) for rest in case.rests),
    )
