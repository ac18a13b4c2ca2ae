"""Taking back what one handed in, as long as nobody has taken it."""

from collections.abc import Sequence
from typing import Final

from handlers.submissions.owed import paper_name
from handlers.turn.access import act
from handlers.turn.commands import Withdraw
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.namesakes import called_apart
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Reply
from storage.custody import PASSED_ON, AlreadyEnded, AlreadyPassedOn
from storage.views import HandIn, HandInStatus

_NOTHING: Final = "没有查到可以撤回的材料：您最近没有交过，或者已经撤回、退回了。"


def _targets(context: DeedContext, command: Withdraw) -> Sequence[Target]:
    """Nobody withdraws what another handed in, be it in the same unit."""
    handin = context.records.handins.by_receipt(command.receipt)
    return [Target(userid=handin.by if handin else "")]


def _show(context: DeedContext, command: Withdraw) -> Preview | Reply:
    found = _found(context, command)
    if isinstance(found, Reply):
        return found
    called = called_of(context, found)
    older, at = _below(context, found), found.at.astimezone(context.now.tzinfo)
    then = (
        f"撤回后以第{older.version}版（回执号{older.receipt}）为准。"
        if older
        else "撤回后这份材料算没有交。"
    )
    return Preview(
        command,
        f"请核对（还没有撤回）：\n{called}第{found.version}版（回执号{found.receipt}），"
        f"{at.month}月{at.day}日{at:%H:%M}交。\n{then}",
        "撤回这一版吗？",
        "确认撤回",
        "不撤回",
        f"好的，没有撤回，{called}第{found.version}版仍然有效。",
    )


def _do(context: DeedContext, command: Withdraw) -> Reply:
    found = _found(context, command)
    if isinstance(found, Reply):
        return found
    try:
        context.records.handins.withdraw(found.id, context.asker.userid, context.now)
    except (AlreadyPassedOn, AlreadyEnded) as refusal:
        return _not_withdrawn(context, found, refusal)
    return act(
        f"已撤回{called_of(context, found)}第{found.version}版（回执号{found.receipt}）。"
        f"{what_stands(context, found)}"
    )


def _found(context: DeedContext, command: Withdraw) -> HandIn | Reply:
    found = context.records.handins.by_receipt(command.receipt)
    if found is None or found.plan_id != context.plan.id:
        return act(_NOTHING)
    if found.status in PASSED_ON:
        return _not_withdrawn(context, found, AlreadyPassedOn.__doc__)
    if found.status is HandInStatus.FAULTY:
        return _not_withdrawn(context, found, "这一版没有通过检查，本来就没有在用。")
    if not found.up:
        return _not_withdrawn(context, found, AlreadyEnded.__doc__)
    return found


def _not_withdrawn(context: DeedContext, found: HandIn, why: object) -> Reply:
    return act(f"{called_of(context, found)}（回执号{found.receipt}）没有撤回：{why}")


def _below(context: DeedContext, found: HandIn) -> HandIn | None:
    """The version that is in force once this one is gone."""
    versions = context.records.handins.versions(
        found.unit_id, found.paper, found.person_id, plan_id=found.plan_id, part=found.part
    )
    left = [each for each in versions if each.id != found.id and each.up]
    return left[-1] if left and left[-1].counts else None


def called_of(context: DeedContext, handin: HandIn) -> str:
    """Name of the paper, with whose it is."""
    paper = context.plan.papers.get(handin.paper)
    named = paper_name(paper) if paper else handin.paper
    if handin.person_id is None:
        return named
    return f"{named}（{called_apart(context.records, handin.person_id)}）"


def what_stands(context: DeedContext, handin: HandIn) -> str:
    """Which version of that paper is in force now."""
    standing = context.records.handins.standing(
        handin.unit_id, handin.paper, handin.person_id, plan_id=context.plan.id
    )
    if standing is not None and standing.counts:
        return f"现在以第{standing.version}版（回执号{standing.receipt}）为准。"
    return "现在这份材料算没有交，改好后请重新上传。"


WITHDRAW: Final = DeedService(
    Withdraw, always(Deed.WITHDRAW), "withdraw", _targets, do=_do, show=_show
)
