"""The ruling engine: default logic with exceptions over three-valued facts. It never guesses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rules.compiled import Program, WrongFact, programs
from rules.inquiry import Leaf, leaves, question
from rules.model import Plan
from rules.outcome import (
    Outcome,
    applying,
    clash_on,
    grounds_of,
    outcome,
    result_of,
    silent_notes,
)
from rules.rival import nearest_rival
from rules.ruling import Clash, Facts, Given, Ground, Kind, Rival, Ruling
from rules.situation import Situation, situate

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
    `about` is the subject; left out, it follows from the facts (the first subject by default).
    Raises WrongFact for a value the plan does not know.
    """
    program = programs(plan)[about or _subject(plan, facts)]
    asked = tuple(axes)
    situation = situate(program, facts, needs)
    every = range(len(program.rules))
    applies, undecided = applying(program, every, situation.state)
    relevant = sum(1 << i for i in program.relevant(asked)) & undecided
    if not relevant:
        whole = outcome(program, asked, applies)
        leaf = (Leaf({}, applies, whole),)
        return _settled(program, situation, asked, whole, leaf, undecided)
    opened, found = leaves(program, situation, asked, applies, relevant)
    outcomes = {leaf.outcome for leaf in found}
    if len(outcomes) > 1:
        asks = question(opened, found)
        if asks is not None:
            return _question(program, situation, asked, asks, relevant)
    return _settled(program, situation, asked, found[0].outcome, found, undecided)


def _subject(plan: Plan, facts: Facts) -> str:
    ordinary = plan.subjects[0]
    for name in facts:
        if name in plan.facts and plan.facts[name].about != ordinary:
            if any(rule.about == plan.facts[name].about for rule in plan.rules):
                return plan.facts[name].about
    return ordinary


def _question(
    program: Program, situation: Situation, axes: tuple[str, ...], asks: str, undecided: int
) -> Ruling:
    domain = program.domains[asks]
    turning = [
        rule.clause
        for i, rule in enumerate(program.rules)
        if undecided >> i & 1 and program.masks[i] & domain.every
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
        presumed={},
    )


def _settled(
    program: Program,
    situation: Situation,
    axes: tuple[str, ...],
    whole: Outcome,
    found: tuple[Leaf, ...],
    undecided: int,
) -> Ruling:
    applies = found[0].applies
    clashes = _clashes(program, axes, found) if whole.kind is Kind.CLASH else ()
    values, closed = _values(program, axes, whole, applies, undecided)
    grounds = _grounds(program, found, values, axes)
    silent = tuple(name for name, result in zip(axes, whole.results, strict=False) if not result)
    notes = _unique(n for name in silent for n in silent_notes(program, name, applies))
    return Ruling(
        kind=whole.kind,
        axes=axes,
        values=values,
        grounds=grounds,
        clauses=_cited(program, axes, clashes, grounds, notes, closed),
        asks=None,
        clashes=clashes,
        silent_axes=silent,
        silent_notes=notes,
        used=_used(program, situation, axes, found),
        presumed=_presumed(program, situation, axes, whole),
        closed_axes=tuple(name for name in axes if name in closed),
        find_rival=lambda: nearest_rival(program, situation, axes, whole),
    )


def _clashes(program: Program, axes: tuple[str, ...], found: tuple[Leaf, ...]) -> tuple[Clash, ...]:
    """Clashing axes of the first case in which the asked axes themselves clash, gates last."""
    names = dict.fromkeys((*axes, *program.gate_axes))
    clashes = [clash_on(program, name, found[0].applies) for name in names]
    return tuple(clash for clash in clashes if clash is not None)


def _values(
    program: Program, axes: tuple[str, ...], whole: Outcome, applies: int, undecided: int
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Settled values of all axes, and the axes that have no meaning for such a person."""
    values: dict[str, str] = {}
    fixed: dict[str, str] = {}
    closed: tuple[str, ...] = ()
    for name in (*program.gate_axes, *program.axes):
        if name in values or name in fixed or name in closed:
            continue
        axis = program.axes[name]
        if axis.speakers & undecided and name not in axes:
            continue
        result = result_of(axis, applies)
        if len(result) != 1:
            continue
        values[name] = result[0]
        gate = axis.axis.gates.get(result[0])
        if gate is not None:
            fixed |= gate.sets
            closed += gate.closes
    if whole.kind is Kind.CLASH:
        values = {name: value for name, value in values.items() if name not in axes}
    return {name: value for name, value in values.items() if name not in closed} | fixed, closed


def _grounds(
    program: Program, found: tuple[Leaf, ...], values: Mapping[str, str], axes: tuple[str, ...]
) -> dict[str, tuple[Ground, ...]]:
    grounds: dict[str, tuple[Ground, ...]] = {}
    gated = _gate_of(program, values)
    for name in (*axes, *(n for n in values if n not in axes)):
        source = gated.get(name, name)
        if len(found) == 1 or name not in axes:
            grounds[name] = grounds_of(program, source, found[0].applies)
        else:
            grounds[name] = _unique(
                g for leaf in found for g in grounds_of(program, source, leaf.applies)
            )
    return {name: found_grounds for name, found_grounds in grounds.items() if found_grounds}


def _gate_of(program: Program, values: Mapping[str, str]) -> dict[str, str]:
    """Axes settled or closed by a gate rest on the gate's grounds."""
    found: dict[str, str] = {}
    for name in program.gate_axes:
        gate = program.axes[name].axis.gates.get(values.get(name, ""))
        if gate is not None:
            found |= dict.fromkeys((*gate.sets, *gate.closes), name)
    return found


def _unique(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    return tuple({ground.rule_id: ground for ground in grounds}.values())


def _cited(
    program: Program,
    axes: tuple[str, ...],
    clashes: tuple[Clash, ...],
    grounds: Mapping[str, tuple[Ground, ...]],
    notes: tuple[Ground, ...],
    closed: tuple[str, ...],
) -> tuple[str, ...]:
    """Clauses of the asked axes first; where special ones settle an axis the general is last."""
    if clashes:
        return tuple(dict.fromkeys(side.clause for clash in clashes for side in clash.sides))
    asked = [g for name in axes for g in grounds.get(name, ())] + list(notes)
    rest = [g for name, some in grounds.items() if name not in axes for g in some]
    special = sorted(asked, key=lambda g: -len(g.clause)) if len(asked) > 1 else asked
    return tuple(dict.fromkeys(g.clause for g in (*special, *rest)))


def _used(
    program: Program, situation: Situation, axes: tuple[str, ...], found: tuple[Leaf, ...]
) -> dict[str, Given]:
    """Given facts that the rules speaking here looked at."""
    mask = 0
    relevant = program.relevant(axes)
    for leaf in found:
        for index in relevant:
            if leaf.applies >> index & 1:
                mask |= program.masks[index]
    return {
        name: given for name, given in situation.known.items() if program.domains[name].every & mask
    }


def _presumed(
    program: Program, situation: Situation, axes: tuple[str, ...], whole: Outcome
) -> dict[str, Given]:
    """Presumptions the ruling hangs on: were one of them otherwise, it could be another."""
    if not situation.presumed:
        return {}
    relevant = program.relevant(axes)
    mask = 0
    for index in relevant:
        mask |= program.masks[index]
    found: dict[str, Given] = {}
    for name, given in situation.presumed.items():
        domain = program.domains[name]
        if not domain.every & mask:
            continue
        rest = situation.state & ~domain.every
        for choice in domain.choices:
            if choice.bit & situation.state:
                continue
            applies, undecided = applying(program, relevant, rest | choice.bit)
            if undecided or outcome(program, axes, applies) != whole:
                found[name] = given
                break
    return found
