"""Tests of facts that a ruling is bound by, as somebody picks and reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.engine.compile import programs
from rules.engine.domains import SOME_UNIT, Domain
from rules.plan.conditions import Any, Condition, Not, Test
from rules.plan.schema import Fact, Plan
from rules.plan.source import Value

# Of a fact that tells nothing of a case but which one it is: no other case has it.
CASE_FACT: Final = "case:"
# What somebody picked: by fact the values that count.
Picked = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Bound:
    """One test of a fact, or `from` and `until` a day; where `wanted` is False it must fail."""

    fact: str
    op: str
    operands: tuple[Value, ...]
    wanted: bool = True

    def condition(self) -> Condition:
        """The condition that holds where the bound does."""
        # “Not before” would also hold of “not retired”, which is no date at all.
        ops = {"from": ("on", "after"), "until": ("on", "before")}.get(self.op, (self.op,))
        tests = tuple(Test(self.fact, op, self.operands) for op in ops)
        test = tests[0] if len(tests) == 1 else Any(tests)
        return test if self.wanted else Not(test)


def bounds_of(domain: Domain, value: Value) -> list[Bound]:
    """The cell of a value: all values the plan does not tell from it."""
    fact = domain.fact.id
    if isinstance(value, bool):
        return [Bound(fact, "is_one_of", (value,))]
    if isinstance(value, str):
        bit = domain.bit(value)
        if domain.fact.kind == "text" and bit == domain.bits[SOME_UNIT]:
            named = tuple(each for each, other in domain.bits.items() if other != bit)
            return [Bound(fact, "is_one_of", named, wanted=False)] if named else []
        alike = [v for v, b in domain.bits.items() if b == bit and isinstance(v, str)]
        return [Bound(fact, "is_one_of", tuple(alike))]
    is_date = isinstance(value, date)
    number = float(value.toordinal()) if isinstance(value, date) else float(value)
    index = sum(1 for cut in domain.cuts if cut <= (number, 0))
    found = []
    if index:
        found.append(_side(fact, domain.cuts[index - 1], is_date=is_date, above=True))
    if index < len(domain.cuts):
        found.append(_side(fact, domain.cuts[index], is_date=is_date, above=False))
    return found


def picked_bounds(domain: Domain, values: Sequence[Value]) -> list[Bound]:
    """What was picked of a fact: these values and no others, or a length between thresholds."""
    fact = domain.fact
    named = [value for value in values if isinstance(value, bool) or value in fact.values]
    if fact.kind == "choice" or len(named) == len(values):
        return [Bound(fact.id, "is_one_of", tuple(values))]
    return bounds_of(domain, values[0])


def to_pick(plan: Plan, about: str) -> dict[str, tuple[tuple[Value, ...], ...]]:
    """Facts a ruling can be bound by, each with its values as finely as they can be told apart."""
    found: dict[str, tuple[tuple[Value, ...], ...]] = {}
    for name, domain in programs(plan)[about].domains.items():
        each = _each(domain)
        ways = tuple((value,) for value in each if picked_bounds(domain, (value,)))
        if not name.startswith(CASE_FACT) and domain.fact.label and ways:
            found[name] = ways
    return found


def _each(domain: Domain) -> list[Value]:
    match domain.fact.kind:
        case "bool":
            return [True, False]
        case "choice":
            return list(domain.fact.values)
        case "text":
            return [*domain.fact.values, SOME_UNIT] if domain.fact.values else []
    amounts = [value for value in domain.bits if not isinstance(value, str | bool)]
    return [*sorted(amounts, key=_as_number), *domain.fact.values]


def _as_number(value: Value) -> float:
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def bound_words(fact: Fact, bounds: Sequence[Bound]) -> str:
    """“挂职时间：满6个月”; of a yes or no its own words."""
    words = values_words(fact, bounds)
    return words if fact.kind == "bool" else f"{fact.label}：{words}"


def values_words(fact: Fact, bounds: Sequence[Bound]) -> str:
    """The values alone: “满6个月”, “市、省”."""
    days = {bound.op: bound.operands[0] for bound in bounds}
    if days.get("from") is not None and days.get("from") == days.get("until"):
        return f"{fact.words(days['from'])}当天"
    return "、".join(_one(fact, bound) for bound in bounds)


_WORDS: Final[Mapping[str, str]] = {
    "at_least": "满{}",
    "less_than": "不满{}",
    "more_than": "超过{}",
    "at_most": "{}及以下",
    "from": "{}起",
    "until": "{}及以前",
    "after": "晚于{}",
    "before": "早于{}",
}


def _one(fact: Fact, bound: Bound) -> str:
    values = "、".join(fact.words(value) for value in bound.operands)
    if bound.op == "is_one_of":
        return values if bound.wanted else f"除了{values}"
    return _WORDS.get(bound.op, "{}").format(values)


def _side(fact: str, cut: tuple[float, int], *, is_date: bool, above: bool) -> Bound:
    """One side of a cut: (b, 0) lies just below b, (b, 1) just above it."""
    at, after = cut
    if is_date:
        words = ("after", "until") if after else ("from", "before")
        return Bound(fact, words[0] if above else words[1], (date.fromordinal(int(at)),))
    words = ("more_than", "at_most") if after else ("at_least", "less_than")
    return Bound(fact, words[0] if above else words[1], (int(at) if at == int(at) else at,))
