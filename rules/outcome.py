"""From the rules that apply to what they come to, axis by axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.compiled import TRUE, UNDECIDED, AxisProgram, Program, Speech, status
from rules.ruling import Clash, Ground, Kind

# What one axis comes to: its values (several: a clash), or in words, closed, or nothing.
Result = tuple[str, ...]
WORDED: Result = ("", "in words")
CLOSED: Result = ("", "closed")
SILENT: Result = ()


@dataclass(frozen=True)
class Outcome:
    """The asked axes with everything decided. Equal outcomes are the same ruling to the asker."""

    kind: Kind
    results: tuple[Result, ...]


def applying(program: Program, rules: Iterable[int], state: int) -> tuple[int, int]:
    """The bits of the rules that apply, and of those not yet decided."""
    applies = undecided = 0
    terms = program.terms
    for index in rules:
        match status(terms[index], state):
            case 1:
                applies |= 1 << index
            case 2:
                undecided |= 1 << index
    return applies, undecided


def in_force(speeches: tuple[Speech, ...], applies: int) -> list[Speech]:
    return [s for s in speeches if s.bit & applies and not s.overriders & applies]


def result_of(axis: AxisProgram, applies: int) -> Result:
    values = {s.value for s in axis.setters if s.bit & applies and not s.overriders & applies}
    if values:
        return tuple(sorted(v for v in values if v is not None))
    return WORDED if in_force(axis.worded, applies) else SILENT


def is_clash(result: Result) -> bool:
    return len(result) > 1 and result[0] != ""


def outcome(program: Program, axes: tuple[str, ...], applies: int) -> Outcome:
    """What the asked axes come to; a clash on a gate is a clash of the whole ruling."""
    settled: dict[str, Result] = {}
    for name in program.gate_axes:
        result = settled[name] = result_of(program.axes[name], applies)
        if is_clash(result):
            return Outcome(Kind.CLASH, ())
        gate = program.axes[name].axis.gates.get(result[0]) if result else None
        if gate:
            settled |= {axis: (value,) for axis, value in gate.sets.items()}
            settled |= dict.fromkeys(gate.closes, CLOSED)
    results = tuple(
        settled[name] if name in settled else result_of(program.axes[name], applies)
        for name in axes
    )
    if any(is_clash(result) for result in results):
        return Outcome(Kind.CLASH, ())
    return Outcome(Kind.ANSWER if any(results) else Kind.SILENT, results)


def ground(program: Program, speech: Speech) -> Ground:
    rule = program.rules[speech.rule]
    return Ground(rule.id, rule.clause, speech.value, rule.says, rule.strength)


def grounds_of(program: Program, name: str, applies: int) -> tuple[Ground, ...]:
    """The rules in force on an axis that settle it, in values or in words."""
    axis = program.axes[name]
    speeches = in_force(axis.setters, applies) + in_force(axis.worded, applies)
    return tuple(ground(program, speech) for speech in speeches)


def silent_notes(program: Program, name: str, applies: int) -> tuple[Ground, ...]:
    axis = program.axes[name]
    return tuple(ground(program, speech) for speech in in_force(axis.silencers, applies))


def clash_on(program: Program, name: str, applies: int) -> Clash | None:
    if not is_clash(result_of(program.axes[name], applies)):
        return None
    speeches = in_force(program.axes[name].setters, applies)
    return Clash(name, tuple(ground(program, speech) for speech in speeches))


__all__ = [
    "CLOSED", "SILENT", "TRUE", "UNDECIDED", "WORDED", "Outcome", "Result", "applying", "clash_on",
    "ground", "grounds_of", "in_force", "is_clash", "outcome", "result_of", "silent_notes",
]  # fmt: skip
