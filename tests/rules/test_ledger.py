"""A unit's places for 优秀: who is in the base, who is not, the cap, what is used and left."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.ledger import DELEGATED, MEMBERS, Group, Handed, Ledger, ledgers
from rules.loading import load_plan
from rules.plan import Given, Plan
from rules.standing import Candidate, ThisUnit, standings
from tests.kit.forms import county
from tests.kit.forms.county import (
    BORROWED,
    BOTH,
    BUREAU,
    FROM_COUNTY,
    FROM_PROVINCE,
    HEAD,
    MAYOR,
    PEOPLE,
    TOO_SHORT,
    TOWNSHIP,
    somebody,
)
from tests.kit.plans import PLAN

TEAM = county.MEMBERS
SECONDEE_OF_UNKNOWN_LEVEL = somebody(
    40,
    "石磊",
    "副镇长（挂职）",
    "县水利局",
    "城关镇",
    is_secondee=True,
    works_at="county_department",
)


def books(
    *people: Candidate, unit: ThisUnit = TOWNSHIP, plan: Plan = PLAN, **more: Any
) -> tuple[Ledger, ...]:
    return ledgers(plan, unit, standings(plan, unit, people), **more)


def book(*people: Candidate, **more: Any) -> Ledger:
    [found] = books(*people, **more)
    return found


def named(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    """People by clause."""
    found: dict[str, list[str]] = {}
    for group in groups:
        found.setdefault(group.clause, []).extend(person.name for person in group.people)
    return found


def teachers(count: int, school: str, first: int = 100) -> list[Candidate]:
    return [
        somebody(first + n, f"{school}{n}", "副校长", school, "", "县教育局", works_at="school")
        for n in range(count)
    ]


def test_the_base_is_counted_from_the_rulings_and_everybody_out_has_a_clause() -> None:
    ledger = book(*PEOPLE)

    assert (ledger.kind, ledger.base) == (MEMBERS, 14)
    assert named(ledger.counted) == {
        "一(一)": [*(person.name for person in TEAM), "罗刚"],
        "一(一)1": ["胡军"],
    }
    assert named(ledger.out) == {
        "一(一)1": ["何平"],
        "一(一)2": ["王建国", "李秀英"],
        "一(一)3": ["林峰"],
        "一(一)10": ["高山"],
    }
    assert ledger.open == ()


def test_the_fraction_is_shown_and_only_its_whole_part_allowed_where_rounding_is_not_stated() -> (
    None
):
    cap = book(*PEOPLE).line.sure
    assert (cap.exact, cap.most, cap.is_whole) == ("2.8", 2, False)


def test_a_notice_that_states_its_rounding_is_followed() -> None:
    rounded = replace(PLAN, quotas=replace(PLAN.quotas, rounding="nearest"))
    assert book(*PEOPLE, plan=rounded).line.sure.most == 3


def test_the_cap_moves_with_the_grade_of_the_team() -> None:
    lines = {line.grade: (line.share.percent, line.sure.most) for line in book(*PEOPLE).lines}
    assert lines == {None: (20, 2), "excellent": (25, 3), "fair": (20, 2), "poor": (15, 2)}


@pytest.mark.parametrize(("grade", "left"), [(None, 0), ("excellent", 1), ("good", 0)])
def test_what_is_left_depends_on_the_grade_in_the_list_handed_in(
    grade: str | None, left: int
) -> None:
    assert book(*PEOPLE, handed=Handed({MEMBERS: 2}, grade)).left == left


def test_nothing_is_used_or_left_before_a_list_came_in() -> None:
    ledger = book(*PEOPLE)
    assert (ledger.used, ledger.left) == (None, None)


def test_too_many_are_a_negative_number_left() -> None:
    assert book(*PEOPLE, handed=Handed({MEMBERS: 4})).left == -2


def test_heads_are_out_and_listed_apart_with_no_place_used() -> None:
    ledger = book(HEAD, MAYOR, *TEAM)
    assert ledger.base == len(TEAM)
    assert named(ledger.beside) == {"一(一)2": ["王建国", "李秀英"]}


def test_a_secondee_from_above_uses_no_place_and_the_notice_leaves_the_base_open() -> None:
    ledger = book(*TEAM, FROM_PROVINCE)

    assert named(ledger.beside) == {"一(一)1": ["郭明"]}
    [open_one] = ledger.open
    assert (open_one.person.name, open_one.fact, open_one.clauses) == ("郭明", None, ("一(一)1",))
    assert "没有写是否计入考核基数" in open_one.says
    # 12×20% = 2.4, with him 13×20% = 2.6: two either way.
    assert (ledger.base, ledger.line.sure.most, ledger.line.most.exact) == (12, 2, "2.6")


def test_of_a_missing_fact_the_question_is_kept() -> None:
    [open_one] = book(*TEAM, SECONDEE_OF_UNKNOWN_LEVEL).open
    assert (open_one.fact, open_one.says) == ("sent_by", PLAN.facts["sent_by"].question_alone)


def test_silence_and_contradiction_are_told_apart_from_a_missing_fact() -> None:
    says = {each.person.name: (each.fact, each.says) for each in book(BORROWED, BOTH).open}
    assert says == {
        "梁宇": (None, "方案没有写借调干部在哪里考核；借调不等于挂职。"),
        "宋辉": (None, "方案一(一)10、一(一)11的说法不一致，没有写明以哪一条为准。"),
    }


def test_the_home_unit_counts_a_secondee_under_six_months_and_the_host_does_not() -> None:
    home = ThisUnit("县水利局")
    assert named(book(TOO_SHORT, unit=home).counted) == {"一(一)1": ["何平"]}
    assert named(book(TOO_SHORT).out) == {"一(一)1": ["何平"]}
    assert named(book(FROM_COUNTY, unit=ThisUnit("县财政局")).out) == {"一(一)1": ["胡军"]}


def test_people_sent_from_a_unit_outside_the_roster_are_not_the_hosts_own() -> None:
    outsider = replace(TOO_SHORT, unit="城关镇", home="县林业局")
    assert book(outsider).base == 0
    assert named(book(outsider).out) == {"一(一)1": ["何平"]}


def test_delegated_schools_are_a_ledger_of_their_own_beside_the_departments() -> None:
    staff = somebody(50, "高远", "副局长", "县教育局", works_at="county_department")
    retired = somebody(
        60, "老高", "校长", "一中", "", "县教育局", works_at="school", retired_on=date(2019, 3, 1)
    )
    own, listed = books(
        staff, *teachers(7, "一中"), retired, *teachers(5, "二中", 200), unit=BUREAU,
        handed=Handed({MEMBERS: 0, DELEGATED: 2}, "excellent"),
    )  # fmt: skip

    assert (own.kind, own.base, own.out) == (MEMBERS, 1, ())
    assert (listed.kind, listed.base, listed.line.sure.exact, listed.left) == (
        DELEGATED,
        12,
        "2.4",
        0,
    )
    assert named(listed.out) == {"一(一)10": ["老高"]}
    assert [(part.unit, part.headcount, part.cap.exact) for part in listed.parts] == [
        ("一中", 7, "1.4"),
        ("二中", 5, "1"),
    ]
    # The team's grade is the department's; it does not raise what its schools may have.
    assert [line.grade for line in listed.lines] == [None]


def test_parts_that_propose_more_than_the_whole_list_allows_are_seen() -> None:
    people = [*teachers(5, "一中"), *teachers(4, "二中", 200)]
    _, listed = books(*people, unit=BUREAU, of_parts={"一中": 1, "二中": 1})
    assert listed.line.sure.most == 1
    assert listed.parts_used == 2


def test_where_a_notice_rounds_up_the_parts_may_allow_more_than_the_whole() -> None:
    up = replace(PLAN, quotas=replace(PLAN.quotas, rounding="up"))
    people = [*teachers(6, "一中"), *teachers(6, "二中", 200)]
    _, listed = books(*people, unit=BUREAU, plan=up)
    assert (listed.line.sure.most, listed.parts_allowed) == (3, 4)


def test_a_school_that_looks_at_itself_sees_its_people_on_the_list_of_the_department() -> None:
    [own] = books(*teachers(3, "一中"), unit=ThisUnit("一中"))
    assert (own.base, len(named(own.out)["一(一)4"])) == (0, 3)


def test_another_countys_notice_is_counted_by_its_own_axes_tiers_and_rounding() -> None:
    elsewhere = load_plan(Path(__file__).parent / "another_county")
    office = ThisUnit("县档案馆")

    def officer(number: int, **facts: Any) -> Candidate:
        known = {"unit_sort": "office", **facts}
        given = {fact: Given(value, "roster") for fact, value in known.items()}
        return Candidate(number, f"职员{number}", "县档案馆", "科员", given, host="县政府办")

    people = [
        *(officer(number) for number in range(12)),
        officer(20, borrowed=True, borrowed_months=6),
        officer(21, borrowed=True, borrowed_months=1),
        officer(22, leave_days=200),
    ]
    [own] = books(*people, unit=office, plan=elsewhere)
    [host] = books(*people, unit=ThisUnit("县政府办"), plan=elsewhere)

    # 13×15% = 1.95, and that notice says to round; up to ten people it allows one.
    assert (own.base, own.line.sure.exact, own.line.sure.most) == (13, "1.95", 2)
    assert named(own.out) == {"第二条": ["职员20"], "第三条": ["职员22"]}
    assert (host.base, host.line.sure.most) == (1, 1)
