"""A day and an hour as people name them, read on 26 December 2019, a Thursday, at 10:00."""

from datetime import UTC, datetime

import pytest

from language.moments import moment_in

NOW = datetime(2019, 12, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("下月三号上午十点", "2020-01-03", "10:00"),
        ("二十八号傍晚", "2019-12-28", "18:00"),
        ("3号", "2020-01-03", None),
        ("1月8日16:20", "2020-01-08", "16:20"),
        ("二月一日下午两点四十", "2020-02-01", "14:40"),
        ("明年3月2号", "2020-03-02", None),
        ("明晚七点", "2019-12-27", "19:00"),
        ("大后天中午", "2019-12-29", "12:00"),
        ("今天下班之前", "2019-12-26", "17:00"),
        ("这周日", "2019-12-29", None),
        ("周三", "2020-01-01", None),
        ("下周四早上8点一刻", "2020-01-02", "08:15"),
        ("两周后", "2020-01-09", None),
        ("再过3天上午", "2019-12-29", "09:00"),
        ("1/9 9:05", "2020-01-09", "09:05"),
        ("不是3号，是4号", "2020-01-04", None),
    ],
)
def test_a_day_and_a_time_of_day(text: str, day: str, at: str | None) -> None:
    found = moment_in(text, NOW)
    assert str(found.day) == day
    assert (f"{found.time.at:%H:%M}" if found.time else None) == at
    assert found.no_such == ""


@pytest.mark.parametrize(
    ("text", "weekdays", "at"),
    [
        ("每周二下午", (1,), "15:00"),
        ("每个星期一三五八点", (0, 2, 4), "08:00"),
        ("每周二到周四9点", (1, 2, 3), "09:00"),
        ("每周五四点", (4,), "16:00"),
        ("每天早上", (0, 1, 2, 3, 4, 5, 6), "09:00"),
        ("每个工作日8:40", (0, 1, 2, 3, 4), "08:40"),
    ],
)
def test_days_of_every_week(text: str, weekdays: tuple[int, ...], at: str) -> None:
    found = moment_in(text, NOW)
    assert found.weekdays == weekdays
    assert found.time is not None
    assert f"{found.time.at:%H:%M}" == at


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("过20分钟", 20), ("一个半小时后", 90), ("半小时以后", 30), ("2个钟头后", 120)],
)
def test_so_long_from_now(text: str, minutes: int) -> None:
    after = moment_in(text, NOW).after
    assert after is not None
    assert after.total_seconds() == minutes * 60


@pytest.mark.parametrize("text", ["2月30日", "13月1日", "26点", "9点70分", "4月31号下午"])
def test_what_no_calendar_and_no_clock_shows_is_said_so(text: str) -> None:
    assert moment_in(text, NOW).no_such in text
    assert moment_in(text, NOW).no_such != ""


@pytest.mark.parametrize("text", ["过几天", "月底", "改天", "周末"])
def test_words_that_name_no_day(text: str) -> None:
    found = moment_in(text, NOW)
    assert (found.named, found.vague) == (False, text)


@pytest.mark.parametrize("text", ["附件8交几份", "测评89.5分", "27个科级干部", "方案一(一)1"])
def test_figures_that_are_no_moment(text: str) -> None:
    assert not moment_in(text, NOW).named
