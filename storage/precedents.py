"""The plan as the supervision section's precedents left it."""

from typing import Final
from zoneinfo import ZoneInfo

from rules.engine.case_scope import Rest
from rules.plan import Facts, Given, Plan
from rules.precedents import Precedent, fact_of, overlaid
from storage.records import Records
from storage.views import Case, Person

# The database keeps UTC; a precedent bears the day on which it was given here.
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


def plan_in_force(plan: Plan, records: Records) -> Plan:
    """The plan with every precedent in force as a rule of its own."""
    made = (_precedent(case) for case in records.cases.in_force(plan.id) if case.rests)
    return overlaid(plan, [each for each in made if each is not None])


def facts_in_force(plan: Plan, records: Records, person: Person) -> Facts:
    """What the roster says of a person, and which rulings in force were made for them."""
    ruled = {
        fact_of(case.number): Given(value=True, source="roster")
        for case in records.cases.in_force(plan.id)
        if case.person_id == person.id and case.rests
    }
    return {**records.roster.facts_of(person, plan), **ruled}


def _precedent(case: Case) -> Precedent | None:
    if case.answer is None:
        return None
    return Precedent(
        case.number,
        case.answer.at.astimezone(SHANGHAI).date(),
        case.answer.reason,
        tuple(case.answer.values.items()),
        tuple(Rest.from_json(rest) for rest in case.answer.rests or case.rests),
        case.person_id,
        for_all=case.rules_all,
    )
