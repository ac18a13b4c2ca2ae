"""A paper's way in words: who had it when, and where it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.custody import UNDONE
from storage.views import Custody, HandInStatus, Holder, Step
from web.show import moment

_STEPS: Final[Mapping[HandInStatus, str]] = {
    HandInStatus.RECEIVED: "收到",
    HandInStatus.CHECKED: "收到，检查通过",
    HandInStatus.FAULTY: "收到，有必须改的，不算交",
    HandInStatus.WITH_GROUP: "考核组接收",
    HandInStatus.WITH_SECTION: "转交{office}",
    HandInStatus.FILED: "归档",
    HandInStatus.RETURNED: "退回",
    HandInStatus.WITHDRAWN: "撤回",
}
_HOLDERS: Final[Mapping[Holder, str]] = {
    Holder.UNIT: "单位",
    Holder.GROUP: "考核组",
    Holder.SECTION: "{office}",
    Holder.ARCHIVE: "档案",
}


@dataclass(frozen=True)
class WayStep:
    """One line of a paper's way. Who acted for the county is not named to the unit."""

    words: str
    at: datetime
    note: str = ""


def way_of(steps: Sequence[Step], office: str) -> list[WayStep]:
    """A paper's way, oldest first. What was noted or taken back is told as such."""
    return [
        WayStep(f"撤销，回到：{_STEPS[step.status]}".format(office=office), step.at)
        if step.reason == UNDONE
        else WayStep(_STEPS[step.status].format(office=office), step.at, step.reason)
        for step in steps
    ]


def held_words(custody: Custody, status: HandInStatus, office: str) -> str:
    """Where it lies; what nobody has taken over yet is waited for there."""
    new = status in (HandInStatus.RECEIVED, HandInStatus.CHECKED)
    holder = _HOLDERS[custody.holder].format(office=office)
    where = f"等{holder}接收" if new else f"现在在{holder}"
    return f"{where}，自{moment(custody.since)}起。"
