"""A whole roster ruled: for every person each axis with its clause, and the facts still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.dates import months_served
from rules.engine.decide import decide
from rules.engine.ruling import Ground, Kind, Ruling
from rules.ledger import Open, open_of
from rules.plan.schema import Plan
from rules.standing import Candidate, place_axes, unit_meant

# People count a begun month as a whole one.
_SLACK_MONTHS = 1


@dataclass(frozen=True)
class Verdict:
    """`values`, `open` and `closed` share the plan's axes among them; `grounds` by axis.

    `open`: why an axis is not settled; `closed`: it has no meaning for such a person. `nameless`:
    the fact that would name the unit which the place stands for. `conflicts`: facts of the roster
    that contradict each other, in words.
    """

    person: Candidate
    values: Mapping[str, str]
    open: Mapping[str, Open]
    closed: tuple[str, ...]
    grounds: Mapping[str, tuple[Ground, ...]]
    nameless: str = ""
    conflicts: tuple[str, ...] = ()

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Every clause the verdict rests on, the special ones before the general."""
        cited = [ground.clause for grounds in self.grounds.values() for ground in grounds]
        cited += [clause for each in self.open.values() for clause in each.clauses]
        return tuple(sorted(dict.fromkeys(cited), key=lambda clause: -len(clause[:5])))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Facts to ask for, each once."""
        facts = (*(each.fact for each in self.open.values()), self.nameless)
        return tuple(dict.fromkeys(fact for fact in facts if fact))

    @cached_property
    def unsaid(self) -> tuple[str, ...]:
        """What the notice leaves open, in words, each once."""
        return tuple(dict.fromkeys(each.says for each in self.open.values() if not each.fact))


@dataclass(frozen=True)
class Missing:
    """One fact asked for, and of whom."""

    fact: str
    question: str
    people: tuple[Candidate, ...]


def verdicts(plan: Plan, people: Iterable[Candidate]) -> tuple[Verdict, ...]:
    """The verdict on each person."""
    return tuple(verdict(plan, person) for person in people)


def verdict(plan: Plan, person: Candidate) -> Verdict:
    """All axes at once where that settles them; else each by itself, so that none blurs another."""
    axes = tuple(plan.axes)
    whole = decide(plan, person.facts, axes)
    rulings = dict.fromkeys(axes, whole)
    if whole.kind is not Kind.ANSWER or whole.silent_axes:
        gates = place_axes(plan)[:-1]
        rulings = {
            axis: decide(plan, person.facts, tuple(dict.fromkeys((*gates, axis)))) for axis in axes
        }
        rulings = {axis: _alone(plan, person, axis, found) for axis, found in rulings.items()}
    return _verdict(plan, person, rulings)


def missing_facts(plan: Plan, found: Iterable[Verdict]) -> tuple[Missing, ...]:
    """ONE list of what is still to be asked, in the order of the plan's facts."""
    people: dict[str, list[Candidate]] = {}
    for each in found:
        for fact in each.missing:
            people.setdefault(fact, []).append(each.person)
    return tuple(
        Missing(fact, plan.facts[fact].question_alone, tuple(people[fact]))
        for fact in plan.facts
        if fact in people
    )


def _alone(plan: Plan, person: Candidate, axis: str, with_gates: Ruling) -> Ruling:
    """The axis by itself where only the question whether somebody takes part is open."""
    if axis in with_gates.values or axis in with_gates.closed_axes:
        return with_gates
    return decide(plan, person.facts, (axis,))


def _verdict(plan: Plan, person: Candidate, rulings: Mapping[str, Ruling]) -> Verdict:
    values: dict[str, str] = {}
    open_axes: dict[str, Open] = {}
    closed: list[str] = []
    grounds: dict[str, tuple[Ground, ...]] = {}
    for axis, ruling in rulings.items():
        if axis in ruling.values:
            values[axis] = ruling.values[axis]
            grounds[axis] = ruling.grounds.get(axis, ())
        elif axis in ruling.closed_axes:
            closed.append(axis)
            grounds[axis] = ruling.grounds.get(axis, ())
        else:
            open_axes[axis] = open_of(plan, person, ruling)
    place = values.get(plan.owing.axis, "")
    nameless = plan.owing.places.get(place) == "main" and not unit_meant(plan, person, place)
    fact = plan.owing.main_fact if nameless else ""
    found = conflicts(plan, person)
    return Verdict(person, values, open_axes, tuple(closed), grounds, fact, found)


def conflicts(plan: Plan, person: Candidate) -> tuple[str, ...]:
    """Lengths of time that are longer than the time since they began: seven months within three."""
    told = []
    for fact in plan.facts.values():
        given = person.facts.get(fact.id)
        since = person.facts.get(fact.counted_from) if fact.counted_from else None
        if given is None or since is None or not isinstance(since.value, date):
            continue
        span = months_served(since.value, None, plan.cutoff)
        if isinstance(given.value, int | float) and given.value > span + _SLACK_MONTHS:
            start = f"{since.value.year}年{since.value.month}月{since.value.day}日"
            words = f"{fact.label}写的是{fact.words(given.value)}，"
            told.append(f"{words}但从{start}算起只有{fact.words(span)}，请核对。")
    return tuple(told)
