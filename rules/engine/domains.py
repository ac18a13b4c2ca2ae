"""A fact's finite domain: values and regions that no condition of the plan tells apart are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rules.plan.conditions import Test
from rules.plan.schema import Fact
from rules.plan.source import Value

SOME_UNIT = "某单位"  # stands for every text the plan does not name


class WrongFact(ValueError):
    """给出的事实不在方案规定的范围内。"""


@dataclass(frozen=True)
class Choice:
    """Values no condition tells apart: their bit, one of them, and all of them."""

    bit: int
    example: Value
    members: tuple[Value, ...]


@dataclass
class Domain:
    """The possible values of a fact as bits; one more bit stands for "not applicable"."""

    fact: Fact
    choices: tuple[Choice, ...]
    bits: dict[Value, int]
    cuts: tuple[tuple[float, int], ...]
    regions: tuple[int, ...]
    absent: int
    presumed: int = 0
    guard: int | None = None  # terms of applies_when
    presume_guard: int | None = None  # terms of presume_when
    tested_by: int = 0  # terms that look at this fact
    holds: dict[int, int] = field(default_factory=dict)  # bit → terms it does not make false
    parents: tuple[str, ...] = ()  # the facts that decide whether this one applies
    implies: dict[Value, dict[str, int]] = field(default_factory=dict)
    _effects: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """The mask of all values, absence left out."""
        return self.absent - 1

    @property
    def every(self) -> int:
        """The mask of all values and of absence."""
        return self.absent | self.known

    def bit(self, value: Value) -> int:
        """The bit of a value; raises WrongFact where the plan does not know the value."""
        if isinstance(value, str) and value in self.bits:
            return self.bits[value]
        if not self.fact.accepts(value):
            raise WrongFact(f"“{value}”不是“{self.fact.label}”能取的值。")
        if isinstance(value, bool):
            return self.bits[value]
        if isinstance(value, str):
            return self.bits[SOME_UNIT]
        number = float(value.toordinal()) if isinstance(value, date) else float(value)
        return self.regions[sum(1 for cut in self.cuts if cut <= (number, 0))]

    def bit_or_none(self, value: Value) -> int | None:
        """The bit of a value, or None where the plan does not know the value."""
        try:
            return self.bit(value)
        except WrongFact:
            return None

    def effect(self, bits: int) -> tuple[int, int]:
        """The terms that stay true whichever of the bits it is, and those that still can be."""
        found = self._effects.get(bits)
        if found is None:
            certain, possible = -1, 0
            for bit, terms in self.holds.items():
                if bit & bits:
                    certain &= terms
                    possible |= terms
            found = self._effects[bits] = (certain, possible)
        return found

    def value_of(self, bit: int) -> Value | None:
        """An example of the values behind a bit; None for "not applicable"."""
        return next((c.example for c in self.choices if c.bit & bit), None)

    def share(self, bits: int) -> float:
        """The part of all values that the bits stand for."""
        total = sum(len(choice.members) for choice in self.choices)
        return sum(len(c.members) for c in self.choices if c.bit & bits) / total


def domain_of(fact: Fact, tests: list[Test]) -> Domain:
    """The values of a fact that these tests tell apart."""
    values, cuts = _sample(fact, tests)
    groups: dict[tuple[bool, ...], list[Value]] = {}
    for value in values:
        groups.setdefault(tuple(test.holds(value) for test in tests), []).append(value)
    choices = tuple(
        Choice(1 << i, members[0], tuple(members)) for i, members in enumerate(groups.values())
    )
    bits = {value: choice.bit for choice in choices for value in choice.members}
    regions = tuple(bits[value] for value in values if not isinstance(value, str | bool))
    return Domain(fact, choices, bits, cuts, regions, 1 << len(choices))


def _sample(fact: Fact, tests: Iterable[Test]) -> tuple[list[Value], tuple[tuple[float, int], ...]]:
    """One value for every region the tests can tell apart, in rising order, and the cuts."""
    match fact.kind:
        case "bool":
            return [True, False], ()
        case "choice":
            return list(fact.values), ()
        case "text":
            return [*fact.values, SOME_UNIT], ()
    cuts = tuple(sorted({cut for test in tests for cut in _cuts(test)}))
    if fact.kind == "number":
        numbers = _between(cuts)
        return [*(int(n) if n == int(n) else n for n in numbers), *fact.values], cuts
    days = [date.fromordinal(int(n)) for n in _between(cuts)] if cuts else [date(2000, 1, 1)]
    return [*days, *fact.values], cuts


def _cuts(test: Test) -> set[tuple[float, int]]:
    """(b, 0) divides below b from b on; (b, 1) divides up to b from above b."""
    sides = {
        "at_least": (0,), "less_than": (0,), "before": (0,),
        "more_than": (1,), "at_most": (1,), "after": (1,),
    }.get(test.op, (0, 1))  # fmt: skip
    return {
        (float(bound.toordinal()) if isinstance(bound, date) else float(bound), side)
        for bound in test.operands
        if not isinstance(bound, str)
        for side in sides
    }


def _between(cuts: tuple[tuple[float, int], ...]) -> list[float]:
    """A number below the first cut, and one from each cut on."""
    if not cuts:
        return [1.0]
    first, side = cuts[0]
    found = [first if side else first - 1]
    for i, (at, side) in enumerate(cuts):
        upper = cuts[i + 1][0] if i + 1 < len(cuts) else at + 2
        found.append(
            at if not side else min(at + 1, (at + upper) / 2 if upper <= at + 1 else at + 1)
        )
    return found
