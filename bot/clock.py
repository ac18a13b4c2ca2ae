"""What time it is: Shanghai time everywhere, movable in a demonstration."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _real_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """The real time, as an aware datetime in Shanghai."""

    def __init__(self, real: Callable[[], datetime] = _real_now) -> None:
        self._real = real

    def now(self) -> datetime:
        """The time in Shanghai."""
        return self._real().astimezone(SHANGHAI)


class MovableClock(Clock):
    """Runs on at the real pace from wherever it was last put."""

    def __init__(self, at: datetime, real: Callable[[], datetime] = _real_now) -> None:
        super().__init__(real)
        self._lock = Lock()
        self._ahead = timedelta()
        self.put(at)

    def now(self) -> datetime:
        """The time in Shanghai, moved by what was asked for."""
        with self._lock:
            return (self._real() + self._ahead).astimezone(SHANGHAI)

    def put(self, at: datetime) -> None:
        """`at` without an offset is Shanghai time."""
        aware = at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
        with self._lock:
            self._ahead = aware - self._real()


class StoppedClock(Clock):
    """Always the same moment: for one question asked as of a given day."""

    def __init__(self, at: datetime) -> None:
        super().__init__(lambda: at if at.tzinfo else at.replace(tzinfo=SHANGHAI))
