"""Which papers a unit owes, derived from the rulings on its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.engine import decide
from rules.model import Paper, Plan
from rules.ruling import Facts, Given, Kind, Ruling


@dataclass(frozen=True)
class UnitFacts:
    """A unit as far as papers depend on it; `kind` is a value of the team fact or another kind."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True)
class PersonFacts:
    """A person who belongs to the unit or is seconded to it; `host_id` is the host unit's."""

    id: int
    name: str
    facts: Facts
    unit_id: int
    host_id: int | None = None


@dataclass(frozen=True)
class Owed:
    paper_id: str
    person_id: int | None
    form: str | None
    why: str
    clause: str
    deadline_id: str | None


def papers_owed(plan: Plan, unit: UnitFacts, people: Sequence[PersonFacts]) -> tuple[Owed, ...]:
    """Papers of the persons this unit assesses, then those of the team, then the unit's own.

    Of people whose ruling is open, in clash or silent nothing is owed: that is not settled.
    """
    owed: list[Owed] = []
    assessed_here = False
    for person in people:
        ruling = decide(plan, person.facts, ("participation", "assessed_at"))
        if unit.id != _assessing_unit(ruling, person):
            continue
        assessed_here = True
        form = decide(plan, person.facts, ("form",)).values.get("form")
        values = dict(ruling.values) | ({"form": form} if form else {})
        owed += [
            _owed(paper, person.id)
            for paper in plan.papers.values()
            if paper.owed_by == "person" and _is_owed(paper, values)
        ]
    for paper in plan.papers.values():
        team = paper.owed_by == "team" and _team_is_assessed(plan, unit.kind)
        if team or (paper.owed_by == "unit" and assessed_here):
            owed.append(_owed(paper, None))
    return tuple(owed)


def _owed(paper: Paper, person_id: int | None) -> Owed:
    return Owed(paper.id, person_id, paper.form, paper.why, paper.clause, paper.deadline)


def _is_owed(paper: Paper, values: dict[str, str]) -> bool:
    return all(values.get(axis) in wanted for axis, wanted in paper.when_ruled.items())


def _assessing_unit(ruling: Ruling, person: PersonFacts) -> int | None:
    """The unit of the roster that assesses the person; None where it is neither of the two."""
    if ruling.kind is not Kind.ANSWER or ruling.values.get("participation") != "takes_part":
        return None
    place = ruling.values.get("assessed_at")
    if place == "host_unit":
        return person.host_id
    return person.unit_id if place in ("own_unit", "home_unit", "main_post_unit") else None


def _team_is_assessed(plan: Plan, kind: str) -> bool:
    if kind not in plan.facts["team_kind"].values:
        return False
    ruling = decide(plan, {"team_kind": Given(kind, "roster")}, ("participation",))
    return ruling.values.get("participation") == "takes_part"
