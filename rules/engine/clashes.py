"""Where clauses contradict each other, found quickly: by pairs of rules, not by every case.

`verify` walks the whole fact space and counts; this only looks for one case a pair, so that a page
can show it. A test holds them against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Final

from rules.engine.compile import Program, Speech, alternatives, programs
from rules.engine.decide import decide
from rules.plan.conditions import facts_in
from rules.plan.given import Given
from rules.plan.schema import Plan
from rules.plan.source import Value

_MOST_WAYS: Final = 200  # of one pair of rules


@dataclass(frozen=True)
class Contradiction:
    """Two clauses that give one person different values, with a plain such person."""

    about: str
    axis: str
    clauses: tuple[str, str]
    values: tuple[str, str]
    example: Mapping[str, Value]


@lru_cache(maxsize=8)
def contradictions(plan: Plan) -> tuple[Contradiction, ...]:
    """Every pair of clauses that can contradict each other, in the order of the notice."""
    found: dict[tuple[object, ...], Contradiction] = {}
    for about, program in programs(plan).items():
        for axis in plan.axes:
            for one in _on(program, about, axis):
                key = (about, axis, one.clauses, one.values)
                if key not in found or len(one.example) < len(found[key].example):
                    found[key] = one
    order = {clause: place for place, clause in enumerate(plan.clauses)}
    return tuple(
        sorted(found.values(), key=lambda one: tuple(order.get(c, -1) for c in one.clauses))
    )


def _on(program: Program, about: str, axis: str) -> Iterator[Contradiction]:
    plan = program.plan
    order = {clause: place for place, clause in enumerate(plan.clauses)}
    for a, b in combinations(program.axes[axis].setters, 2):
        if a.value == b.value or a.overriders & b.bit or b.overriders & a.bit:
            continue
        sides = [(program.rules[each.rule], each) for each in (a, b)]
        sides.sort(key=lambda side: order.get(side[0].clause, -1))
        example = _example(program, about, axis, a, b)
        if example is not None:
            (one, first), (other, second) = sides
            values = (str(first.value), str(second.value))
            yield Contradiction(about, axis, (one.clause, other.clause), values, example)


def _example(
    program: Program, about: str, axis: str, a: Speech, b: Speech
) -> dict[str, Value] | None:
    """The plainest case found in which both rules speak and neither gives way."""
    ids = {program.rules[a.rule].id, program.rules[b.rule].id}
    pairs = product(
        *(alternatives(program.rules[each.rule].when, program.domains) for each in (a, b))
    )
    kept_away = _others(program, a, b)
    for one, other in islice(pairs, _MOST_WAYS):
        for more in ((), kept_away) if kept_away else ((),):
            for facts in _cases(program, one, other, more):
                if _clash(program.plan, about, axis, ids, facts):
                    return _fewest(program.plan, about, axis, ids, facts)
    return None


def _others(program: Program, a: Speech, b: Speech) -> tuple[str, ...]:
    """The facts by which rules that would decide between the two may have to be kept away.

    Those that override one of them, and those near them on an axis that decides about others.
    """
    own = {name for one in (a, b) for name in facts_in(program.rules[one.rule].when)}
    gates = 0
    for axis in program.gate_axes:
        gates |= program.axes[axis].speakers
    found: dict[str, None] = {}
    for i, rule in enumerate(program.rules):
        named = facts_in(rule.when)
        if (a.overriders | b.overriders) >> i & 1 or (gates >> i & 1 and own & set(named)):
            found |= dict.fromkeys(named)
    return tuple(found)


def _cases(
    program: Program, one: Mapping[str, int], other: Mapping[str, int], more: Iterable[str]
) -> Iterator[dict[str, Value]]:
    """Cases in which both hold: first those in which as much as can be is as usual.

    `more`: facts that are given too, whatever they are.
    """
    masks = {fact: program.domains[fact].every for fact in more} | dict(one)
    for fact, mask in other.items():
        masks[fact] = masks.get(fact, mask) & mask
    chosen: dict[str, list[Value]] = {}
    for fact, mask in masks.items():
        domain = program.domains[fact]
        chosen[fact] = [each.example for each in domain.choices if each.bit & mask]
        if not chosen[fact] and not mask & domain.absent:
            return
        usual = domain.value_of(domain.presumed) if domain.presumed else None
        chosen[fact].sort(key=lambda value: value != usual)
    chosen = {fact: values for fact, values in chosen.items() if values}
    for values in islice(product(*chosen.values()), _MOST_WAYS):
        yield dict(zip(chosen, values, strict=True))


def _clash(plan: Plan, about: str, axis: str, ids: set[str], facts: Mapping[str, Value]) -> bool:
    given = {name: Given(value) for name, value in facts.items()}
    ruling = decide(plan, given, (axis,), about=about)
    return any(
        clash.axis == axis and ids <= {side.rule_id for side in clash.sides}
        for clash in ruling.clashes
    )


def _fewest(
    plan: Plan, about: str, axis: str, ids: set[str], facts: dict[str, Value]
) -> dict[str, Value]:
    """The case without what makes no difference to it."""
    for name in reversed(list(facts)):
        fewer = {other: value for other, value in facts.items() if other != name}
        if _clash(plan, about, axis, ids, fewer):
            facts = fewer
    return {name: facts[name] for name in plan.facts if name in facts}
