"""Working days: the Chinese calendar, the county's own days, years not published yet."""

from datetime import date

import pytest

from handlers.notifications.workdays import Workdays
from tests.kit.speaking_first import Bot, at

JANUARY_5 = date(2020, 1, 5)
# The first of 城关镇's two clerks; 县财政局 assesses nobody and owes nothing to the group.
CLERKS = ["clerkcg"]


def receivers(sent: list[tuple[str, str]]) -> list[str]:
    return [to for to, _ in sent]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 1, 1), False),  # New Year's Day
        (date(2020, 1, 2), True),
        (date(2020, 1, 4), False),  # a Saturday
        (date(2020, 1, 19), True),  # a Sunday worked in exchange for the Spring Festival
        (date(2020, 1, 24), False),  # New Year's Eve of the lunar calendar
    ],
)
def test_working_days_are_those_of_the_chinese_calendar(day: date, works: bool) -> None:
    assert Workdays().is_workday(day) is works


def test_a_year_the_calendar_does_not_know_goes_monday_to_friday_and_is_provisional() -> None:
    monday, sunday = date(2040, 1, 2), date(2040, 1, 1)
    assert Workdays().is_workday(monday)
    assert not Workdays().is_workday(sunday)
    assert Workdays().is_provisional(monday)
    assert not Workdays().is_provisional(date(2020, 1, 2))
    assert not Workdays({monday: False}).is_provisional(monday)


def test_a_county_can_have_days_of_its_own(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    with quiet_bot.store.transaction() as records:
        records.dates.set_workday(date(2020, 1, 2), False, by="Boss", at=at("2019-12-25 10:00"))
    assert quiet_bot.tick("2020-01-02 09:58") == []
    # The rung three days before falls on a day of rest now and goes out on the working day before.
    with quiet_bot.store.transaction() as records:
        records.dates.set_workday(date(2020, 1, 2), True, by="Boss", at=at("2019-12-25 10:01"))
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == CLERKS
