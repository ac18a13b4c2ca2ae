"""The cases in cases/*.yaml, written so that an official can read and add to them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.engine.decide import Given, Kind, decide
from rules.plan import Fact, Plan

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['情形']}")
    for file in FILES
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def fact_called(plan: Plan, name: str) -> Fact:
    return plan.facts.get(name) or next(f for f in plan.facts.values() if f.label == name)


def given(fact: Fact, told: Any) -> Given:
    if told == "不清楚":
        return Given(None)
    if fact.kind == "bool":
        return Given({"是": True, "否": False}[told])
    return Given({label: value for value, label in fact.values.items()}.get(told, told))


def axis_called(plan: Plan, name: str) -> str:
    return next(axis.id for axis in plan.axes.values() if name in (axis.id, axis.label))


def value_called(plan: Plan, axis: str, name: str) -> str:
    values = plan.axes[axis].values
    return name if name in values else {label: value for value, label in values.items()}[name]


@pytest.mark.parametrize("case", CASES)
def test_the_notice_rules_as_written(plan: Plan, case: dict[str, Any]) -> None:
    facts = {}
    for name, told in case["事实"].items():
        fact = fact_called(plan, name)
        facts[fact.id] = given(fact, told)
    axes = [axis_called(plan, name) for name in case["问"]]
    needs = [fact_called(plan, name).id for name in case.get("必须知道", [])]
    ruling = decide(plan, facts, axes, needs=needs)
    told_kind = {"追问": Kind.ASK, "抵触": Kind.CLASH, "未写明": Kind.SILENT, "答": Kind.ANSWER}
    assert ruling.kind is next(kind for key, kind in told_kind.items() if key in case)
    if "追问" in case:
        assert ruling.asks == fact_called(plan, case["追问"]).id
    if "抵触" in case:
        assert set(ruling.clauses) >= set(case["抵触"])
        assert ruling.clashes[0].sides
    if "答" in case:
        expected = {
            axis_called(plan, axis): value_called(plan, axis_called(plan, axis), value)
            for axis, value in case["答"].items()
        }
        assert {axis: ruling.values[axis] for axis in axes if axis in ruling.values} == expected
    for clause in case.get("依据", []):
        assert clause in ruling.clauses
    if "强度" in case:
        assert ruling.grounds[axes[0]][0].strength == "generally"
