"""Why not the other: the nearest clause that would rule otherwise, and the fact that brings it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.compiled import Choice, Domain, Program
from rules.dates import reached_on
from rules.outcome import Outcome, applying, grounds_of, outcome, silent_notes
from rules.ruling import Kind, Rival
from rules.situation import Situation


@dataclass(frozen=True)
class _Candidate:
    rank: tuple[bool, bool, bool, int]
    domain: Domain
    choice: Choice
    applies: int
    outcome: Outcome


def nearest_rival(
    program: Program, situation: Situation, axes: tuple[str, ...], whole: Outcome
) -> Rival | None:
    """Facts that were given come before presumed ones, lengths and amounts before the rest,
    a changed value before silence, facts declared later (more special) before earlier ones.
    """
    found = list(_candidates(program, situation, axes, whole))
    if not found:
        return None
    best = min(found, key=lambda candidate: candidate.rank)
    axis = next(
        (
            a
            for a, was, now in zip(axes, whole.results, best.outcome.results, strict=False)
            if was != now
        ),
        axes[0],
    )
    return _rival(program, situation, axis, axes, best)


def _candidates(
    program: Program, situation: Situation, axes: tuple[str, ...], whole: Outcome
) -> Iterator[_Candidate]:
    relevant = program.relevant(axes)
    for name in (*situation.known, *situation.presumed):
        domain = program.domains[name]
        rest = situation.state & ~domain.every
        for choice in domain.choices:
            if choice.bit & situation.state:
                continue
            applies, undecided = applying(program, relevant, rest | choice.bit)
            if undecided:
                continue
            other = outcome(program, axes, applies)
            if other != whole:
                rank = (
                    name in situation.presumed,
                    domain.fact.kind != "number",
                    other.kind is not Kind.ANSWER,
                    -domain.index,
                )
                yield _Candidate(rank, domain, choice, applies, other)


def _rival(
    program: Program, situation: Situation, axis: str, axes: tuple[str, ...], best: _Candidate
) -> Rival:
    fact = best.domain.fact
    results = dict(zip(axes, best.outcome.results, strict=False))
    result = results.get(axis, ())
    becomes = result[0] if len(result) == 1 else None
    grounds = grounds_of(program, axis, best.applies) or silent_notes(program, axis, best.applies)
    clause = grounds[0].clause if grounds else ""
    on = _reached(program, situation, best)
    label = program.axes[axis].axis
    if becomes is not None:
        then = f"{label.label}就是“{label.values[becomes]}”"
    elif best.outcome.kind is Kind.CLASH:
        then = "就会有两条规定相抵触"
    else:
        then = "方案就没有写明"
    words = f"如果{_condition_words(best)}，{then}"
    if on is not None:
        words = f"{on.month}月{on.day}日满{_bound(best):g}{fact.unit}；{words}"
    return Rival(clause, fact.id, becomes, on, words, axis, best.choice.example)


def _bound(best: _Candidate) -> float:
    bounds = [at for at, _ in best.domain.cuts]
    value = best.choice.example
    number = float(value) if isinstance(value, int | float) else 0.0
    return min(bounds, key=lambda at: abs(at - number))


def _condition_words(best: _Candidate) -> str:
    fact = best.domain.fact
    value = best.choice.example
    if fact.kind == "number" and best.domain.cuts and isinstance(value, int | float):
        bound = _bound(best)
        return f"{fact.label}{'不满' if value < bound else '满'}{bound:g}{fact.unit}"
    if fact.kind == "bool":
        return f"{fact.label.removeprefix('是否')}：{fact.words(value)}"
    return f"{fact.label}是“{fact.words(value)}”"


def _reached(program: Program, situation: Situation, best: _Candidate) -> date | None:
    """The day the length of time is full, where its start was given."""
    fact = best.domain.fact
    if fact.counted_from is None or fact.counted_from not in situation.known:
        return None
    start = situation.known[fact.counted_from].value
    if not isinstance(start, date):
        return None
    return reached_on(start, int(_bound(best)), program.plan.cutoff)
