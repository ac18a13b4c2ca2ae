"""Withdrawing what one handed in last, as long as it was not passed on."""

import re
from collections.abc import Mapping
from typing import Final

from handlers.submissions.withdrawing import called_of
from handlers.turn.access import act, asks_elsewhere, no_record
from handlers.turn.buttons import WithdrawButton
from handlers.turn.commands import Withdraw
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from storage.views import HandIn, HandInStatus

_VERSION: Final = re.compile(r"第\s*(\d{1,6})\s*版")
_RECEIPT: Final = re.compile(r"(?<!\d)\d{4}-\d{6}(?!\d)")
_WHY: Final[Mapping[HandInStatus, str]] = {
    HandInStatus.FAULTY: "没有通过检查",
    HandInStatus.RETURNED: "已经退回",
    HandInStatus.WITHDRAWN: "已经撤回",
}


@topic("withdraw", Deed.WITHDRAW)
def withdraw(turn: TurnContext) -> Reply:
    """Take back what the asker's unit handed in last."""
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    found = _wanted(turn)
    if found is None:
        return act("没有查到可以撤回的材料：您最近没有交过，或者已经撤回、退回了。")
    if not found.up:
        return act(_ended(turn, found))
    return order(Withdraw(found.receipt))


def _wanted(turn: TurnContext) -> HandIn | None:
    """What the asker handed in last, or the version or receipt they named, up or not."""
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    named = _RECEIPT.search(turn.said)
    receipt = named[0] if named else ""
    if isinstance(turn.button, WithdrawButton):
        receipt = turn.button.receipt
    version = _VERSION.search(turn.said)
    mine = [
        each
        for id in turn.records.merging.with_merged(turn.asker.unit_id or 0)
        for each in turn.records.handins.all_of(id, plan_id=turn.plan.id)
        if each.by == turn.asker.userid.casefold()
        and (not receipt or each.receipt == receipt)
        and (receipt or not version or each.version == int(version[1]))
        and (receipt or paper is None or each.paper == paper.id)
    ]
    return mine[-1] if mine else None


def _ended(turn: TurnContext, found: HandIn) -> str:
    """Why there is nothing to withdraw; an older version is withdrawn only by its number."""
    paper = turn.plan.papers[found.paper]
    why = _WHY[found.status]
    newest = "最近一次交的"
    if _VERSION.search(turn.said) or _RECEIPT.search(turn.said) or turn.button:
        newest = ""
    words = f"{called_of(turn, found)}{newest}第{found.version}版{why}，"
    standing = turn.records.handins.standing(
        found.unit_id, found.paper, found.person_id, plan_id=turn.plan.id
    )
    if standing is None or not standing.counts:
        return f"{words}现在没有可以撤回的版本。"
    now = f"现在以第{standing.version}版（回执号{standing.receipt}）为准"
    example = f"撤回第{standing.version}版{paper.form or paper.name}"
    if found.person_id is not None:
        example = f"撤回{standing.receipt}"
    return f"{words}{now}；要撤回第{standing.version}版，请说“{example}”。"
