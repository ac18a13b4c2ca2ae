"""How much WeCom lets through, to one member and on one day, for all our processes together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

import structlog

from storage import Records, Store
from storage.views import Delivery

# Page 90236: what one member gets beyond 30 a minute or 1,000 an hour is dropped without a word.
# What else the app sends, from the console for one, counts too: some room is left.
MOST_TO_ONE: Final = ((timedelta(minutes=1), 22), (timedelta(hours=1), 800))
A_DAY_FOR_EACH: Final = 200  # messages of the app to all, for each account the company may have
_WAIT: Final = timedelta(minutes=1)
_AFTER_MIDNIGHT: Final = timedelta(minutes=5)
log = structlog.get_logger(__name__)


def _one(_payload: Mapping[str, Any]) -> int:
    return 1


def _any_number(_records: Records) -> int | None:
    return None


@dataclass(frozen=True)
class Measure:
    """How many messages a payload is to the channel, and how many there may be on one day."""

    pieces: Callable[[Mapping[str, Any]], int] = _one
    most_a_day: Callable[[Records], int | None] = _any_number

    def has_room(self, store: Store, to: str, now: datetime) -> bool:
        """Before anything is made that could not be sent."""
        with store.reading() as records:
            return records.allowance.has_room(to, 1, now, MOST_TO_ONE)

    def counted_in(
        self, store: Store, delivery: Delivery, payload: Mapping[str, Any], now: datetime
    ) -> datetime | None:
        """Count it, right before it is sent; else until when it waits."""
        pieces = self.pieces(payload)
        if not pieces:
            return None
        with store.transaction() as records:
            allowance, most_a_day = records.allowance, self.most_a_day(records)
            if not allowance.take(delivery.id, delivery.to, pieces, now, MOST_TO_ONE):
                return now + _WAIT
            if most_a_day is None or allowance.take_of_day(now.date(), pieces, most_a_day):
                return None
        log.warning("day_is_full", delivery=delivery.id)
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        return midnight + _AFTER_MIDNIGHT
