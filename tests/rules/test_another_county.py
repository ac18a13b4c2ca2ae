"""A notice of another shape is another folder: no rule of 2019 is written in code."""

from datetime import date
from pathlib import Path

import pytest

from rules.engine.decide import Given, Kind, decide
from rules.loading import load_plan
from rules.papers import PersonFacts, UnitFacts, papers_owed
from rules.plan import Plan
from rules.plan.lint import lint
from rules.quota import allowed
from tests.kit.register import Registers


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).parent / "another_county")


def test_borrowing_is_covered_there_with_a_threshold_of_its_own(plan: Plan) -> None:
    borrowed = {"borrowed": Given(True)}
    assert decide(plan, borrowed, ["by_whom"]).asks == "borrowed_months"
    since = borrowed | {"borrowed_since": Given(date(2024, 9, 1))}
    ruling = decide(plan, since, ["by_whom", "places"])
    assert (ruling.values["by_whom"], ruling.clauses) == ("borrowing_unit", ("第二条",))
    assert ruling.rival is not None
    assert ruling.rival.on == date(2024, 11, 30)


def test_whose_places_a_short_borrowing_uses_follows_from_the_general_clause(plan: Plan) -> None:
    facts = {"borrowed": Given(True), "borrowed_months": Given(1)}
    ruling = decide(plan, facts, ["by_whom", "places"])
    assert ruling.values["places"] == "payroll_unit"
    assert ruling.clauses == ("第二条", "第一条")


def test_there_are_results_beside_the_grades(plan: Plan) -> None:
    on_probation = {"on_probation": Given(True)}
    assert decide(plan, on_probation, ["outcome"]).values["outcome"] == "remarks_only"
    away = {"leave_days": Given(200)}
    ruling = decide(plan, away, ["joining", "table", "places"])
    assert ruling.values == {"joining": "must_fill_only", "outcome": "none", "table": "附件2"} | {
        "by_whom": "payroll_unit"
    }
    assert ruling.closed_axes == ("places",)


def test_exactly_180_days_is_not_above_180(plan: Plan) -> None:
    assert decide(plan, {"leave_days": Given(180)}, ["joining"]).values["joining"] == "joins"


@pytest.mark.parametrize(
    ("people", "most"), [(0, 1), (10, 1), (11, 2), (30, 5), (31, 6), (100, 18)]
)
def test_places_go_by_tiers_and_are_rounded_as_stated(plan: Plan, people: int, most: int) -> None:
    assert allowed(plan, people, None).most == most


def test_papers_follow_the_rulings(plan: Plan) -> None:
    people = [
        PersonFacts(1, "甲", {}, unit_id=7),
        PersonFacts(2, "乙", {"leave_days": Given(200)}, unit_id=7),
        PersonFacts(
            3, "丙", {"borrowed": Given(True), "borrowed_months": Given(5)}, unit_id=7, host_id=8
        ),
    ]
    owed = papers_owed(plan, UnitFacts(7, "档案局", "office"), people)
    assert [(each.paper_id, each.person_id) for each in owed] == [("table_1", 1), ("table_2", 2)]
    owed_there = papers_owed(plan, UnitFacts(8, "统计局", "office"), people)
    assert [(each.paper_id, each.person_id) for each in owed_there] == [("table_1", 3)]


def test_this_notice_has_no_clashes_and_no_faults(plan: Plan, registers: Registers) -> None:
    register = registers.of(plan)
    assert register.pairs == ()
    assert register.idle_rules == ()
    assert lint(plan) == ()


def test_somebody_outside_the_offices_is_not_covered(plan: Plan) -> None:
    assert decide(plan, {"unit_sort": Given("other")}, ["joining"]).kind is Kind.SILENT
