"""Withdrawing what one handed in last, as long as it was not passed on."""

from handlers.kit.acting import act, asks_elsewhere, is_staff, no_record, not_yours
from handlers.kit.asked import paper_in
from handlers.kit.desk import Desk
from handlers.kit.papers import paper_name
from handlers.kit.registry import topic
from handlers.kit.reply import Reply
from storage.handins import AlreadyEnded, AlreadyPassedOn
from storage.views import HandIn


@topic("withdraw")
def withdraw(desk: Desk) -> Reply:
    if is_staff(desk):
        return act("您这边没有上报过材料。要退回单位的材料，请说“退回城关镇附件8：缺公章”。")
    if asks_elsewhere(desk):
        return not_yours(desk)
    if desk.asker.unit_id is None:
        return no_record(desk)
    found = _wanted(desk)
    if found is None:
        return act("没有查到可以撤回的材料：您最近没有交过，或者已经撤回、退回了。")
    called = paper_name(desk.plan.papers[found.paper]) + _whose(desk, found)
    try:
        desk.records.handins.withdraw(found.id, desk.asker.userid, desk.now)
    except (AlreadyPassedOn, AlreadyEnded) as refusal:
        return act(f"{called}（回执号{found.receipt}）没有撤回：{refusal}")
    return act(
        f"已撤回{called}第{found.version}版（回执号{found.receipt}）。{_what_now(desk, found)}"
    )


def _wanted(desk: Desk) -> HandIn | None:
    """The asker's newest hand-in that is still up, of the named paper if one is named."""
    paper = paper_in(desk.reading.text, desk.plan, desk.reading.papers)
    pressed = desk.choice.key if desk.choice else ""
    receipt = pressed.removeprefix("withdraw:") if pressed.startswith("withdraw:") else ""
    mine = [
        each
        for each in desk.records.handins.all_of(desk.asker.unit_id or 0, plan_id=desk.plan.id)
        if (not receipt or each.receipt == receipt)
        and each.by == desk.asker.userid.casefold()
        and each.up
        and (paper is None or each.paper == paper.id)
    ]
    return mine[-1] if mine else None


def _whose(desk: Desk, found: HandIn) -> str:
    if found.person_id is None:
        return ""
    return f"（{desk.records.roster.person(found.person_id).name}）"


def _what_now(desk: Desk, found: HandIn) -> str:
    standing = desk.records.handins.standing(
        found.unit_id, found.paper, found.person_id, plan_id=desk.plan.id
    )
    if standing is not None and standing.counts:
        return f"现在以第{standing.version}版（回执号{standing.receipt}）为准。"
    return "现在这份材料算没有交，改好后请重新上传。"
