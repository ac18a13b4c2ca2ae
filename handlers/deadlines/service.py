"""Deadlines: what confirming or setting one would do, and doing it."""

from typing import Final

from handlers.deadlines.confirming import SET_DEADLINES
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (SET_DEADLINES,)

__all__ = ["DEEDS"]
