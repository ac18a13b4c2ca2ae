"""The audit trail as a workbook; fetching it is itself noted."""

from typing import Final

from handlers.audit.phrases import audit_lines
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from storage.views import Act, AuditEntry

_LOOKED_AT: Final = 60  # lines of the trail
_SHOWN: Final = 10
_NO_QUESTION: Final = frozenset({"off", "choices"})


@topic("export_audit", Deed.SEE_TRAIL)
def export_audit(turn: TurnContext) -> Reply:
    """The way to the audit trail as a workbook, with what stands in it."""
    links = (Link("下载操作记录（xlsx）", "/audit.xlsx"), Link("在网页上查看", "/audit"))
    return act(
        "操作记录里有：谁在什么时候问了哪类问题、交了、退了、定了什么日期、批复了什么，"
        "提醒和通知在什么时候送到了谁；"
        "不含聊天内容。下载本身也会记一笔。",
        links=links,
    )


@topic("my_history")
def my_history(turn: TurnContext) -> Reply:
    """What the asker asked lately: days and matters, as the trail has them; never the words."""
    own = turn.records.audit.entries(act=Act.ASKED, by=turn.asker.userid, limit=_LOOKED_AT)
    lines = dict.fromkeys(line for each in own if (line := _asked(turn, each)))
    if not lines:
        return act("还没有您问过的记录。")
    shown = list(lines)[:_SHOWN]
    return act("\n".join(["您最近问过（只记哪天、哪类问题，不记原话）：", *shown]))


def _asked(turn: TurnContext, each: AuditEntry) -> str:
    """A line of one question; empty where it was none."""
    (line,) = audit_lines(turn.plan, turn.records, [each])
    if not each.subject or not line.what or each.detail.get("kind") in _NO_QUESTION:
        return ""
    return f"· {line.at.month}月{line.at.day}日：{line.what}"


TOPICS: Final = (export_audit, my_history)
