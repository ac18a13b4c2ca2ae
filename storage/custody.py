"""With whom a paper lies and since when, and which way it may go."""

from collections.abc import Mapping, Sequence
from typing import Final

from storage.views import Custody, HandIn, HandInStatus, Holder, Step

_NEW: Final = frozenset({HandInStatus.RECEIVED, HandInStatus.CHECKED})

# Taken by somebody: the unit cannot withdraw it any more.
PASSED_ON: Final = frozenset(
    {HandInStatus.WITH_GROUP, HandInStatus.WITH_SECTION, HandInStatus.FILED}
)
ENDED: Final = frozenset({HandInStatus.RETURNED, HandInStatus.WITHDRAWN})

UNDONE: Final = "撤销"  # the note of a step that takes the one before back

_FROM: Final[Mapping[HandInStatus, frozenset[HandInStatus]]] = {
    HandInStatus.WITH_GROUP: _NEW,
    HandInStatus.WITH_SECTION: _NEW | {HandInStatus.WITH_GROUP},
    HandInStatus.FILED: frozenset({HandInStatus.WITH_SECTION}),
}


class AlreadyPassedOn(Exception):
    """这份材料考核组或干部监督股已经接收，不能撤回。需要更正的，请联系他们退回后重新报送。"""


class AlreadyEnded(Exception):
    """这份材料已经撤回或退回，不用再操作。"""


class NotHere(Exception):
    """这份材料现在不在这一步，没有改动。请看一下它现在在哪里，再操作。"""


def may_move(now: HandInStatus, to: HandInStatus) -> bool:
    """Whether a paper that is here now can be brought there."""
    return now in _FROM.get(to, frozenset())


def holder_of(status: HandInStatus, *, has_group: bool) -> Holder:
    """With whom a paper lies. What is new lies with who has to take it over."""
    if status is HandInStatus.FILED:
        return Holder.ARCHIVE
    if status is HandInStatus.WITH_SECTION:
        return Holder.SECTION
    if status is HandInStatus.WITH_GROUP or status in _NEW:
        return Holder.GROUP if has_group else Holder.SECTION
    return Holder.UNIT


def holder(handin: HandIn, way: Sequence[Step], *, has_group: bool) -> Custody:
    """Who holds it since when. `way`: its steps, oldest first; `has_group`: the unit has one."""
    now = holder_of(handin.status, has_group=has_group)
    since = handin.at
    for step in reversed(way):
        if holder_of(step.status, has_group=has_group) is not now:
            break
        since = step.at
    return Custody(now, since)
