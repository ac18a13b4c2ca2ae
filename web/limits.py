"""How often one address or account may ask: who asks too often is told to wait, others are not."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

MOST_KNOWN: Final = 20_000  # addresses and accounts remembered; who asked longest ago goes first


@dataclass(frozen=True)
class Limit:
    """`burst` at once, and `per_minute` of them come back."""

    burst: int
    per_minute: float


# A county's offices often come through one address, so that an address may ask much more than
# an account. FORGED counts callbacks whose signature was wrong, which WeCom never sends.
FORGED: Final = Limit(60, 30)
LOGIN: Final = Limit(300, 300)
FORM: Final = Limit(240, 120)  # a form being filled in is kept every few seconds
UPLOAD: Final = Limit(200, 60)  # one file each


@dataclass
class Limits:
    """Counted in this process. `now`: seconds of a clock that nobody moves."""

    now: Callable[[], float] = time.monotonic
    _left: OrderedDict[tuple[str, str], tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def may(self, limit: Limit, what: str, who: str, cost: float = 1) -> bool:
        """Whether `who` may do `what` once more, which is then counted. A cost of 0 only looks."""
        with self._lock:
            now, key = self.now(), (what, who)
            left, since = self._left.pop(key, (float(limit.burst), now))
            left = min(limit.burst, left + (now - since) * limit.per_minute / 60)
            allowed = left >= max(cost, 1)
            self._left[key] = (left - cost if allowed else left, now)
            while len(self._left) > MOST_KNOWN:
                self._left.popitem(last=False)
            return allowed
