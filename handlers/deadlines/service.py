"""Deadlines: what confirming or setting one would do, and doing it; taking it back."""

from typing import Final

from handlers.deadlines.confirming import SET_DEADLINES
from handlers.deadlines.naming import sets_by_name
from handlers.deadlines.open_days import OPEN_DAYS, asks_open_days
from handlers.deadlines.taking_back import TAKE_BACK_DAYS, days_set
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (SET_DEADLINES, TAKE_BACK_DAYS)

__all__ = ["DEEDS", "OPEN_DAYS", "asks_open_days", "days_set", "sets_by_name"]
