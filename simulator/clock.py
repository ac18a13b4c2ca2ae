"""The simulated Shanghai time: a start point plus real time elapsed, movable by jumps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


def real_now() -> datetime:
    return datetime.now(UTC)


def parse_moment(text: str) -> datetime:
    """Read `2020-01-03T09:00`, `2020-01-03 09:00[:00]`; Shanghai unless an offset is given.

    Raises ValueError.
    """
    moment = datetime.fromisoformat(text.strip())
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


class SimClock:
    """Runs as fast as `real` does, from `start_at` (or from the real time)."""

    def __init__(self, start_at: datetime | None, real: Callable[[], datetime]) -> None:
        self._real = real
        self._lock = Lock()
        self._ahead = start_at - real() if start_at else timedelta()

    def now(self) -> datetime:
        with self._lock:
            return (self._real() + self._ahead).astimezone(SHANGHAI)

    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def jump(self, to: datetime) -> None:
        with self._lock:
            self._ahead = to - self._real()


def next_working_morning(after: datetime) -> datetime:
    """09:58 of the next working day; public holidays and make-up days are considered.

    By then the usual reminders of a morning are out.
    """
    day = after.astimezone(SHANGHAI).date() + timedelta(days=1)
    while not _is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(9, 58), SHANGHAI)


def _is_working_day(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # a year whose holidays are not published yet
        return day.weekday() < 5
