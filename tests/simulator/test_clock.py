"""Simulated time: runs, jumps, and takes the bot along."""

from datetime import UTC, datetime, timedelta

import pytest

from simulator.clock import SHANGHAI, SimClock, next_working_morning, parse_moment
from simulator.driver import DriverError, SimulatorDriver
from simulator.serving import running
from tests.kit.simulator.fake_bot import config

START = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)


def test_time_runs_on_from_where_it_was_put():
    real = [datetime(2026, 1, 1, tzinfo=UTC)]
    clock = SimClock(START, lambda: real[0])
    real[0] += timedelta(minutes=5)
    assert clock.now() == START + timedelta(minutes=5)
    clock.jump(datetime(2020, 1, 3, 9, tzinfo=SHANGHAI))
    real[0] += timedelta(seconds=1)
    assert clock.now().isoformat() == "2020-01-03T09:00:01+08:00"


@pytest.mark.parametrize(
    ("after", "morning"),
    [
        ("2019-12-25T08:00", "2019-12-26T09:58"),  # never today
        ("2019-12-31T12:00", "2020-01-02T09:58"),  # New Year's Day is free
        ("2020-01-17T12:00", "2020-01-19T09:58"),  # a Sunday worked before Spring Festival
        ("2190-01-01T12:00", "2190-01-04T09:58"),  # no holidays known: Monday
    ],
)
def test_the_next_working_morning_knows_the_holidays(after, morning):
    assert next_working_morning(parse_moment(after)) == parse_moment(morning)


def test_the_bot_is_told_of_every_jump(bot):
    with running(config(bot, start_at=START)) as address:
        driver = SimulatorDriver(address)
        assert driver.now() - START < timedelta(seconds=5)
        assert driver.jump("2020-01-03 09:00") == ""
        driver.jump(datetime(2020, 1, 3, 2, tzinfo=UTC))
        driver.jump("next-working-morning")
        assert [at[:16] + at[-6:] for at in bot.jumps] == [
            "2020-01-03T09:00+08:00",
            "2020-01-03T10:00+08:00",
            "2020-01-06T09:58+08:00",
        ]
        assert driver.say("liumin", "在吗").message.at.date().isoformat() == "2020-01-06"
        assert bot.received[0]["CreateTime"] == str(
            int(driver.messages("liumin")[0].at.timestamp())
        )


def test_a_bot_that_does_not_follow_is_reported_until_it_does(bot, driver):
    bot.jump_status = 500
    assert driver.jump("+60") == "机器人拒绝调整时间（HTTP 500）"
    assert driver.state()["clock_error"]
    bot.jump_status = 200
    assert driver.jump("now") == ""
    assert driver.state()["clock_error"] == ""


def test_nonsense_is_no_time(driver):
    with pytest.raises(DriverError, match="看不懂时间"):
        driver.jump("明天")
