"""Which papers a unit owes, derived from the rulings on its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.engine.compile import programs
from rules.engine.decide import decide
from rules.engine.ruling import Kind
from rules.engine.situation import projected
from rules.plan.given import Facts, Given
from rules.plan.schema import Paper, Plan


@dataclass(frozen=True)
class UnitFacts:
    """A unit as far as papers depend on it; `kind` is a value of the team fact or another kind."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True)
class PersonFacts:
    """A person with the units that may assess them: their own, the host, the superior, the main.

    The superior unit is the department above a station, or the one an appraisal is delegated to.
    The main one is that of the main duties, where the fact names a unit of the roster. Who is
    listed under the host unit has a home unit that is not on the roster.
    """

    id: int
    name: str
    facts: Facts
    unit_id: int
    host_id: int | None = None
    superior_id: int | None = None
    main_id: int | None = None


@dataclass(frozen=True)
class Owed:
    """A paper that has to come, of whom, and by which clause."""

    paper_id: str
    person_id: int | None
    form: str | None
    why: str
    clause: str
    deadline_id: str | None


@dataclass(frozen=True)
class _Ruled:
    """What the notice makes of all people whom it does not tell apart.

    `relation`: which of a person's units assesses them; `unit_papers`: what that unit then owes of
    its own.
    """

    relation: str
    papers: tuple[Paper, ...]
    unit_papers: tuple[Paper, ...]


def grade_list(plan: Plan) -> Paper | None:
    """The list on which a unit proposes grades; None where the notice has none."""
    return plan.papers.get(plan.owing.grade_list)


def for_example(plan: Plan, owed_by: str = "") -> str:
    """A paper of the plan as people call it, for an example: its list of grades, else the first."""
    papers = [one for one in plan.papers.values() if owed_by in ("", one.owed_by)]
    numbered = [one for one in papers if one.form]
    listed = grade_list(plan)
    found = listed if listed in papers else next(iter(numbered or papers), None)
    return found.short if found else "材料"


def papers_owed(plan: Plan, unit: UnitFacts, people: Sequence[PersonFacts]) -> tuple[Owed, ...]:
    """Papers of the persons this unit assesses, then those of the team and the unit's own.

    Of people whose ruling is open, in clash or silent nothing is owed: that is not settled.
    """
    owed: list[Owed] = []
    of_unit: set[str] = set()
    for person in people:
        ruled = _ruled(plan, person.facts)
        if unit.id != _assessing_unit(plan, person, ruled.relation):
            continue
        of_unit.update(paper.id for paper in ruled.unit_papers)
        owed += [_owed(paper, person.id) for paper in ruled.papers]
    for paper in plan.papers.values():
        team = paper.owed_by == "team" and _team_is_assessed(plan, unit.kind)
        if team or paper.id in of_unit:
            owed.append(_owed(paper, None))
    return tuple(owed)


def _owed(paper: Paper, person_id: int | None) -> Owed:
    return Owed(paper.id, person_id, paper.form, paper.why, paper.clause, paper.deadline)


def _ruled(plan: Plan, facts: Facts) -> _Ruled:
    """Worked out once for all people whom the notice does not tell apart."""
    program = programs(plan)[plan.subjects[0]]
    key = projected(program, facts)
    found = program.owed.get(key)
    if not isinstance(found, _Ruled):
        found = program.owed[key] = _work_out(plan, facts)
    return found


def _work_out(plan: Plan, facts: Facts) -> _Ruled:
    axes = (plan.owing.axis, *(a for p in plan.papers.values() for a in p.when_ruled))
    values = _settled(plan, facts, tuple(dict.fromkeys(axes)))
    due = {
        by: tuple(p for p in plan.papers.values() if p.owed_by == by and _fits(p, values))
        for by in ("person", "unit")
    }
    relation = plan.owing.places.get(values.get(plan.owing.axis, ""), "")
    return _Ruled(relation, due["person"], due["unit"])


def _settled(plan: Plan, facts: Facts, axes: Sequence[str]) -> dict[str, str]:
    """Each axis ruled by itself, so that one the notice is silent on does not hide another."""
    found: dict[str, str] = {}
    for axis in axes:
        ruling = decide(plan, facts, (axis,))
        if ruling.kind is Kind.ANSWER and axis in ruling.values:
            found[axis] = ruling.values[axis]
    return found


def _fits(paper: Paper, values: Mapping[str, str]) -> bool:
    return all(values.get(axis) in some for axis, some in paper.when_ruled.items())


def _assessing_unit(plan: Plan, person: PersonFacts, relation: str) -> int | None:
    """The unit of the roster that assesses the person; None where it is not settled or none."""
    match relation:
        case "own":
            return person.unit_id
        case "home":
            return person.unit_id if person.unit_id != person.host_id else None
        case "host":
            return person.host_id
        case "superior":
            return person.superior_id
        case "main":
            return _main_unit(plan, person)
    return None


def _main_unit(plan: Plan, person: PersonFacts) -> int | None:
    """The fact may name a unit, or say which of the person's units it is, as for the ledger."""
    given = person.facts.get(plan.owing.main_fact)
    said = plan.owing.places.get(str(given.value)) if given and given.value else None
    if said is not None and said != "main":
        return _assessing_unit(plan, person, said)
    return person.main_id


def _team_is_assessed(plan: Plan, kind: str) -> bool:
    fact, wanted = plan.owing.team_fact, plan.owing.team_ruled
    if not fact or kind not in plan.facts[fact].values:
        return False
    values = _settled(plan, {fact: Given(kind, "roster")}, tuple(wanted))
    return all(values.get(axis) in some for axis, some in wanted.items())
