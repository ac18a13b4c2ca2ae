"""Giving several papers of a unit back for one reason, told in one message."""

from collections.abc import Sequence
from typing import Final

from handlers.roster.service import contacts_on
from handlers.submissions.comments import cells_named
from handlers.submissions.returning import (
    give_back,
    returnable,
    signed_why,
    told_words,
    wrong_reason,
)
from handlers.submissions.withdrawing import called_of
from handlers.turn.access import act
from handlers.turn.commands import ReturnPapers
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Link, Push, Reply
from storage.views import HandIn

_MOST_NAMED: Final = 12


def _targets(context: DeedContext, command: ReturnPapers) -> Sequence[Target]:
    named = (context.records.handins.by_receipt(each) for each in command.receipts)
    of = [Target(unit_id=each.unit_id if each else 0) for each in named]
    return [Target(unit_id=command.unit_id), *of]


def _show(context: DeedContext, command: ReturnPapers) -> Preview | Reply:
    found = wrong_reason(context, command.reason) or _found(context, command)
    if isinstance(found, Reply):
        return found
    told = told_words(context, found[0], "确认后通知该单位政工人事")
    return Preview(
        command,
        f"请核对（还没有退回）：\n{_counted(context, found)}\n原因：{command.reason}\n{told}",
        "都退回吗？",
        "确认退回",
        "不退回",
        "好的，没有退回，都照旧。",
    )


def _do(context: DeedContext, command: ReturnPapers) -> Reply:
    """All that can be returned still; what went on meanwhile is said and stays."""
    found = wrong_reason(context, command.reason) or _found(context, command)
    if isinstance(found, Reply):
        return found
    for each in found:
        give_back(context, each, command.reason)
    unit = context.records.roster.unit(context.records.merging.now(command.unit_id))
    left = len(set(command.receipts)) - len(found)
    stayed = f"另有{left}份已经有人办过，没有动。" if left else ""
    told = told_words(context, found[0], "已通知该单位政工人事")
    return act(
        f"已退回{unit.name}的{_counted(context, found)}，原因：{command.reason}。{stayed}{told}",
        pushes=_pushes(context, found, command.reason),
    )


def _found(context: DeedContext, command: ReturnPapers) -> list[HandIn] | Reply:
    asked = [returnable(context, receipt) for receipt in dict.fromkeys(command.receipts)]
    here = context.records.merging.now(command.unit_id)
    found = [
        each
        for each in asked
        if isinstance(each, HandIn) and context.records.merging.now(each.unit_id) == here
    ]
    if found:
        return found
    refusals = [each for each in asked if isinstance(each, Reply)]
    return refusals[0] if refusals else act("没有可以退回的材料，没有改动。")


def _counted(context: DeedContext, handins: Sequence[HandIn]) -> str:
    names = "、".join(called_of(context, each) for each in handins[:_MOST_NAMED])
    more = "等" if len(handins) > _MOST_NAMED else ""
    return f"{len(handins)}份材料（{names}{more}）"


def _pushes(context: DeedContext, handins: Sequence[HandIn], reason: str) -> tuple[Push, ...]:
    """One message to one clerk, however many there are."""
    unit_id = context.records.merging.now(handins[0].unit_id)
    why = signed_why(context, handins, reason, cells_named(reason))
    words = f"{_counted(context, handins)}已退回，{why}请改好后重新上报。"
    return tuple(
        Push(
            clerk.userid,
            words,
            f"returned:{handins[0].receipt}+{len(handins)}:{clerk.userid}",
            Link("打开本单位清单", "/unit"),
            papers=tuple(dict.fromkeys(each.paper for each in handins)),
        )
        for clerk in contacts_on(context.records, context.now.date()).of(unit_id)[:1]
    )


RETURN_SEVERAL: Final = DeedService(
    ReturnPapers, always(Deed.RETURN_PAPER), "return_paper", _targets, do=_do, show=_show
)
