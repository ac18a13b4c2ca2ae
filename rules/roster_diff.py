"""Two plans on one roster: whose ruling changes, which unit's quota, what is asked for besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rules.ledger import DELEGATED, MEMBERS, Ledger, Line, ledgers
from rules.names import name_key
from rules.plan.diff import TermChange, term_changes
from rules.plan.schema import Plan
from rules.standing import Candidate, ThisUnit, standings
from rules.verdicts import Verdict, verdicts


@dataclass(frozen=True)
class Side:
    """One plan and the roster as it looks under that plan: lengths of time end at its cut-off."""

    plan: Plan
    people: Sequence[Candidate]


@dataclass(frozen=True)
class Who:
    """A person, as a list names one."""

    name: str
    unit: str


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to on an axis. `value`: None where it is open or has no meaning."""

    value: str | None
    state: str  # settled · asks · unsaid · closed
    words: str
    clauses: tuple[str, ...]

    def is_like(self, other: Outcome) -> bool:
        """Whether nothing changes for whom it is about."""
        return (self.value, self.state) == (other.value, other.state)


@dataclass(frozen=True)
class RulingChange:
    """People for whom an axis turns out otherwise in the same way, by the same clauses."""

    axis: str
    label: str
    before: Outcome
    after: Outcome
    people: tuple[Who, ...]


@dataclass(frozen=True)
class Caps:
    """The most 优秀 at one team grade; None where the plan knows no such grade or list.

    Pairs: for certain, and if all those who are open were counted.
    """

    grade: str | None
    label: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True)
class QuotaChange:
    """`open`: people of whom it is not settled whether the base counts them."""

    unit: str
    kind: str
    base: tuple[int | None, int | None]
    open: tuple[int, int]
    caps: tuple[Caps, ...]


@dataclass(frozen=True)
class MissingChange:
    """A fact that only one of the plans lacks, and of whom."""

    fact: str
    label: str
    plan: str
    people: tuple[Who, ...]


@dataclass(frozen=True)
class PlanDiff:
    """`shared`: axes people are compared on; `alone`: those only one of the plans has."""

    before: str
    after: str
    people: int
    units: int
    changed: tuple[Who, ...]
    rulings: tuple[RulingChange, ...]
    quotas: tuple[QuotaChange, ...]
    terms: tuple[TermChange, ...]
    missing: tuple[MissingChange, ...]
    shared: tuple[str, ...]
    alone: Mapping[str, tuple[str, ...]]


def plan_diff(before: Side, after: Side, units: Sequence[ThisUnit]) -> PlanDiff:
    """The people of both sides are the same, in the same order."""
    before, after = _readable(before), _readable(after)
    found = [verdicts(side.plan, side.people) for side in (before, after)]
    pairs = list(zip(*found, strict=True))
    rulings = _rulings(before.plan, after.plan, pairs)
    changed = dict.fromkeys(who for each in rulings for who in each.people)
    missing = (*_missing(before.plan, pairs, 0), *_missing(after.plan, pairs, 1))
    return PlanDiff(
        before=before.plan.id,
        after=after.plan.id,
        people=len(pairs),
        units=len(units),
        changed=tuple(changed),
        rulings=rulings,
        quotas=_quotas(before, after, units),
        terms=term_changes(before.plan, after.plan),
        missing=missing,
        shared=tuple(axis for axis in before.plan.axes if axis in after.plan.axes),
        alone={
            "before": _alone(before.plan, after.plan),
            "after": _alone(after.plan, before.plan),
        },
    )


def _readable(side: Side) -> Side:
    """Only what this plan asks about, and only values it knows."""
    facts = side.plan.facts
    people = [
        replace(
            each,
            facts={
                id: given
                for id, given in each.facts.items()
                if id in facts and (given.value is None or facts[id].accepts(given.value))
            },
        )
        for each in side.people
    ]
    return Side(side.plan, people)


def _alone(plan: Plan, other: Plan) -> tuple[str, ...]:
    return tuple(axis.label for axis in plan.axes.values() if axis.id not in other.axes)


def _rulings(
    before: Plan, after: Plan, pairs: Iterable[tuple[Verdict, ...]]
) -> tuple[RulingChange, ...]:
    axes = [axis for axis in before.axes if axis in after.axes]
    found: dict[tuple[str, Outcome, Outcome], list[Who]] = {}
    for old, new in pairs:
        for axis in axes:
            was, now = _outcome(before, old, axis), _outcome(after, new, axis)
            if not was.is_like(now):
                who = Who(old.person.name, old.person.unit)
                found.setdefault((axis, was, now), []).append(who)
    return tuple(
        RulingChange(axis, before.axes[axis].label, was, now, tuple(people))
        for (axis, was, now), people in sorted(
            found.items(), key=lambda item: (axes.index(item[0][0]), -len(item[1]))
        )
    )


def _outcome(plan: Plan, verdict: Verdict, axis: str) -> Outcome:
    clauses = tuple(dict.fromkeys(each.clause for each in verdict.grounds.get(axis, ())))
    value = verdict.values.get(axis)
    if value is not None:
        return Outcome(value, "settled", plan.axes[axis].values[value], clauses)
    if axis in verdict.closed:
        return Outcome(None, "closed", "没有意义", clauses)
    reason = verdict.open[axis]
    if reason.fact:
        return Outcome(None, "asks", f"定不了，缺“{plan.facts[reason.fact].label}”", reason.clauses)
    return Outcome(None, "unsaid", f"定不了：{reason.says}", reason.clauses)


def _missing(
    plan: Plan, pairs: Iterable[tuple[Verdict, ...]], side: int
) -> tuple[MissingChange, ...]:
    people: dict[str, list[Who]] = {}
    for pair in pairs:
        for fact in pair[side].missing:
            if fact not in pair[1 - side].missing:
                person = pair[side].person
                people.setdefault(fact, []).append(Who(person.name, person.unit))
    return tuple(
        MissingChange(fact, plan.facts[fact].label, plan.id, tuple(people[fact]))
        for fact in plan.facts
        if fact in people
    )


def _quotas(before: Side, after: Side, units: Sequence[ThisUnit]) -> tuple[QuotaChange, ...]:
    old, new = _books(before, units), _books(after, units)
    found = []
    for unit in units:
        for kind in (MEMBERS, DELEGATED):
            was, now = old.get((unit.name, kind)), new.get((unit.name, kind))
            change = _quota(before.plan, after.plan, unit.name, kind, (was, now))
            if change is not None:
                found.append(change)
    return tuple(found)


def _quota(
    before: Plan, after: Plan, unit: str, kind: str, books: tuple[Ledger | None, Ledger | None]
) -> QuotaChange | None:
    was, now = books
    lines = [{line.grade: line for line in book.lines} if book else {} for book in books]
    grades = tuple(dict.fromkeys((*lines[0], *lines[1])))
    caps = [(_most(lines[0].get(grade)), _most(lines[1].get(grade))) for grade in grades]
    base = (was.base if was else None, now.base if now else None)
    still = (len(was.open) if was else 0, len(now.open) if now else 0)
    if base[0] == base[1] and still[0] == still[1] and all(a == b for a, b in caps):
        return None
    rows = (
        Caps(grade, _grade(before, grade) or _grade(after, grade) or grade or "", *pair)
        for grade, pair in zip(grades, caps, strict=True)
    )
    return QuotaChange(unit, kind, base, still, tuple(rows))


def _most(line: Line | None) -> tuple[int, int] | None:
    return (line.sure.most, line.most.most) if line else None


def _grade(plan: Plan, grade: str | None) -> str:
    fact = plan.facts.get(plan.quotas.grade_fact)
    return fact.values.get(grade, "") if fact and grade else ""


def _books(side: Side, units: Sequence[ThisUnit]) -> dict[tuple[str, str], Ledger]:
    """The ledgers of each unit in which somebody stands."""
    if MEMBERS not in side.plan.quotas.shares:
        return {}
    concerned = _concerned(side, units)
    return {
        (unit.name, book.kind): book
        for unit in units
        for book in ledgers(
            side.plan, unit, standings(side.plan, unit, concerned[unit.name].values())
        )
        if book.base or book.open or book.out
    }


def _concerned(side: Side, units: Sequence[ThisUnit]) -> dict[str, dict[int, Candidate]]:
    """Whoever belongs to a unit, serves there, has main duties there or is overseen by it."""
    by_name: dict[str, str] = {}
    for unit in units:
        for name in (unit.name, *unit.short_names):
            by_name.setdefault(name_key(name), unit.name)
    found: dict[str, dict[int, Candidate]] = {unit.name: {} for unit in units}
    for person in side.people:
        main = person.facts.get(side.plan.owing.main_fact)
        named = str(main.value) if main and main.value else ""
        for text in (person.unit, person.host, person.superior, named):
            at = by_name.get(name_key(text)) if text else None
            if at is not None:
                found[at][person.id] = person
    return found
