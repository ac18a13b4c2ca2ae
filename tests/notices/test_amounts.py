"""Amounts as people write them: with their unit, in another, as a message and as a reply."""

import pytest

from language.amounts import amount_in
from language.figures import score_named
from language.short_answers import answered
from language.thresholds import Threshold
from rules.plan import Fact


def _fact(unit: str) -> Fact:
    return Fact("n", "某数", "number", {}, "几？", "person", unit=unit)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("158天", "天", 158),
        ("一百五十八天", "天", 158),
        ("累计请了158天", "天", 158),
        ("158", "天", 158),
        ("2次", "次", 2),
        ("两次", "次", 2),
        ("两次吧", "次", 2),
        ("120课时", "课时", 120),
        ("五", "次", 5),
        ("85分", "分", 85),
        ("7个月", "个月", 7),
        ("六个半月", "个月", 6.5),
        ("一年", "个月", 12),
        ("一年半", "个月", 18),
        ("两周", "天", 14),
        ("5个人", "天", None),
        ("5次", "天", None),
        ("3天", "次", None),
        ("不清楚", "天", None),
    ],
)
def test_a_number_is_a_reply_with_its_own_unit_and_with_no_other(
    text: str, unit: str, value: float | None
) -> None:
    assert answered(text, _fact(unit), ()) == value


@pytest.mark.parametrize(
    ("text", "unit", "at", "above", "side"),
    [
        ("5个月", "天", 180, True, "below"),
        ("半年", "天", 180, True, "over"),  # 181 days at least
        ("六个月", "天", 182, True, None),  # 181 to 184
        ("2个月零10天", "天", 65, True, "over"),
        ("200天", "个月", 6, False, "over"),
        ("170天", "个月", 6, False, "below"),
        ("182天", "个月", 6, False, None),
    ],
)
def test_a_time_in_another_unit_is_turned_where_it_is_clear_on_which_side_it_lies(
    text: str, unit: str, at: float, above: bool, side: str | None
) -> None:
    line = Threshold(at, above)
    value = answered(text, _fact(unit), [line])
    if side is None:
        assert value is None
    else:
        assert isinstance(value, float)
        assert (value > at if above else value >= at) is (side == "over")


def test_days_and_years_of_the_calendar_are_no_lengths() -> None:
    for text in ("3月生病", "2023年", "上半年请的"):
        assert amount_in(text, "天") is None


@pytest.mark.parametrize(
    ("text", "line", "score"),
    [
        ("分不够", 85, 84.9),
        ("测评分够了", 85, 85.0),
        ("分不够", 90, 89.9),
        ("没到85", 85, 84.9),
        ("没到八十五的呢", 85, None),
        ("没到90", 85, None),  # may be 87 or 80
        ("病假没到90天", 90, None),
        ("测评82分", 85, 82.0),
        ("学分只有60分", 85, None),
        ("学分差5分", 85, None),
    ],
)
def test_a_score_is_told_by_the_line_of_the_notice(
    text: str, line: float, score: float | None
) -> None:
    assert score_named(text, line, "考核得分") == score
