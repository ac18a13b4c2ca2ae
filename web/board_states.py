"""How the state of a paper and its holder are told on the board. A new state is a row here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handlers.kit.holding import holder_of
from handlers.kit.papers import Item
from rules.plan import Deadline
from rules.roster import Role
from storage.views import MISSING, HandIn, Holder, Member

# Words and tone: done, todo, stop (something has to be done about it again).
_STATES: Final[Mapping[str, tuple[str, str]]] = {
    MISSING: ("未交", "todo"),
    "received": ("已收到", "done"),
    "checked": ("已核对", "done"),
    "with_group": ("在考核组", "done"),
    "with_section": ("在监督股", "done"),
    "passed_on": ("已转交", "done"),
    "filed": ("已归档", "done"),
    "faulty": ("没有通过检查", "stop"),
    "returned": ("已退回", "stop"),
    "withdrawn": ("已撤回", "todo"),
}
_HOLDERS: Final[Mapping[str, str]] = {
    "unit": "单位",
    "group": "考核组",
    "section": "干部监督股",
    "archive": "档案",
}
_RECEIVED: Final = "received"


@dataclass(frozen=True)
class Row:
    """One paper on the board. `handin` is the version in force; `deadline` in a few words."""

    item: Item
    state: str
    tone: str
    holder: str
    handin: HandIn | None
    deadline: str
    may_return: bool
    may_pass_on: bool


def row_of(item: Item, deadline: Deadline | None, member: Member, *, has_group: bool) -> Row:
    """As this member sees it and may act on it."""
    status = item.handin.status.value if item.handin else MISSING
    words, tone = _STATES.get(status, (status, "todo"))
    holder = holder_of(status, has_group=has_group).value
    back = not item.missing and member.role is Role.SUPERVISOR
    on = status == _RECEIVED and member.role in (Role.SUPERVISOR, Role.GROUP)
    return Row(
        item,
        words,
        tone,
        _HOLDERS.get(holder, holder),
        item.handin,
        short_deadline(deadline),
        back,
        on,
    )


def short_deadline(deadline: Deadline | None) -> str:
    """“1月8日”, with how sure it is."""
    if deadline is None:
        return "没有时限"
    if deadline.effective is None:
        return "日期待定"
    day = f"{deadline.effective.month}月{deadline.effective.day}日"
    return day if deadline.binds else f"{day}（待确认）"


def holder_words(held: Mapping[Holder, int]) -> str:
    """“考核组12份、干部监督股3份”: where what was handed in lies now."""
    return "、".join(
        f"{_HOLDERS.get(holder.value, holder.value)}{number}份"
        for holder, number in held.items()
        if number and holder is not Holder.UNIT
    )
