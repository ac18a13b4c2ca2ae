"""One case laid out: what is given, what is presumed, what is open, what does not apply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import product
from operator import and_, or_

from rules.dates import months_served
from rules.engine.compile import Program
from rules.engine.domains import Domain
from rules.plan.given import Facts, Given


@dataclass(frozen=True)
class Situation:
    """The values each fact may have, and the terms certain and possible under them."""

    bits: tuple[int, ...]
    certain: int
    possible: int
    known: Mapping[str, Given]
    presumed: Mapping[str, Given]
    open: tuple[str, ...]  # facts that may be asked, in the plan's order


@dataclass(frozen=True)
class _Layout:
    """A situation but for what was said in which words: the same for all facts of one projection.

    `known`: where a fact followed from another, that; None where it was given itself.
    """

    bits: tuple[int, ...]
    certain: int
    possible: int
    known: Mapping[str, Given | None]
    presumed: Mapping[str, Given]
    open: tuple[str, ...]


def situate(program: Program, facts: Facts, needs: Collection[str]) -> Situation:
    """Lay the facts out; raises WrongFact for a value the plan does not know."""
    facts = _counted(program, facts)
    key = (_told(program, facts), frozenset(needs))
    layout = program.layouts.get(key)
    if not isinstance(layout, _Layout):
        layout = program.layouts[key] = _laid_out(program, facts, needs)
    known = {name: given or facts[name] for name, given in layout.known.items()}
    return Situation(
        layout.bits, layout.certain, layout.possible, known, layout.presumed, layout.open
    )


def projected(program: Program, facts: Facts) -> frozenset[object]:
    """What of the facts the plan tells apart: equal for two people, equal rulings."""
    return _told(program, _counted(program, facts))


def _told(program: Program, facts: Facts) -> frozenset[object]:
    found: list[object] = []
    for name, given in facts.items():
        domain, value = program.domains.get(name), given.value
        if domain is None:
            continue
        bit = None if value is None or domain.implies else domain.bit_or_none(value)
        # What a value implies goes by the value itself; with its type, for True equals 1.
        whole = (name, value, type(value), given.among)
        found.append((name, bit) if bit is not None else whole)
    return frozenset(found)


def _laid_out(program: Program, facts: Facts, needs: Collection[str]) -> _Layout:
    doubted = _doubted(program, facts, needs)
    certain = possible = program.possible
    known: dict[str, Given | None] = {}
    presumed: dict[str, Given] = {}
    asked: list[str] = []
    narrowed: dict[str, int] = {}
    state: list[int] = []
    for name, domain in program.domains.items():
        guard = domain.guard
        if guard is not None and not possible & guard:
            bits = domain.absent
        else:
            given = facts.get(name)
            if given is not None and given.value is not None:
                bits = domain.bit(given.value)
                known[name] = None
                if domain.implies:
                    narrowed |= domain.implies.get(given.value, {})
            elif given is None and name not in doubted and _presumable(domain, certain, narrowed):
                bits = domain.presumed
                _take_presumption(domain, name in narrowed, known, presumed)
            else:
                bits = narrowed.get(name, domain.known)
                if given is not None and given.among:
                    hinted = reduce(or_, map(domain.bit, given.among))
                    bits = bits & hinted or bits
                if name not in narrowed or bits & (bits - 1):
                    asked.append(name)
                else:  # only one value is left
                    known[name] = Given(domain.value_of(bits), "derived")
            if guard is not None and not certain & guard:
                bits |= domain.absent
        state.append(bits)
        sure, may = domain.effect(bits)
        certain &= sure
        possible &= may
    return _Layout(tuple(state), certain, possible, known, presumed, tuple(asked))


def _presumable(domain: Domain, certain: int, narrowed: Mapping[str, int]) -> bool:
    if not domain.presumed & narrowed.get(domain.fact.id, domain.presumed):
        return False
    return domain.presume_guard is None or bool(certain & domain.presume_guard)


def _take_presumption(
    domain: Domain, implied: bool, known: dict[str, Given | None], presumed: dict[str, Given]
) -> None:
    fact = domain.fact
    if implied:  # what another given fact implies needs no presuming
        known[fact.id] = Given(fact.presume, "derived")
    else:
        presumed[fact.id] = Given(fact.presume, "presumed", fact.presume_words)


def _counted(program: Program, facts: Facts) -> Facts:
    """Months are counted from their starting day to the cut-off where only the day is known."""
    for name, start in program.counted:
        if start in facts:
            given, day = facts.get(name), facts[start].value
            if isinstance(day, date) and (given is None or given.value is None):
                months = months_served(day, None, program.plan.cutoff)
                facts = {**facts, name: Given(months, "derived", facts[start].words)}
    return facts


def _doubted(program: Program, facts: Facts, needs: Collection[str]) -> Collection[str]:
    """Facts not to be presumed: those needed, and those whose presumption a given fact belies.

    After "市里派来的", without a word of a secondment, that it is none can no longer be presumed.
    """
    doubted = set(needs)
    domains = program.domains
    for name in needs:
        if name in domains:
            doubted.update(*domains[name].implies.values())
    for name, given in facts.items():
        domain = domains.get(name)
        if domain is None:
            continue
        if domain.implies and given.value is None:
            doubted.update(*domain.implies.values())
        for parent in domain.parents:
            if parent not in facts:
                doubted |= _belied(program, domain, facts)
                break
    return doubted


def _belied(program: Program, domain: Domain, facts: Facts) -> set[str]:
    """Presumed facts under which a fact that was mentioned would not apply."""
    guard = domain.guard or 0
    alive = told = program.possible
    presumed: set[str] = set()
    unsure: list[tuple[int, ...]] = []
    for name in domain.parents:
        parent = program.domains[name]
        given = facts.get(name)
        if given is None and parent.presumed:
            presumed.add(name)
            alive &= parent.holds[parent.presumed]
        elif given is None:
            return set()
        elif given.value is None:  # mentioned, and may turn out either way
            unsure.append(tuple(parent.holds.values()))
        else:
            alive &= parent.holds[parent.bit(given.value)]
            told &= parent.holds[parent.bit(given.value)]
    for way in product(*unsure):
        under = reduce(and_, way, guard)
        # Where the given facts alone rule it out, no presumption is to blame.
        if told & under and not alive & under:
            return presumed
    return set()
