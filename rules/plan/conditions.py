"""Conditions over facts, as a plan writes them under `when`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.plan.given import Facts
from rules.plan.source import Value

NUMBER_TESTS = ("at_least", "less_than", "more_than", "at_most")
DATE_TESTS = ("before", "on", "after")


@dataclass(frozen=True)
class Test:
    """One fact against a value; `op` is `is_one_of` or a word of NUMBER_TESTS or DATE_TESTS."""

    __test__ = False  # pytest: not a test class
    fact: str
    op: str
    operands: tuple[Value, ...]

    def holds(self, value: Value) -> bool:
        """Whether a value passes."""
        if self.op == "is_one_of":
            return any(type(value) is type(o) and value == o for o in self.operands) or (
                is_number(value) and any(is_number(o) and value == o for o in self.operands)
            )
        (bound,) = self.operands
        if isinstance(value, date) and isinstance(bound, date):
            return {"before": value < bound, "on": value == bound, "after": value > bound}[self.op]
        if not is_number(value) or self.op not in NUMBER_TESTS:
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
    """Holds where every part does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """Holds where one part does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """Holds where its part does not."""

    part: Condition


Condition = Test | All | Any | Not


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether `facts` meet the condition as they are; a fact without a value meets no test."""
    match condition:
        case Test(fact):
            given = facts.get(fact)
            return given is not None and given.value is not None and condition.holds(given.value)
        case Not(part):
            return not holds(part, facts)
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case Any(parts):
            return any(holds(part, facts) for part in parts)


def is_number(value: object) -> bool:
    """Whether it is a number; true and false are none here."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, however deep."""
    match condition:
        case Test():
            yield condition
        case Not(part):
            yield from tests_in(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from tests_in(part)


def facts_in(condition: Condition) -> tuple[str, ...]:
    """The facts a condition looks at, each once."""
    return tuple(dict.fromkeys(test.fact for test in tests_in(condition)))
