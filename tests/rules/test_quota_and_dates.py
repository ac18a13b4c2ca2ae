"""Shares of 优秀, months of service, and deadlines as printed and as read."""

from datetime import date
from fractions import Fraction

import pytest

from rules.dates import months_served, reached_on
from rules.plan import Plan, Status
from rules.quota import Cap, allowed, cap, share_for

YEAR_END = date(2019, 12, 31)


def test_27_people_at_20_percent_make_5_point_4_of_which_5_are_allowed() -> None:
    assert cap(27, 20) == Cap(Fraction(27, 5), "5.4", 5, False)


@pytest.mark.parametrize(("rounding", "most"), [(None, 2), ("down", 2), ("up", 3), ("nearest", 3)])
def test_rounding_only_counts_where_it_is_stated(rounding: str | None, most: int) -> None:
    assert cap(10, 25, rounding).most == most


def test_nobody_makes_no_place() -> None:
    assert cap(0, 20) == Cap(Fraction(0), "0", 0, True)


def test_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="人数不能是负数"):
        cap(-1, 20)


@pytest.mark.parametrize(
    ("grade", "percent"), [(None, 20), ("excellent", 25), ("good", 20), ("fair", 20), ("poor", 15)]
)
def test_the_share_of_members_follows_the_grade_of_the_team(
    plan: Plan, grade: str | None, percent: int
) -> None:
    assert share_for(plan, grade).percent == percent


def test_teams_have_30_percent_and_only_generally(plan: Plan) -> None:
    share = share_for(plan, None, "teams")
    assert (share.percent, share.strength) == (30, "generally")


def test_15_delegated_people_have_3_places_whatever_their_team(plan: Plan) -> None:
    assert allowed(plan, 15, "excellent", "delegated").most == 3


@pytest.mark.parametrize(
    ("start", "months"),
    [
        (date(2019, 7, 1), 6),
        (date(2019, 7, 2), 5.97),
        (date(2019, 6, 28), 6.13),
        (date(2018, 11, 1), 14),
        (date(2019, 12, 31), 0.03),
        (date(2020, 1, 1), 0),
        (date(2019, 8, 31), 4.03),
    ],
)
def test_both_the_first_and_the_last_day_count(start: date, months: float) -> None:
    assert months_served(start, None, YEAR_END) == months


def test_a_secondment_that_ended_counts_to_its_end() -> None:
    assert months_served(date(2019, 1, 1), date(2019, 6, 30), YEAR_END) == 6


@pytest.mark.parametrize(
    ("start", "on"),
    [
        (date(2019, 6, 28), date(2019, 12, 28)),
        (date(2019, 7, 1), date(2019, 12, 31)),
        (date(2019, 7, 2), date(2020, 1, 2)),
        (date(2019, 8, 31), date(2020, 2, 29)),
    ],
)
def test_six_months_are_full_on_a_day(start: date, on: date) -> None:
    assert reached_on(start, 6, YEAR_END) == on


def test_a_deadline_printed_a_year_too_early_is_presumed_and_does_not_bind(plan: Plan) -> None:
    deadline = plan.deadlines["delegated_reported"]
    assert deadline.printed_date == date(2019, 1, 8)
    assert deadline.effective == date(2020, 1, 8)
    assert deadline.status is Status.PRESUMED
    assert not deadline.binds


def test_two_deadlines_are_blank(plan: Plan) -> None:
    blank = [name for name, each in plan.deadlines.items() if each.status is Status.BLANK]
    assert blank == ["unit_to_group", "group_to_section"]
