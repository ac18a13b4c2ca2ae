"""Reads the conditions a plan writes under `when` and `applies_when`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules.plan.conditions import (
    DATE_TESTS,
    NUMBER_TESTS,
    All,
    Any,
    Condition,
    Not,
    Test,
    is_number,
)
from rules.plan.schema import Fact
from rules.plan.source import Source, Value


def example(facts: Mapping[str, Fact]) -> str:
    """A condition of this plan, written rightly."""
    some = next(iter(facts.values()), None)
    return example_of(some) if some else "when: {甲: true}"


def example_of(fact: Fact) -> str:
    """A test of this fact, written rightly."""
    return f"when: {{{fact.id}: {fact.example}}}"


def read_condition(source: Source, facts: Mapping[str, Fact], cutoff: date) -> Condition:
    """A mapping of facts (all must hold), which may nest `all`, `any` and `not`."""
    parts: list[Condition] = []
    for name, inner in source.mapping(example(facts)).items():
        if name in ("all", "any"):
            nested = tuple(read_condition(i, facts, cutoff) for i in inner.items(example(facts)))
            parts.append(All(nested) if name == "all" else Any(nested))
        elif name == "not":
            parts.append(Not(read_condition(inner, facts, cutoff)))
        elif name in facts:
            parts.append(read_test(inner, facts[name], cutoff))
        else:
            known = "、".join(facts)
            raise inner.wrong(f"没有叫“{name}”的事实；facts.yaml 里有：{known}。", example(facts))
    if not parts:
        raise source.wrong("条件不能空着。", example(facts))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def read_test(source: Source, fact: Fact, cutoff: date) -> Condition:
    """A value, one of several, or a mapping of tests on one fact."""
    if not source.is_mapping:
        return Test(fact.id, "is_one_of", _values(source, fact))
    parts: list[Condition] = []
    for op, inner in source.mapping(example_of(fact)).items():
        if op == "not":
            parts.append(Not(Test(fact.id, "is_one_of", _values(inner, fact))))
        elif op in NUMBER_TESTS and fact.kind == "number":
            bound = inner.typed(is_number, "数", f"{op}: 6")
            parts.append(Test(fact.id, op, (bound,)))
        elif op in DATE_TESTS and fact.kind == "date":
            parts.append(Test(fact.id, op, (_day(inner, cutoff),)))
        else:
            fitting = {"number": NUMBER_TESTS, "date": DATE_TESTS}.get(fact.kind, ())
            words = f"“{op}”不能用在“{fact.id}”上；能用：{'、'.join(('not', *fitting))}。"
            raise inner.wrong(words, example_of(fact))
    if not parts:
        raise source.wrong("条件不能空着。", example_of(fact))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _day(source: Source, cutoff: date) -> date:
    if source.text("before: cutoff") == "cutoff":
        return cutoff
    return source.day("before: cutoff，或 before: 2019-12-31")


def _values(source: Source, fact: Fact) -> tuple[Value, ...]:
    return tuple(fact.read_value(item) for item in source.listed(example_of(fact)))
