"""Who holds a paper: the one to be reminded of it."""

from storage import custody
from storage.views import MISSING, HandInStatus, Holder


def holder_of(status: str, *, has_group: bool = True) -> Holder:
    """`status`: MISSING or a hand-in's. Without an assessment group the section holds it."""
    if status == MISSING:
        return Holder.UNIT
    return custody.holder_of(HandInStatus(status), has_group=has_group)
