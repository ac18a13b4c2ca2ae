"""Who holds a paper: the one place that knows, from the state of what was handed in."""

from enum import StrEnum

from storage.views import HandInStatus


class Holder(StrEnum):
    """Where a paper lies; whoever holds it is the one to be reminded."""

    UNIT = "unit"
    GROUP = "group"
    SECTION = "section"


_AWAY = {HandInStatus.RECEIVED.value: Holder.GROUP, HandInStatus.PASSED_ON.value: Holder.SECTION}


def holder_of(status: str, *, has_group: bool = True) -> Holder:
    """`status`: MISSING or a hand-in's. Without an assessment group the section holds it."""
    holder = _AWAY.get(status, Holder.UNIT)
    return Holder.SECTION if holder is Holder.GROUP and not has_group else holder
