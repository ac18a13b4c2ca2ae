"""Withdrawing what one handed in last, as long as it was not passed on."""

import re
from collections.abc import Mapping
from typing import Final

from handlers.submissions.owed import paper_name
from handlers.turn.access import act, asks_elsewhere, is_staff, no_record, not_yours
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from storage.handins import AlreadyEnded, AlreadyPassedOn
from storage.views import HandIn, HandInStatus

_VERSION: Final = re.compile(r"第\s*(\d{1,6})\s*版")
_RECEIPT: Final = re.compile(r"(?<!\d)\d{4}-\d{6}(?!\d)")
_WHY: Final[Mapping[HandInStatus, str]] = {
    HandInStatus.FAULTY: "没有通过检查",
    HandInStatus.RETURNED: "已经退回",
    HandInStatus.WITHDRAWN: "已经撤回",
}


@topic("withdraw")
def withdraw(turn: TurnContext) -> Reply:
    if is_staff(turn):
        return act("您这边没有上报过材料。要退回单位的材料，请说“退回城关镇附件8：缺公章”。")
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    found = _wanted(turn)
    if found is None:
        return act("没有查到可以撤回的材料：您最近没有交过，或者已经撤回、退回了。")
    if not found.up:
        return act(_ended(turn, found))
    called = paper_name(turn.plan.papers[found.paper]) + _whose(turn, found)
    try:
        turn.records.handins.withdraw(found.id, turn.asker.userid, turn.now)
    except (AlreadyPassedOn, AlreadyEnded) as refusal:
        return act(f"{called}（回执号{found.receipt}）没有撤回：{refusal}")
    return act(
        f"已撤回{called}第{found.version}版（回执号{found.receipt}）。{_what_now(turn, found)}"
    )


def _wanted(turn: TurnContext) -> HandIn | None:
    """What the asker handed in last, or the version or receipt they named, up or not."""
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    pressed = turn.choice.key if turn.choice else ""
    named = _RECEIPT.search(turn.said)
    receipt = named[0] if named else ""
    if pressed.startswith("withdraw:"):
        receipt = pressed.removeprefix("withdraw:")
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
    words = f"{paper_name(paper)}{_whose(turn, found)}最近一次交的第{found.version}版{why}，"
    if _VERSION.search(turn.said) or _RECEIPT.search(turn.said) or turn.choice:
        words = words.replace("最近一次交的", "")
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


def _whose(turn: TurnContext, found: HandIn) -> str:
    if found.person_id is None:
        return ""
    return f"（{turn.records.roster.person(found.person_id).name}）"


def _what_now(turn: TurnContext, found: HandIn) -> str:
    standing = turn.records.handins.standing(
        found.unit_id, found.paper, found.person_id, plan_id=turn.plan.id
    )
    if standing is not None and standing.counts:
        return f"现在以第{standing.version}版（回执号{standing.receipt}）为准。"
    return "现在这份材料算没有交，改好后请重新上传。"
