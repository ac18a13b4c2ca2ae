"""Clocks."""

from datetime import UTC, datetime, timedelta

from bot.clock import SHANGHAI, Clock, MovableClock, StoppedClock

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)


def test_the_time_is_shanghais():
    now = Clock(lambda: NOON).now()

    assert now == NOON
    assert now.isoformat() == "2026-01-01T12:00:00+08:00"


def test_a_movable_clock_runs_on_from_where_it_was_put():
    real = [NOON]
    clock = MovableClock(datetime(2019, 12, 25, 9, tzinfo=SHANGHAI), lambda: real[0])
    real[0] += timedelta(minutes=5)
    first = clock.now()
    clock.put(datetime(2020, 1, 2, 9, tzinfo=UTC).replace(tzinfo=None))

    assert first.isoformat() == "2019-12-25T09:05:00+08:00"
    assert clock.now().isoformat() == "2020-01-02T09:00:00+08:00"


def test_a_stopped_clock_stays():
    at = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)

    assert StoppedClock(at).now() == at
