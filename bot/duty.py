"""What one of several processes does for all of them, held by this process while it can say so."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from storage import Store


@dataclass
class Duty:
    """A lease, kept by asking again and again. Where one process is all there is it is ours.

    Two may hold it for a moment, when one of them was stopped for longer than the lease: what they
    do must be safe to be done twice, only not worth it.
    """

    store: Store
    clock: Clock
    name: str
    lease: timedelta
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    _until: datetime | None = None

    def mine(self) -> bool:
        """Whether it is ours now; said again only when a third of the lease is over."""
        if not self.store.shared:
            return True
        now = self.clock.now()
        if self._until is not None and now < self._until - self.lease * 2 / 3 < now + self.lease:
            return True
        self._until = now + self.lease if self._taken(now) else None
        return self._until is not None

    def let_go(self) -> None:
        """At the end: another process need not wait for the lease to run out."""
        if self._until is not None:
            self._until = None
            with self.store.transaction() as records:
                records.duties.let_go(self.name, self.owner)

    def _taken(self, now: datetime) -> bool:
        with self.store.reading() as records:
            if records.duties.held_by_another(self.name, self.owner, now, self.lease):
                return False
        with self.store.transaction() as records:
            return records.duties.take(self.name, self.owner, now, self.lease)
