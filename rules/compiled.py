"""A plan's conditions as bit masks, so that a rule is decided with one AND.

A state is one integer: for every fact the bits of the values it may still have. Values no rule
tells apart share a bit; one more bit a fact stands for "not applicable".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import product

from rules.conditions import All, Any, Condition, Not, Test, tests_in
from rules.model import Axis, Fact, Plan, Rule
from rules.source import Value

TRUE, UNDECIDED, FALSE = 1, 2, 0
_SOME_UNIT = "某单位"  # stands for every text the plan does not name


class WrongFact(ValueError):
    """给出的事实不在方案规定的范围内。"""


@dataclass(frozen=True)
class Choice:
    """Values that no rule tells apart: one of them, how many of all they are, and their bit."""

    bit: int
    example: Value
    members: tuple[Value, ...]
    share: float


@dataclass(frozen=True)
class Term:
    """A conjunction: true if no forbidden bit is possible, false if some fact allows none."""

    forbid: int
    allows: tuple[int, ...]


Terms = tuple[Term, ...]


@dataclass
class Domain:
    fact: Fact
    index: int
    choices: tuple[Choice, ...]
    absent: int  # the bit of "not applicable"
    known: int  # all bits but that one
    bits: dict[Value, int] = field(default_factory=dict)
    cuts: tuple[tuple[float, int], ...] = ()
    presumed: int = 0
    applies: Terms | None = None
    applies_mask: int = 0
    presume_when: Terms | None = None
    implies: dict[Value, dict[str, int]] = field(default_factory=dict)

    @property
    def every(self) -> int:
        return self.known | self.absent

    def bit(self, value: Value) -> int:
        """The bit of a value; raises WrongFact where the plan does not know the value."""
        found = self.bits.get(value) if isinstance(value, str | bool) else None
        if found is not None and (isinstance(value, str) or self.fact.kind == "bool"):
            return found
        if not self.fact.accepts(value):
            raise WrongFact(f"“{value}”不是“{self.fact.label}”能取的值。")
        if isinstance(value, str):
            return self.bits[_SOME_UNIT]
        number = float(value.toordinal()) if isinstance(value, date) else float(value)
        region = sum(1 for cut in self.cuts if cut <= (number, 0))
        return self.bits_of_regions[region]

    bits_of_regions: tuple[int, ...] = ()

    def example_of(self, bits: int) -> Value | None:
        return next((c.example for c in self.choices if c.bit & bits), None)


@dataclass(frozen=True)
class Speech:
    """What a rule says on one axis, with the bits of the rules that may override it there."""

    rule: int
    bit: int
    value: str | None
    overriders: int


@dataclass(frozen=True)
class AxisProgram:
    axis: Axis
    setters: tuple[Speech, ...]
    silencers: tuple[Speech, ...]
    worded: tuple[Speech, ...]
    speakers: int


@dataclass(frozen=True)
class Program:
    """The rules about one subject, ready to run."""

    plan: Plan
    domains: Mapping[str, Domain]
    rules: tuple[Rule, ...]
    terms: tuple[Terms, ...]
    axes: Mapping[str, AxisProgram]
    gate_axes: tuple[str, ...]
    masks: tuple[int, ...]  # per rule: all bits of all facts it looks at

    def relevant(self, axes: tuple[str, ...]) -> tuple[int, ...]:
        return _relevant(self, axes)


def status(terms: Terms, state: int) -> int:
    undecided = False
    for term in terms:
        if not state & term.forbid:
            return TRUE
        for allow in term.allows:
            if not state & allow:
                break
        else:
            undecided = True
    return UNDECIDED if undecided else FALSE


@lru_cache(maxsize=16)
def programs(plan: Plan) -> Mapping[str, Program]:
    return {about: _program(plan, about) for about in plan.subjects}


@lru_cache(maxsize=4096)
def _relevant_cached(program_id: int, speakers: int) -> tuple[int, ...]:
    return tuple(i for i in range(speakers.bit_length()) if speakers >> i & 1)


def _relevant(program: Program, axes: tuple[str, ...]) -> tuple[int, ...]:
    speakers = 0
    for name in axes:
        speakers |= program.axes[name].speakers
    for name in program.gate_axes:
        speakers |= program.axes[name].speakers
    return _relevant_cached(id(program), speakers)


def _program(plan: Plan, about: str) -> Program:
    facts = [fact for fact in plan.facts.values() if fact.about == about]
    rules = tuple(rule for rule in plan.rules if rule.about == about)
    domains = _domains(facts, rules)
    terms = tuple(_terms(rule.when, domains) for rule in rules)
    axes = {name: _axis_program(axis, rules) for name, axis in plan.axes.items()}
    gates = tuple(name for name, axis in plan.axes.items() if axis.gates)
    masks = tuple(_mask(rule.when, domains) for rule in rules)
    return Program(plan, domains, rules, terms, axes, gates, masks)


def _mask(condition: Condition, domains: Mapping[str, Domain]) -> int:
    mask = 0
    for test in tests_in(condition):
        mask |= domains[test.fact].every
    return mask


def _axis_program(axis: Axis, rules: tuple[Rule, ...]) -> AxisProgram:
    speaking = [(i, rule) for i, rule in enumerate(rules) if axis.id in rule.speaks_on]

    def speech(index: int, rule: Rule) -> Speech:
        over = sum(1 << i for i, other in speaking if rule.id in other.overrides)
        return Speech(index, 1 << index, rule.sets.get(axis.id), over)

    return AxisProgram(
        axis,
        tuple(speech(i, r) for i, r in speaking if axis.id in r.sets),
        tuple(speech(i, r) for i, r in speaking if axis.id in r.silent_on),
        tuple(speech(i, r) for i, r in speaking if axis.id in r.says_on),
        sum(1 << i for i, _ in speaking),
    )


def _domains(facts: list[Fact], rules: tuple[Rule, ...]) -> dict[str, Domain]:
    tests = _all_tests(facts, rules)
    domains: dict[str, Domain] = {}
    offset = 0
    for index, fact in enumerate(facts):
        domain = _domain(fact, index, offset, tests.get(fact.id, []))
        offset += len(domain.choices) + 1
        domains[fact.id] = domain
    for fact in facts:
        _complete(domains[fact.id], domains)
    return domains


def _all_tests(facts: list[Fact], rules: tuple[Rule, ...]) -> dict[str, list[Test]]:
    conditions = [rule.when for rule in rules]
    for fact in facts:
        conditions += [c for c in (fact.applies_when, fact.presume_when) if c is not None]
    found: dict[str, list[Test]] = {}
    for condition in conditions:
        for test in tests_in(condition):
            found.setdefault(test.fact, []).append(test)
    for fact in facts:  # an implied set of values must be told apart too
        for narrowed in fact.implies.values():
            for target, values in narrowed.items():
                found.setdefault(target, []).append(Test(target, "is_one_of", values))
    return found


def _complete(domain: Domain, domains: Mapping[str, Domain]) -> None:
    fact = domain.fact
    if fact.presume is not None:
        domain.presumed = domain.bit(fact.presume)
    if fact.applies_when is not None:
        domain.applies = _terms(fact.applies_when, domains)
        domain.applies_mask = _mask(fact.applies_when, domains)
    if fact.presume_when is not None:
        domain.presume_when = _terms(fact.presume_when, domains)
    for name, narrowed in fact.implies.items():
        value: Value = name == "true" if fact.kind == "bool" else name
        domain.implies[value] = {
            target: _or(domains[target].bit(v) for v in values)
            for target, values in narrowed.items()
        }


def _or(bits: Iterator[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _domain(fact: Fact, index: int, offset: int, tests: list[Test]) -> Domain:
    values, cuts = _sample(fact, tests)
    groups: dict[tuple[bool, ...], list[Value]] = {}
    for value in values:
        groups.setdefault(tuple(test.holds(value) for test in tests), []).append(value)
    choices = tuple(
        Choice(1 << offset + i, members[0], tuple(members), len(members) / len(values))
        for i, members in enumerate(groups.values())
    )
    known = _or(iter(choice.bit for choice in choices))
    bits = {value: choice.bit for choice in choices for value in choice.members}
    regions = tuple(bits[value] for value in values if not isinstance(value, str | bool))
    absent = 1 << offset + len(choices)
    domain = Domain(fact, index, choices, absent, known, bits, cuts)
    domain.bits_of_regions = regions
    return domain


def _sample(fact: Fact, tests: list[Test]) -> tuple[list[Value], tuple[tuple[float, int], ...]]:
    """One value for every region the tests can tell apart, in rising order, and the cuts."""
    if fact.kind == "bool":
        return [True, False], ()
    if fact.kind == "choice":
        return list(fact.values), ()
    if fact.kind == "text":
        return [*fact.values, _SOME_UNIT], ()
    cuts: set[tuple[float, int]] = set()
    for test in tests:
        for bound in test.operands:
            if isinstance(bound, str):
                continue
            at = float(bound.toordinal()) if isinstance(bound, date) else float(bound)
            cuts |= {(at, 0)} if test.op in ("at_least", "less_than", "before") else set()
            cuts |= {(at, 1)} if test.op in ("more_than", "at_most", "after") else set()
            cuts |= {(at, 0), (at, 1)} if test.op in ("on", "is_one_of") else set()
    ordered = tuple(sorted(cuts))
    numbers = _between(ordered, 1.0)
    if fact.kind == "number":
        samples: list[Value] = [int(n) if n == int(n) else n for n in numbers]
        return samples, ordered
    origin = date(2019, 7, 1)
    days: list[Value] = [date.fromordinal(int(n)) if cuts else origin for n in numbers]
    return [*days, *fact.values], ordered


def _between(cuts: tuple[tuple[float, int], ...], step: float) -> list[float]:
    """A number below the first cut, one from each cut on."""
    if not cuts:
        return [step]
    found = [cuts[0][0] if cuts[0][1] else cuts[0][0] - step]
    for i, (at, side) in enumerate(cuts):
        if not side:
            found.append(at)
            continue
        upper = cuts[i + 1][0] if i + 1 < len(cuts) else at + 2 * step
        found.append(at + step if at + step < upper else (at + upper) / 2)
    return found


def _terms(condition: Condition, domains: Mapping[str, Domain]) -> Terms:
    every = {name: domain.every for name, domain in domains.items()}
    found = []
    for masks in _alternatives(condition, domains, wanted=True):
        if all(masks.values()):
            forbid = _or(iter(every[name] & ~mask for name, mask in masks.items()))
            found.append(Term(forbid, tuple(masks.values())))
    return tuple(found)


def _alternatives(
    condition: Condition, domains: Mapping[str, Domain], *, wanted: bool
) -> list[dict[str, int]]:
    """Disjunctive normal form: each alternative maps a fact to the bits it allows."""
    match condition:
        case Test(fact):
            domain = domains[fact]
            mask = _or(iter(c.bit for c in domain.choices if condition.holds(c.example)))
            return [{fact: mask if wanted else domain.every & ~mask}]
        case Not(part):
            return _alternatives(part, domains, wanted=not wanted)
        case All(parts) | Any(parts):
            sides = [_alternatives(part, domains, wanted=wanted) for part in parts]
            if isinstance(condition, Any) == wanted:
                return [alternative for side in sides for alternative in side]
            return [_joined(combination) for combination in product(*sides)]


def _joined(alternatives: tuple[dict[str, int], ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for alternative in alternatives:
        for fact, mask in alternative.items():
            found[fact] = found.get(fact, mask) & mask
    return found


__all__ = ["Domain", "Program", "Terms", "WrongFact", "programs", "status"]
