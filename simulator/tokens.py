"""Access tokens: the same one while it is valid, and all the ways one goes bad (page 91039)."""

from __future__ import annotations

from simulator.clock import SimClock
from simulator.errors import ApiError
from simulator.ids import Ids

LIFETIME = 7200  # seconds


class AccessTokens:
    def __init__(self, clock: SimClock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._current = ""
        self._expires = 0
        self._bad: dict[str, int] = {}  # token → the code it is refused with
        self.issued = 0

    def current(self) -> tuple[str, int]:
        """The valid token and its remaining seconds; a new one only when there is none."""
        now = self._clock.timestamp()
        if not self._current or now >= self._expires:
            self._retire(42001)
            self._current = self._ids.text(64)
            self._expires = now + LIFETIME
            self.issued += 1
        return self._current, self._expires - now

    def check(self, token: str) -> None:
        if not token:
            raise ApiError(41001)
        if token in self._bad:
            raise ApiError(self._bad[token])
        if token != self._current:
            raise ApiError(40014)
        if self._clock.timestamp() >= self._expires:
            raise ApiError(42001)

    def invalidate(self, code: int) -> None:
        """The token in use dies early; the next gettoken gives another."""
        self._retire(code)

    def _retire(self, code: int) -> None:
        if self._current:
            self._bad[self._current] = code
        self._current = ""


class JsTickets:
    """What pages sign their script calls with: one a kind, the same while it lasts (page 90506)."""

    def __init__(self, clock: SimClock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._held: dict[str, tuple[str, int]] = {}

    def current(self, kind: str) -> tuple[str, int]:
        """The valid ticket and its remaining seconds."""
        now = self._clock.timestamp()
        ticket, expires = self._held.get(kind, ("", 0))
        if now >= expires:
            ticket, expires = self._ids.text(86), now + LIFETIME
            self._held[kind] = ticket, expires
        return ticket, expires - now
