"""Deeds that two people of the section have to confirm, where the county wants that."""

import hashlib
from typing import Final

from handlers.turn.commands import Command, to_text
from handlers.turn.context import DeedContext
from handlers.turn.reply import VOID, Kind, Push, Reply
from handlers.turn.roster_commands import CorrectRoster, MergeUnits, RemoveUnit
from storage.views import Entity

SETTING: Final = "two_people"
_NOTED: Final = "第一位同志确认，等第二位"


def waits_for_another(context: DeedContext, command: Command) -> Reply | None:
    """Words where another one has to confirm first; None where the deed may be done now.

    The other does the very same, having been shown the same: what was shown is part of it.
    """
    what = _called(command)
    setting = context.records.speaking.setting(context.plan.id, SETTING)
    if not what or not setting or not setting.get("on"):
        return None
    mark = hashlib.sha256(to_text(command).encode()).hexdigest()
    by, at = context.asker.userid, context.now
    if context.records.approvals.given(mark, by, at, f"{what}（{_NOTED}）"):
        return None
    words = (
        f"{what}要两位同志确认，还没有办。已记下您的确认；"
        "请另一位同志在24小时内打开同一页，照样再办一次。"
    )
    return Reply(Kind.ACTION, words, card=VOID, pushes=_told(context, what, mark))


def _called(command: Command) -> str:
    """What the deed is called; empty for one that takes one person."""
    match command:
        case MergeUnits():
            return "单位并入"
        case RemoveUnit():
            return "撤销单位"
        case CorrectRoster(entity=Entity.MEMBER | Entity.PERSON, field="left"):
            return "去掉账号或人员"
    return ""


def _told(context: DeedContext, what: str, mark: str) -> tuple[Push, ...]:
    asker = context.asker
    words = (
        f"{asker.name}要办“{what}”，要两位同志确认。请打开名册页看一下，"
        "同意的话照样再办一次；不同意就不用管，24小时后作废。"
    )
    others = [each for each in context.records.members.supervisors() if each.userid != asker.userid]
    key = f"two:{mark[:16]}:{context.now:%Y%m%d%H%M}"
    return tuple(Push(each.userid, words, f"{key}:{each.userid}") for each in others)
