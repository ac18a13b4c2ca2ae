"""What was changed of one person, with how the ruling came out before and after each time."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from handlers.roster.effect import Difference, rulings_between
from handlers.roster.phrases import what
from handlers.rulings.service import A_MOMENT
from rules.plan import Plan
from rules.standing import Candidate
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Entity


@dataclass(frozen=True)
class Changed:
    """All that one hand changed at one moment. `rulings`: by the notice as it is in force now."""

    at: datetime
    by: str
    lines: tuple[str, ...]
    rulings: tuple[Difference, ...]


def past_of(plan: Plan, records: Records, person_id: int) -> list[Changed]:
    """The newest first."""
    in_force = plan_in_force(plan, records)
    changes = records.roster.changes(Entity.PERSON, person_id)
    found = []
    for (at, by), some in groupby(changes, key=lambda each: (each.at, each.by)):
        lines = tuple(what(plan, records, each) for each in some)
        before, after = (
            _then(in_force, records, person_id, moment) for moment in (at - A_MOMENT, at)
        )
        found.append(Changed(at, by, lines, tuple(rulings_between(in_force, before, after))))
    return found[::-1]


def _then(plan: Plan, records: Records, id: int, moment: datetime) -> Candidate | None:
    """None while they were not on the roster."""
    person = records.roster.person_as_of(id, moment)
    facts = records.roster.facts_as_of(id, moment, plan)
    if person is None or facts is None:
        return None
    known = {fact: given for fact, given in facts.items() if fact in plan.facts}
    unit = records.roster.unit_names()[person.unit_id]
    return Candidate(id=id, name=person.name, unit=unit, post=person.post, facts=known)
