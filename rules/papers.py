"""Which papers a unit owes, derived from the rulings on its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.engine import decide
from rules.model import Paper, Plan
from rules.ruling import Facts, Given, Kind


@dataclass(frozen=True)
class UnitFacts:
    """A unit as far as papers depend on it; `kind` is a value of the team fact or another kind."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True)
class PersonFacts:
    """A person with the units that may assess them: their own, the host, the superior one.

    The superior unit is the department above a station, or the one an appraisal is delegated to.
    Who is listed under the host unit has a home unit that is not on the roster.
    """

    id: int
    name: str
    facts: Facts
    unit_id: int
    host_id: int | None = None
    superior_id: int | None = None


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
    axes = tuple(dict.fromkeys(a for p in plan.papers.values() for a in p.when_ruled))
    for person in people:
        if unit.id != _assessing_unit(plan, person):
            continue
        assessed_here = True
        values = _settled(plan, person.facts, axes)
        owed += [
            _owed(paper, person.id)
            for paper in plan.papers.values()
            if paper.owed_by == "person" and _fits(paper.when_ruled, values)
        ]
    for paper in plan.papers.values():
        team = paper.owed_by == "team" and _team_is_assessed(plan, unit.kind)
        if team or (paper.owed_by == "unit" and assessed_here):
            owed.append(_owed(paper, None))
    return tuple(owed)


def _owed(paper: Paper, person_id: int | None) -> Owed:
    return Owed(paper.id, person_id, paper.form, paper.why, paper.clause, paper.deadline)


def _settled(plan: Plan, facts: Facts, axes: Sequence[str]) -> dict[str, str]:
    """Each axis ruled by itself, so that one the notice is silent on does not hide another."""
    found: dict[str, str] = {}
    for axis in axes:
        ruling = decide(plan, facts, (axis,))
        if ruling.kind is Kind.ANSWER and axis in ruling.values:
            found[axis] = ruling.values[axis]
    return found


def _fits(wanted: Mapping[str, tuple[str, ...]], values: Mapping[str, str]) -> bool:
    return all(values.get(axis) in some for axis, some in wanted.items())


def _assessing_unit(plan: Plan, person: PersonFacts) -> int | None:
    """The unit of the roster that assesses the person; None where it is not settled or none."""
    axis = plan.owing.axis
    place = _settled(plan, person.facts, (axis,)).get(axis, "")
    units = {
        "own": person.unit_id,
        "home": person.unit_id if person.unit_id != person.host_id else None,
        "main": person.unit_id,
        "host": person.host_id,
        "superior": person.superior_id,
    }
    return units.get(plan.owing.places.get(place, ""))


def _team_is_assessed(plan: Plan, kind: str) -> bool:
    fact, wanted = plan.owing.team_fact, plan.owing.team_ruled
    if kind not in plan.facts[fact].values:
        return False
    return _fits(wanted, _settled(plan, {fact: Given(kind, "roster")}, tuple(wanted)))
