"""The state of one case: what is given, what is presumed, what is open and what does not apply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from rules.compiled import FALSE, TRUE, Domain, Program, Terms, status
from rules.conditions import All, Any, Condition, Not, Test
from rules.dates import months_served
from rules.ruling import Facts, Given


@dataclass(frozen=True)
class Situation:
    state: int
    known: Mapping[str, Given]
    presumed: Mapping[str, Given]
    open: tuple[str, ...]  # facts that may be asked, in the plan's order


def situate(program: Program, facts: Facts, needs: Collection[str]) -> Situation:
    """Lay the facts out as a state; raises WrongFact for a value the plan does not know."""
    facts = _counted(program, facts)
    dropped = _doubted(program, facts, needs)
    state = 0
    known: dict[str, Given] = {}
    presumed: dict[str, Given] = {}
    asked: list[str] = []
    narrowed: dict[str, int] = {}
    for name, domain in program.domains.items():
        applies = TRUE if domain.applies is None else status(domain.applies, state)
        if applies == FALSE:
            state |= domain.absent
            continue
        given = facts.get(name)
        if given is not None and given.value is not None:
            bits = domain.bit(given.value)
            known[name] = given
        elif given is None and name not in dropped and _may_presume(domain, state, narrowed):
            bits = domain.presumed
            if name in narrowed:
                known[name] = Given(domain.fact.presume, "derived")
            else:
                presumed[name] = Given(domain.fact.presume, "presumed", domain.fact.presume_words)
        else:
            bits = narrowed.get(name, domain.known)
            asked.append(name)
        state |= bits if applies == TRUE else bits | domain.absent
        if name in known and domain.implies:
            narrowed |= domain.implies.get(known[name].value, {})  # type: ignore[arg-type]
    return Situation(state, known, presumed, tuple(asked))


def _may_presume(domain: Domain, state: int, narrowed: Mapping[str, int]) -> bool:
    if not domain.presumed & narrowed.get(domain.fact.id, domain.presumed):
        return False
    return domain.presume_when is None or status(domain.presume_when, state) == TRUE


def _counted(program: Program, facts: Facts) -> Facts:
    """Months are counted from their starting day to the cut-off where only the day is known."""
    for name, domain in program.domains.items():
        start = domain.fact.counted_from
        if start is None or start not in facts:
            continue
        given, day = facts.get(name), facts[start].value
        if isinstance(day, date) and (given is None or given.value is None):
            months = months_served(day, None, program.plan.cutoff)
            return {**facts, name: Given(months, "derived", facts[start].words)}
    return facts


def _doubted(program: Program, facts: Facts, needs: Collection[str]) -> Collection[str]:
    """Facts not to be presumed: those needed, and those a given fact would contradict.

    "市里派来的" without a word of a secondment: that it is none can no longer be presumed.
    """
    doubted = set(needs)
    for name in (*facts, *needs):
        domain = program.domains.get(name)
        if domain is None:
            continue
        for narrowed in domain.implies.values():
            if name in needs or facts[name].value is None:
                doubted |= set(narrowed)
        if domain.fact.applies_when is not None and name in facts:
            doubted |= _contradicted(program, domain.fact.applies_when, domain.applies, facts)
    return doubted


def _contradicted(
    program: Program, condition: Condition, terms: Terms | None, facts: Facts
) -> set[str]:
    state = 0
    presumed: set[str] = set()
    for test in _positive(condition):
        domain = program.domains[test.fact]
        given = facts.get(test.fact)
        if given is None and domain.presumed:
            presumed.add(test.fact)
            state |= domain.presumed
        elif given is None or given.value is None:
            return set()
        else:
            state |= domain.bit(given.value)
    return presumed if terms is not None and presumed and status(terms, state) == FALSE else set()


def _positive(condition: Condition) -> list[Test]:
    match condition:
        case Test():
            return [condition]
        case Not(part):
            return _positive(part)
        case All(parts) | Any(parts):
            return [test for part in parts for test in _positive(part)]
