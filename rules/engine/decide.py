"""The ruling engine: default logic with exceptions over three-valued facts. It never guesses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict, cast

from rules.engine.compile import Program, programs
from rules.engine.counterfactual import Weighing
from rules.engine.domains import WrongFact
from rules.engine.next_question import Leaf, question, walk_over, ways
from rules.engine.outcome import Outcome, clash_on, grounds_of, outcome, silent_notes, standing
from rules.engine.ruling import Clash, Ground, Kind, Rival, Ruling
from rules.engine.situation import Situation, situate
from rules.plan.given import Facts, Given
from rules.plan.schema import Plan

__all__ = [
    "Clash", "Facts", "Given", "Ground", "Kind", "Rival", "Ruling", "WrongFact", "decide",
]  # fmt: skip


def decide(
    plan: Plan,
    facts: Facts,
    axes: Sequence[str],
    *,
    needs: Collection[str] = (),
    about: str | None = None,
) -> Ruling:
    """Rule on the asked axes.

    `needs` names facts that must be known for this question: nothing is presumed of them.
    `about` is the subject; left out, it follows from the facts (the plan's first by default).
    Raises WrongFact for a value the plan does not know.
    """
    program = programs(plan)[about or _subject(plan, facts)]
    program.tidy()
    asked = tuple(axes)
    situation = situate(program, facts, needs)
    applies = program.rules_of(situation.certain)
    undecided = program.rules_of(situation.possible) & ~applies
    whole = outcome(program, asked, applies, undecided)
    if whole is not None:
        found: tuple[Leaf, ...] = (Leaf(applies, whole),)
    else:
        asks, found = _looked_through(program, situation, asked)
        if not found:
            return _question(program, situation, asked, asks, undecided)
    weigh = Weighing(program, facts, tuple(needs), asked, situation, found[0].outcome)
    body = _body(program, asked, found, undecided)
    return Ruling(**body, used=_used(program, situation, asked, found), weigh=weigh)


def _looked_through(
    program: Program, situation: Situation, axes: tuple[str, ...]
) -> tuple[str, tuple[Leaf, ...]]:
    """The fact to ask, or where no answer changes the ruling the ways it could come about."""
    key = (axes, situation.bits, situation.open)
    known = program.walks.get(key)
    if known is None:
        walk = walk_over(program, situation, axes)
        found = ways(walk)
        known = program.walks[key] = ("" if found else question(walk), found)
    return cast(tuple[str, tuple[Leaf, ...]], known)


def _subject(plan: Plan, facts: Facts) -> str:
    for name in facts:
        about = plan.facts[name].about if name in plan.facts else plan.subjects[0]
        if about != plan.subjects[0] and programs(plan)[about].rules:
            return about
    return plan.subjects[0]


def _question(
    program: Program, situation: Situation, axes: tuple[str, ...], asks: str, undecided: int
) -> Ruling:
    relevant = program.relevant(axes).rules & undecided
    turning = [
        rule.clause
        for i, rule in enumerate(program.rules)
        if relevant >> i & 1 and asks in program.looks_at[i]
    ]
    return Ruling(
        kind=Kind.ASK,
        axes=axes,
        values={},
        grounds={},
        clauses=tuple(dict.fromkeys(turning)),
        asks=asks,
        clashes=(),
        silent_axes=(),
        silent_notes=(),
        used=situation.known,
    )


class _Body(TypedDict):
    """The part of a settled ruling that depends on nothing but which rules apply."""

    kind: Kind
    axes: tuple[str, ...]
    values: Mapping[str, str]
    grounds: Mapping[str, tuple[Ground, ...]]
    clauses: tuple[str, ...]
    asks: None
    clashes: tuple[Clash, ...]
    silent_axes: tuple[str, ...]
    silent_notes: tuple[Ground, ...]
    closed_axes: tuple[str, ...]


def _body(
    program: Program, axes: tuple[str, ...], found: tuple[Leaf, ...], undecided: int
) -> _Body:
    key = (axes, undecided, *(leaf.applies for leaf in found))
    body = program.bodies.get(key)
    if body is None:
        body = program.bodies[key] = _settled(program, axes, found, undecided)
    return cast(_Body, body)


def _settled(
    program: Program, axes: tuple[str, ...], found: tuple[Leaf, ...], undecided: int
) -> _Body:
    whole, applies = found[0].outcome, found[0].applies
    clashes = _clashes(program, axes, applies) if whole.kind is Kind.CLASH else ()
    values, gated = _values(program, axes, whole, applies, undecided)
    grounds = _grounds(program, axes, found, values, gated)
    silent = tuple(n for n, result in zip(axes, whole.results, strict=False) if not result)
    notes = _unique(n for name in silent for n in silent_notes(program, name, applies))
    return _Body(
        kind=whole.kind,
        axes=axes,
        values=MappingProxyType(values),
        grounds=MappingProxyType(grounds),
        clauses=_cited(program, axes, clashes, grounds, notes),
        asks=None,
        clashes=clashes,
        silent_axes=silent,
        silent_notes=notes,
        closed_axes=tuple(name for name in axes if name in gated and name not in values),
    )


def _clashes(program: Program, axes: tuple[str, ...], applies: int) -> tuple[Clash, ...]:
    """The asked axes that clash; a gate's clash where only that stands in the way."""
    asked = [clash_on(program, name, applies) for name in axes]
    gates = [clash_on(program, name, applies) for name in program.gate_axes if name not in axes]
    found = tuple(clash for clash in asked if clash is not None)
    return found or tuple(clash for clash in gates if clash is not None)


def _values(
    program: Program, axes: tuple[str, ...], whole: Outcome, applies: int, undecided: int
) -> tuple[dict[str, str], dict[str, str]]:
    """Settled values of all axes; and the axes that a gate settles or closes, with that gate."""
    values: dict[str, str] = {}
    fixed: dict[str, str] = {}
    gated: dict[str, str] = {}
    for name in (*program.gate_axes, *program.axes):
        result = standing(program, name, applies, undecided).result
        if name in gated or name in values or result is None or len(result) != 1:
            continue
        values[name] = result[0]
        gate = program.axes[name].axis.gates.get(result[0])
        if gate is not None:
            fixed |= gate.sets
            gated |= dict.fromkeys((*gate.sets, *gate.closes), name)
    if whole.kind is Kind.CLASH:
        values = {name: value for name, value in values.items() if name not in axes}
    for name, result in zip(axes, whole.results, strict=False):
        if len(result) == 1:
            values[name] = result[0]
    return {name: value for name, value in values.items() if name not in gated} | fixed, gated


def _grounds(
    program: Program,
    axes: tuple[str, ...],
    found: tuple[Leaf, ...],
    values: Mapping[str, str],
    gated: Mapping[str, str],
) -> dict[str, tuple[Ground, ...]]:
    """An axis settled or closed by a gate rests on the gate's grounds."""
    grounds: dict[str, tuple[Ground, ...]] = {}
    for name in dict.fromkeys((*axes, *values)):
        source = gated.get(name, name)
        some = grounds_of(program, source, found[0].applies)
        if len(found) > 1 and name in axes:
            every = (g for x in found for g in grounds_of(program, source, x.applies))
            some = _unique(every)
        if some:
            grounds[name] = some
    return grounds


def _unique(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    return tuple({ground.rule_id: ground for ground in grounds}.values())


def _cited(
    program: Program,
    axes: tuple[str, ...],
    clashes: tuple[Clash, ...],
    grounds: Mapping[str, tuple[Ground, ...]],
    notes: tuple[Ground, ...],
) -> tuple[str, ...]:
    """Clauses of the asked axes, those that few others override before the general."""
    if clashes:
        return tuple(dict.fromkeys(side.clause for clash in clashes for side in clash.sides))
    asked = [ground for name in axes for ground in grounds.get(name, ())] + list(notes)
    asked.sort(key=lambda ground: program.overridden.get(ground.rule_id, 0))
    return tuple(dict.fromkeys(ground.clause for ground in asked))


def _used(
    program: Program, situation: Situation, axes: tuple[str, ...], found: tuple[Leaf, ...]
) -> dict[str, Given]:
    """Given facts that the rules speaking here looked at."""
    spoke = 0
    for leaf in found:
        spoke |= leaf.applies
    spoke &= program.relevant(axes).rules
    key = ("facts", spoke)
    looked = program.memory.get(key)
    if not isinstance(looked, frozenset):
        some = [facts for i, facts in enumerate(program.looks_at) if spoke >> i & 1]
        looked = program.memory[key] = frozenset().union(*some)
    return {name: given for name, given in situation.known.items() if name in looked}
