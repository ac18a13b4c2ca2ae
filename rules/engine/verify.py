"""What a plan comes to over its whole fact space: counts, clashing pairs, idle rules and facts."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from rules.engine.compile import Program, programs
from rules.engine.decide import decide
from rules.engine.ruling import Kind
from rules.engine.space import Path, Tallies, census, firing
from rules.plan.given import Given
from rules.plan.schema import Plan
from rules.plan.source import Value


@dataclass(frozen=True)
class Count:
    """Cases on one axis of one subject."""

    about: str
    axis: str
    answered: int
    clash: int
    silent: int

    @property
    def cases(self) -> int:
        """All of them."""
        return self.answered + self.clash + self.silent


@dataclass(frozen=True)
class Pair:
    """Two clauses that give one person different values, with the plainest such person."""

    axis: str
    clauses: tuple[str, str]
    values: tuple[str, str]
    cases: int
    example: Mapping[str, Value]


@dataclass(frozen=True)
class Register:
    """What a walk over all cases found."""

    counts: tuple[Count, ...]
    pairs: tuple[Pair, ...]
    idle_rules: tuple[str, ...]
    idle_facts: tuple[str, ...]


def verify(plan: Plan) -> Register:
    """Walk the whole finite fact space of every subject the plan has rules about."""
    with _without_garbage():
        return _verified(plan)


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Hundreds of thousands of cases are kept to the end; looking for some to drop was half."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _verified(plan: Plan) -> Register:
    counts: list[Count] = []
    pairs: list[Pair] = []
    idle_rules: list[str] = []
    useful: set[str] = set()
    for about, program in programs(plan).items():
        if not program.rules:
            continue
        for axis in plan.axes:
            if not program.axes[axis].speakers:
                continue
            tallies, mattering = census(program, axis)
            counts.append(_count(about, axis, tallies))
            pairs += _pairs(program, axis, tallies)
            useful |= mattering
        idle_rules += [rule.id for i, rule in enumerate(program.rules) if not firing(program, i)]
    idle_facts = tuple(name for name in plan.facts if name not in useful)
    order = {clause: i for i, clause in enumerate(plan.clauses)}
    pairs.sort(key=lambda pair: tuple(order[clause] for clause in pair.clauses))
    return Register(tuple(counts), tuple(pairs), tuple(idle_rules), idle_facts)


def _count(about: str, axis: str, tallies: Tallies) -> Count:
    by_kind = dict.fromkeys(Kind, 0)
    for ending, tally in tallies.items():
        by_kind[ending.kind] += tally.cases
    return Count(about, axis, by_kind[Kind.ANSWER], by_kind[Kind.CLASH], by_kind[Kind.SILENT])


def _pairs(program: Program, axis: str, tallies: Tallies) -> list[Pair]:
    cases: dict[tuple[tuple[str, str], tuple[str, str]], int] = {}
    examples: dict[tuple[tuple[str, str], tuple[str, str]], Path] = {}
    order = {clause: i for i, clause in enumerate(program.plan.clauses)}
    for ending, tally in tallies.items():
        if ending.axis != axis:  # a clash on a gate is counted on the gate
            continue
        sides = sorted(ending.sides, key=lambda side: order[side[0]])
        for a, b in combinations(sides, 2):
            if a[1] == b[1]:
                continue
            cases[a, b] = cases.get((a, b), 0) + tally.cases
            if (a, b) not in examples or len(tally.example) < len(examples[a, b]):
                examples[a, b] = tally.example
    return [
        Pair(axis, (a[0], b[0]), (a[1], b[1]), cases[a, b], _example(program, axis, a, b, path))
        for (a, b), path in examples.items()
    ]


def _example(
    program: Program, axis: str, a: tuple[str, str], b: tuple[str, str], path: Path
) -> dict[str, Value]:
    """The case without the facts that make no difference to these two clauses clashing."""
    facts: dict[str, Value] = {}
    for name, bits in path:
        value = program.domains[name].value_of(bits)
        if value is not None:
            facts[name] = value
    for name in reversed(list(facts)):
        fewer = {other: value for other, value in facts.items() if other != name}
        if _clashes(program.plan, axis, a, b, fewer):
            facts = fewer
    return facts


def _clashes(
    plan: Plan, axis: str, a: tuple[str, str], b: tuple[str, str], facts: Mapping[str, Value]
) -> bool:
    ruling = decide(plan, {name: Given(value) for name, value in facts.items()}, (axis,))
    sides = {(side.clause, side.value) for clash in ruling.clashes for side in clash.sides}
    return a in sides and b in sides


def case_words(plan: Plan, facts: Mapping[str, Value]) -> str:
    """The facts of a case in one line; what is not said is as usual."""
    words: list[str] = []
    for name, value in facts.items():
        fact = plan.facts[name]
        told = fact.words(value)
        words.append(f"{fact.label}{told}" if fact.kind in ("number", "date") else told)
    return "；".join(words)
