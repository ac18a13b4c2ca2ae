"""What happens every minute, in one of several processes: what is due is queued."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.duty import Duty
from bot.error_reporting import report
from bot.health import TICKED, Health
from storage import Store

LEASE: Final = timedelta(minutes=2)  # after which the clock of another process goes on
# A form made for somebody is named by the link in their chat alone; it can be asked for anew.
UNNAMED_KEPT_FOR: Final = timedelta(days=30)
_SWEEP_EVERY: Final = timedelta(days=1)
_SWEPT: Final = "swept"
log = structlog.get_logger(__name__)


@dataclass
class Ticking:
    """`tick_all` queues what is due in any season; `wake` tells the delivery."""

    store: Store
    tick_all: Callable[[], None]
    clock: Clock
    health: Health
    wake: Callable[[], None]
    _duty: Duty = field(init=False)

    def __post_init__(self) -> None:
        """Whoever comes first ticks."""
        self._duty = Duty(self.store, self.clock, "tick", LEASE)

    def tick(self) -> None:
        """Queue what is due to be said now, unless another process does."""
        try:
            if not self._duty.mine():
                self.health.ticked_elsewhere()
                return
            self.tick_all()
            with self.store.transaction() as records:
                records.pulses.beat(TICKED, self.clock.now())
                records.turns.forget(self.clock.now() - LEASE)
            self.health.ticked()
            self.wake()
            self._sweep()
        except Exception as error:  # the next tick may do better
            report("tick_failed", error)

    def let_go(self) -> None:
        """Another process need not wait for the lease to run out."""
        try:
            self._duty.let_go()
        except Exception as error:  # it runs out by itself
            report("duty_kept", error)

    def _sweep(self) -> None:
        """At the start and once a day: files that nothing names, as a killed upload leaves them."""
        now = self.clock.now()
        with self.store.reading() as records:
            last = records.pulses.last(_SWEPT)
        if last is not None and timedelta() <= now - last < _SWEEP_EVERY:
            return
        with self.store.transaction() as records:
            records.pulses.beat(_SWEPT, now)
        gone = self.store.sweep(UNNAMED_KEPT_FOR)
        log.info("swept", files=gone)
