"""Conditions over facts, as a plan writes them under `when`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rules.source import Source, Value

if TYPE_CHECKING:
    from rules.model import Fact

NUMBER_TESTS = ("at_least", "less_than", "more_than", "at_most")
DATE_TESTS = ("before", "on", "after")
EXAMPLE = "when: {sent_by: county, months_served: {at_least: 6}}"


@dataclass(frozen=True)
class Test:
    """One fact against a value; `op` is `is_one_of` or a word of NUMBER_TESTS or DATE_TESTS."""

    __test__ = False  # pytest: not a test class
    fact: str
    op: str
    operands: tuple[Value, ...]

    def holds(self, value: Value) -> bool:
        if self.op == "is_one_of":
            return any(type(value) is type(o) and value == o for o in self.operands) or (
                _is_number(value) and any(_is_number(o) and value == o for o in self.operands)
            )
        (bound,) = self.operands
        if isinstance(value, date) and isinstance(bound, date):
            return {"before": value < bound, "on": value == bound, "after": value > bound}[self.op]
        if not _is_number(value) or self.op not in NUMBER_TESTS:
            return False
        assert isinstance(value, int | float)  # noqa: S101 - narrows the type just checked
        assert isinstance(bound, int | float)  # noqa: S101 - narrows the type just checked
        return {
            "at_least": value >= bound,
            "less_than": value < bound,
            "more_than": value > bound,
            "at_most": value <= bound,
        }[self.op]


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    part: Condition


Condition = Test | All | Any | Not


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def tests_in(condition: Condition) -> Iterator[Test]:
    match condition:
        case Test():
            yield condition
        case Not(part):
            yield from tests_in(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from tests_in(part)


def facts_in(condition: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(test.fact for test in tests_in(condition)))


def read_condition(source: Source, facts: Mapping[str, Fact], cutoff: date) -> Condition:
    """A mapping of facts (all must hold), which may nest `all`, `any` and `not`."""
    parts: list[Condition] = []
    for name, inner in source.mapping(EXAMPLE).items():
        if name in ("all", "any"):
            nested = tuple(read_condition(i, facts, cutoff) for i in inner.items(EXAMPLE))
            parts.append(All(nested) if name == "all" else Any(nested))
        elif name == "not":
            parts.append(Not(read_condition(inner, facts, cutoff)))
        elif name in facts:
            parts.append(_read_test(inner, facts[name], cutoff))
        else:
            known = "、".join(facts)
            raise inner.wrong(f"没有叫“{name}”的事实；facts.yaml 里有：{known}。", EXAMPLE)
    if not parts:
        raise source.wrong("条件不能空着。", EXAMPLE)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _read_test(source: Source, fact: Fact, cutoff: date) -> Condition:
    if not source.is_mapping:
        return Test(fact.id, "is_one_of", _values(source, fact))
    parts: list[Condition] = []
    for op, inner in source.mapping(EXAMPLE).items():
        if op == "not":
            parts.append(Not(Test(fact.id, "is_one_of", _values(inner, fact))))
        elif op in NUMBER_TESTS and fact.kind == "number":
            bound = inner.typed(_is_number, "数", f"{op}: 6")
            parts.append(Test(fact.id, op, (bound,)))
        elif op in DATE_TESTS and fact.kind == "date":
            parts.append(Test(fact.id, op, (_day(inner, cutoff),)))
        else:
            fitting = {"number": NUMBER_TESTS, "date": DATE_TESTS}.get(fact.kind, ())
            words = f"“{op}”不能用在“{fact.id}”上；能用：{'、'.join(('not', *fitting))}。"
            raise inner.wrong(words, EXAMPLE)
    if not parts:
        raise source.wrong("条件不能空着。", EXAMPLE)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _day(source: Source, cutoff: date) -> date:
    if source.text("before: cutoff") == "cutoff":
        return cutoff
    return source.day("before: cutoff，或 before: 2019-12-31")


def _values(source: Source, fact: Fact) -> tuple[Value, ...]:
    return tuple(fact.read_value(item) for item in source.listed(EXAMPLE))
