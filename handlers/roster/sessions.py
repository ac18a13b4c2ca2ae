"""The deed of ending logins on the pages: one's own, and for the section anybody's."""

from collections.abc import Sequence
from typing import Final

from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import AnyDeedService, DeedService, Preview, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Reply
from handlers.turn.roster_commands import EndSessions


def _targets(_context: DeedContext, command: EndSessions) -> Sequence[Target]:
    return [Target(userid=command.userid)]


def _show(context: DeedContext, command: EndSessions) -> Preview | Reply:
    whose = _whose(context, command.userid)
    which = "这一处登录" if command.session else "在所有手机和电脑上的登录"
    return Preview(
        command,
        f"将结束{whose}{which}，再打开页面要重新登录。没有提交的内容会丢失。",
        "要结束吗？",
        "结束登录",
        "先不结束",
        "好的，没有结束。",
    )


def _do(context: DeedContext, command: EndSessions) -> Reply:
    by, at = context.asker.userid, context.now
    ended = context.records.sessions.end(command.userid, by, at, id=command.session)
    whose = _whose(context, command.userid)
    if not ended:
        return act(f"{whose}的这些登录已经结束，不用再办。")
    return act(f"已结束{whose}的{ended}处登录。再打开页面要重新登录。")


def _whose(context: DeedContext, userid: str) -> str:
    if userid.casefold() == context.asker.userid.casefold():
        return "您"
    member = context.records.members.by_userid(userid)
    return member.name if member else userid


END_SESSIONS: Final[AnyDeedService] = DeedService(
    EndSessions, always(Deed.END_SESSIONS), "end_sessions", _targets, do=_do, show=_show
)
