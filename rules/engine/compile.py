"""A plan's conditions as bit masks, so that all rules are decided with one AND per fact.

Every condition becomes alternatives ("terms"), each a conjunction over facts. A value of a fact
keeps a set of terms alive; the terms alive under all facts are true, those alive under some of
the values still possible are undecided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from rules.engine.domains import Domain, domain_of
from rules.plan.conditions import All, Any, Condition, Not, Test, facts_in, tests_in
from rules.plan.schema import Axis, Fact, Plan, Rule
from rules.plan.source import Value


@dataclass(frozen=True)
class Speech:
    """What a rule says on one axis, and the rules that may override it there (bits of rules)."""

    rule: int
    bit: int
    value: str | None
    overriders: int


@dataclass(frozen=True)
class AxisProgram:
    """What rules say on one axis, by how they say it."""

    axis: Axis
    setters: tuple[Speech, ...]
    silencers: tuple[Speech, ...]
    worded: tuple[Speech, ...]
    speakers: int


@dataclass(frozen=True)
class Relevant:
    """The rules that bear on some axes and on the gates, and the terms of these rules."""

    rules: int
    terms: int


class Memory(dict[object, object]):
    """What was worked out before; forgotten when it has grown large."""

    def tidy(self) -> None:
        """Forget everything before it grows too large."""
        if len(self) >= 50_000:
            self.clear()


@dataclass(frozen=True, eq=False)
class Program:
    """The rules about one subject, ready to run. Bit i of a set of rules is rule i.

    Term i is the first alternative of rule i; `further` pairs later terms with their rule.
    """

    plan: Plan
    domains: Mapping[str, Domain]
    rules: tuple[Rule, ...]
    rule_terms: tuple[int, ...]
    first: int  # the first terms of all rules
    further: tuple[tuple[int, int], ...]
    others: int  # all further terms
    possible: int  # terms that can be true at all
    guards: int  # terms that decide whether facts apply or may be presumed
    axes: Mapping[str, AxisProgram]
    gate_axes: tuple[str, ...]
    looks_at: tuple[frozenset[str], ...]  # per rule: its facts
    overridden: Mapping[str, int]  # by rule: how many others may override it
    counted: tuple[tuple[str, str], ...]  # facts counted from a date, with that date's fact
    memory: Memory = field(default_factory=Memory)
    bodies: Memory = field(default_factory=Memory)
    walks: Memory = field(default_factory=Memory)
    layouts: Memory = field(default_factory=Memory)
    owed: Memory = field(default_factory=Memory)
    tried: Memory = field(default_factory=Memory)

    def tidy(self) -> None:
        """Once a ruling, not at each thing remembered: that is the innermost loop."""
        kept = (self.memory, self.bodies, self.walks, self.layouts, self.owed, self.tried)
        for memory in kept:
            memory.tidy()

    def rules_of(self, terms: int) -> int:
        """The rules, as a mask, of which a term is among these terms."""
        found = terms & self.first
        if terms & self.others:
            for term, rule in self.further:
                if terms & term:
                    found |= rule
        return found

    def relevant(self, axes: tuple[str, ...]) -> Relevant:
        """The rules and terms that have a say on these axes."""
        found = self.memory.get(axes)
        if not isinstance(found, Relevant):
            rules = 0
            for name in (*axes, *self.gate_axes):
                rules |= self.axes[name].speakers
            terms = sum(t for i, t in enumerate(self.rule_terms) if rules >> i & 1)
            found = self.memory[axes] = Relevant(rules, terms)
        return found


@lru_cache(maxsize=16)
def programs(plan: Plan) -> Mapping[str, Program]:
    """The plan's rules compiled, for each subject."""
    return {about: _program(plan, about) for about in plan.subjects}


def _program(plan: Plan, about: str) -> Program:
    facts = [fact for fact in plan.facts.values() if fact.about == about]
    rules = tuple(rule for rule in plan.rules if rule.about == about)
    tests = _all_tests(facts, rules)
    domains = {fact.id: domain_of(fact, tests.get(fact.id, [])) for fact in facts}
    builder = _Terms(domains, len(rules))
    rule_terms = tuple(builder.add(rule.when, at=i) for i, rule in enumerate(rules))
    for domain in domains.values():
        _complete(domain, domains, builder)
    builder.spread()
    further = tuple(
        (1 << t, 1 << i)
        for i, terms in enumerate(rule_terms)
        for t in range(len(rules), len(builder.terms))
        if terms >> t & 1
    )
    return Program(
        plan=plan,
        domains=domains,
        rules=rules,
        rule_terms=rule_terms,
        first=(1 << len(rules)) - 1,
        further=further,
        others=sum(term for term, _ in further),
        possible=builder.possible,
        guards=builder.possible & ~sum(rule_terms),
        axes={name: _axis_program(axis, rules) for name, axis in plan.axes.items()},
        gate_axes=tuple(name for name, axis in plan.axes.items() if axis.gates),
        looks_at=tuple(frozenset(test.fact for test in tests_in(rule.when)) for rule in rules),
        overridden=Counter(name for rule in rules for name in rule.overrides),
        counted=tuple((f.id, f.counted_from) for f in facts if f.counted_from is not None),
    )


@dataclass
class _Terms:
    """Collects terms; the first one of each rule stands at the rule's own index."""

    domains: Mapping[str, Domain]
    rules: int
    terms: list[dict[str, int] | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terms = [None] * self.rules

    def add(self, condition: Condition, at: int | None = None) -> int:
        """Add a condition's alternatives; returns them as bits. An impossible one has none."""
        found = 0
        for masks in alternatives(condition, self.domains, wanted=True):
            if not all(masks.values()):
                continue
            if at is None:
                self.terms.append(masks)
                found |= 1 << len(self.terms) - 1
            else:
                self.terms[at] = masks
                found |= 1 << at
                at = None
        return found

    @property
    def possible(self) -> int:
        return sum(1 << i for i, term in enumerate(self.terms) if term is not None)

    def spread(self) -> None:
        for name, domain in self.domains.items():
            for bit in (*(c.bit for c in domain.choices), domain.absent):
                domain.holds[bit] = 0
                for i, term in enumerate(self.terms):
                    if term is not None and bit & term.get(name, bit):
                        domain.holds[bit] |= 1 << i
            domain.tested_by = sum(1 << i for i, t in enumerate(self.terms) if t and name in t)


def _complete(domain: Domain, domains: Mapping[str, Domain], builder: _Terms) -> None:
    fact = domain.fact
    if fact.presume is not None:
        domain.presumed = domain.bit(fact.presume)
    if fact.applies_when is not None:
        domain.guard = builder.add(fact.applies_when)
        domain.parents = facts_in(fact.applies_when)
    if fact.presume_when is not None:
        domain.presume_guard = builder.add(fact.presume_when)
    for name, narrowed in fact.implies.items():
        value: Value = name == "true" if fact.kind == "bool" else name
        domain.implies[value] = {}
        for target, values in narrowed.items():
            bits = {domains[target].bit(v) for v in values}
            domain.implies[value][target] = sum(bits)


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


def alternatives(
    condition: Condition, domains: Mapping[str, Domain], *, wanted: bool = True
) -> list[dict[str, int]]:
    """Disjunctive normal form: each alternative maps a fact to the bits it allows."""
    match condition:
        case Test(fact):
            domain = domains[fact]
            mask = sum(c.bit for c in domain.choices if condition.holds(c.example))
            return [{fact: mask if wanted else domain.every & ~mask}]
        case Not(part):
            return alternatives(part, domains, wanted=not wanted)
        case All(parts) | Any(parts):
            sides = [alternatives(part, domains, wanted=wanted) for part in parts]
            if isinstance(condition, Any) == wanted:
                return [alternative for side in sides for alternative in side]
            return [_joined(combination) for combination in product(*sides)]


def _joined(some: tuple[dict[str, int], ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for alternative in some:
        for fact, mask in alternative.items():
            found[fact] = found.get(fact, mask) & mask
    return found
