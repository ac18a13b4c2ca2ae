"""The clock: it only ticks. What is due is decided by the database."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

EVERY_SECONDS = 60


class RunningClock:
    """A thread that calls `work` every minute and at once. One in each process; that is safe."""

    def __init__(self, work: Callable[[], object], every_seconds: float = EVERY_SECONDS) -> None:
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(
            work,
            IntervalTrigger(seconds=every_seconds, timezone=UTC),
            # After a suspended machine wakes up one tick makes up for all, however late.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop after the tick in hand."""
        self._scheduler.shutdown(wait=True)


def start_clock(
    work: Callable[[], object], *, every_seconds: float = EVERY_SECONDS
) -> RunningClock:
    """Tick from now on. `work` asks its own clock for the time, so a demonstration may move it."""
    clock = RunningClock(work, every_seconds)
    clock.start()
    return clock
