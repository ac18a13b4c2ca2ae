"""How the state of a paper and its holder are told on the board. A new state is a row here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from handlers.submissions.service import Item, holder_of, may_return
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Deadline
from storage.views import MISSING, HandIn, HandInStatus, Holder, Member

# Words and tone: done, todo, stop (something has to be done about it again).
_STATES: Final[Mapping[str, tuple[str, str]]] = {
    MISSING: ("未交", "todo"),
    "received": ("已收到", "done"),
    "checked": ("已核对", "done"),
    "with_group": ("在考核组", "done"),
    "with_section": ("在{office}", "done"),
    "filed": ("已归档", "done"),
    "faulty": ("没有通过检查", "stop"),
    "returned": ("已退回", "stop"),
    "withdrawn": ("已撤回", "todo"),
}
_HOLDERS: Final[Mapping[str, str]] = {
    "unit": "单位",
    "group": "考核组",
    "section": "{office}",
    "archive": "档案",
}
_NEW: Final = (HandInStatus.RECEIVED, HandInStatus.CHECKED)
# The next step of a paper for a group and for the section: where it goes and how that is called.
_NEXT: Final[Mapping[tuple[Reach, HandInStatus], tuple[HandInStatus, str]]] = {
    **{(Reach.GROUP, status): (HandInStatus.WITH_GROUP, "接收") for status in _NEW},
    (Reach.GROUP, HandInStatus.WITH_GROUP): (HandInStatus.WITH_SECTION, "转交"),
    **{
        (Reach.COUNTY, status): (HandInStatus.WITH_SECTION, "接收")
        for status in (*_NEW, HandInStatus.WITH_GROUP)
    },
    (Reach.COUNTY, HandInStatus.WITH_SECTION): (HandInStatus.FILED, "归档"),
}


@dataclass(frozen=True)
class Row:
    """One paper on the board. `deadline` in a few words.

    `handin` is the version in force, or where there is none the newest, which failed the checks.
    """

    item: Item
    state: str
    tone: str
    holder: str
    handin: HandIn | None
    deadline: str
    may_return: bool
    step: str


def row_of(
    item: Item,
    newest: HandIn | None,
    deadline: Deadline | None,
    member: Member,
    *,
    has_group: bool,
    office: str,
) -> Row:
    """As this member sees it and may act on it. `newest`: the last version, whatever became of it.

    What failed the checks is as missing as what never came, but not told as such: the unit reads
    that it failed, and whoever chases it is to know the same.
    """
    failed = newest if newest and newest.status is HandInStatus.FAULTY else None
    shown = item.handin or failed
    status = shown.status.value if shown else MISSING
    words, tone = _STATES.get(status, (status, "todo"))
    holder = holder_of(status, has_group=has_group).value
    back = item.handin is not None and item.handin.counts
    back = back and may_return(member.role, HandInStatus(status))
    step = next_step(member, item.handin) if item.handin else None
    return Row(
        item,
        words.format(office=office),
        tone,
        _HOLDERS.get(holder, holder).format(office=office),
        shown,
        short_deadline(deadline),
        back,
        step[1] if step else "",
    )


def next_step(member: Member, handin: HandIn) -> tuple[HandInStatus, str] | None:
    """Where this member may bring the paper next, and the word for it."""
    return _NEXT.get((reach(member.role, Deed.MOVE_PAPERS), handin.status))


def steps_of(rows: Iterable[Row], member: Member) -> list[tuple[str, str]]:
    """The steps this member may bring any of these on by: where to, and the word for it."""
    found = (next_step(member, row.handin) for row in rows if row.handin and row.step)
    return list(dict.fromkeys((step[0].value, step[1]) for step in found if step))


def short_deadline(deadline: Deadline | None) -> str:
    """“1月8日”, with how sure it is."""
    if deadline is None:
        return "没有时限"
    if deadline.effective is None:
        return "日期待定"
    day = f"{deadline.effective.month}月{deadline.effective.day}日"
    return day if deadline.binds else f"{day}（待确认）"


def holder_words(held: Mapping[Holder, int], office: str) -> str:
    """“考核组12份、监督股3份”: where what was handed in lies now."""
    return "、".join(
        f"{_HOLDERS.get(holder.value, holder.value).format(office=office)}{number}份"
        for holder, number in held.items()
        if number and holder is not Holder.UNIT
    )
