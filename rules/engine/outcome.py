"""From the rules that apply to what they come to, axis by axis."""

from __future__ import annotations

from typing import NamedTuple

from rules.engine.compile import AxisProgram, Program, Speech
from rules.engine.ruling import Clash, Ground, Kind

# What one axis comes to: its value (several: a clash), or in words, or without meaning, or nothing.
Result = tuple[str, ...]
WORDED: Result = ("", "in words")
CLOSED: Result = ("", "closed")
SILENT: Result = ()


class Outcome(NamedTuple):
    """What the asked axes come to. Equal outcomes are the same ruling to whoever asks."""

    kind: Kind
    results: tuple[Result, ...]


class Standing(NamedTuple):
    """An axis while some rules are undecided: its result if certain, and its possible values."""

    result: Result | None
    values: frozenset[str]


_CLASH = Outcome(Kind.CLASH, ())
_UNKNOWN = object()


def is_clash(result: Result) -> bool:
    """Whether rules contradict each other."""
    return len(result) > 1 and result[0] != ""


def in_force(speeches: tuple[Speech, ...], applies: int) -> list[Speech]:
    """What is said by rules that apply and that no other one overrides."""
    return [s for s in speeches if s.bit & applies and not s.overriders & applies]


def result_of(axis: AxisProgram, applies: int) -> Result:
    """What the axis comes to once all rules are decided."""
    values = {s.value for s in in_force(axis.setters, applies) if s.value is not None}
    if values:
        return tuple(sorted(values))
    return WORDED if in_force(axis.worded, applies) else SILENT


def _standing(axis: AxisProgram, applies: int, undecided: int) -> Standing:
    if not undecided & axis.speakers:
        settled = result_of(axis, applies)
        return Standing(settled, frozenset(settled))
    may_apply = applies | undecided
    speaking = [s for s in axis.setters if s.bit & may_apply and not s.overriders & applies]
    possible = {s.value or "" for s in speaking}
    certain = {s.value or "" for s in speaking if s.bit & applies and not s.overriders & undecided}
    result: Result | None = None
    if len(certain) > 1 or (certain and certain == possible):
        result = tuple(sorted(certain))
    elif not possible and not any(
        s.bit & may_apply and not s.overriders & applies for s in axis.worded
    ):
        result = SILENT
    return Standing(result, frozenset(possible))


def standing(program: Program, name: str, applies: int, undecided: int) -> Standing:
    """How an axis stands: what is said on it, and whether that can still change."""
    axis = program.axes[name]
    key = (name, applies & axis.speakers, undecided & axis.speakers)
    found = program.memory.get(key)
    if not isinstance(found, Standing):
        found = program.memory[key] = _standing(axis, applies, undecided)
    return found


def outcome(
    program: Program, axes: tuple[str, ...], applies: int, undecided: int
) -> Outcome | None:
    """What the asked axes come to, or None while undecided rules can still change it."""
    relevant = program.relevant(axes).rules
    key = (axes, applies & relevant, undecided & relevant)
    found = program.memory.get(key, _UNKNOWN)
    if found is not _UNKNOWN:
        return found if isinstance(found, Outcome) else None
    result = _outcome(program, axes, applies, undecided)
    program.memory[key] = result
    return result


def _outcome(
    program: Program, axes: tuple[str, ...], applies: int, undecided: int
) -> Outcome | None:
    settled: dict[str, Result] = {}
    open_gate = False
    for name in program.gate_axes:
        now = standing(program, name, applies, undecided)
        gates = program.axes[name].axis.gates
        if now.result is None:
            open_gate |= len(now.values) > 1 or not now.values.isdisjoint(gates)
        elif is_clash(now.result):  # a clash on a gate is a clash of the whole ruling
            return _CLASH
        elif now.result and now.result[0] in gates:
            gate = gates[now.result[0]]
            settled |= {axis: (value,) for axis, value in gate.sets.items()}
            settled |= dict.fromkeys(gate.closes, CLOSED)
    if open_gate:  # even a clash may turn out to have no meaning for such a person
        return None
    results = [
        settled[name] if name in settled else standing(program, name, applies, undecided).result
        for name in axes
    ]
    if any(result is not None and is_clash(result) for result in results):
        return _CLASH
    sure = [result for result in results if result is not None]
    if len(sure) < len(results):
        return None
    return Outcome(Kind.ANSWER if any(sure) else Kind.SILENT, tuple(sure))


def ground(program: Program, speech: Speech) -> Ground:
    """What a rule says, as it is told to a person."""
    rule = program.rules[speech.rule]
    return Ground(rule.id, rule.clause, speech.value, rule.says, rule.strength)


def grounds_of(program: Program, name: str, applies: int) -> tuple[Ground, ...]:
    """The rules in force on an axis that settle it, in values or in words."""
    axis = program.axes[name]
    key = ("grounds", name, applies & axis.speakers)
    found = program.memory.get(key)
    if not isinstance(found, tuple):
        speeches = in_force(axis.setters, applies) + in_force(axis.worded, applies)
        found = program.memory[key] = tuple(ground(program, speech) for speech in speeches)
    return found


def silent_notes(program: Program, name: str, applies: int) -> tuple[Ground, ...]:
    """What the rules say that leave an axis open on purpose."""
    axis = program.axes[name]
    return tuple(ground(program, speech) for speech in in_force(axis.silencers, applies))


def clash_on(program: Program, name: str, applies: int) -> Clash | None:
    """The contradiction on an axis, with both sides; none where there is none."""
    if not is_clash(result_of(program.axes[name], applies)):
        return None
    speeches = in_force(program.axes[name].setters, applies)
    return Clash(name, tuple(ground(program, speech) for speech in speeches))
