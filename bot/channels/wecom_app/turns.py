"""A member's messages one after the other, whichever of several processes each of them reached."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from bot.clock import Clock
from storage import Records, Store

# For an earlier message whose process was killed; the answer is then sent and not replied.
WAITS: Final = timedelta(seconds=10)
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Turns:
    """Numbers drawn from the database as messages come in; none where one process is all."""

    store: Store
    clock: Clock
    owner: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def needed(self) -> bool:
        """Whether another process may have a member's earlier message."""
        return self.store.shared

    def drawn(self, senders: Sequence[str]) -> Sequence[int]:
        """A number for a message of each. Zeros where there are none to be had: nobody waits."""
        try:
            with self.store.transaction() as records:
                return records.turns.draw(senders, self.owner, self.clock.now())
        except Exception as error:  # the message itself may still be answered
            log.warning("no_turn", error=type(error).__name__)
            return [0] * len(senders)

    def first_elsewhere(self, senders: Sequence[str]) -> Mapping[str, int]:
        """By sender the number of the first message that another process has."""
        with self.store.reading() as records:
            return records.turns.elsewhere(senders, self.owner, self.clock.now() - WAITS)

    def done(self, records: Records, numbers: Sequence[int]) -> None:
        """In the transaction that answers them."""
        if self.needed:
            records.turns.done([number for number in numbers if number])

    def dropped(self, number: int) -> None:
        """Answered some other way."""
        try:
            with self.store.transaction() as records:
                self.done(records, [number])
        except Exception as error:  # nobody waits long for it
            log.warning("turn_kept", error=type(error).__name__)
