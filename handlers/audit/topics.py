"""The audit trail as a workbook; fetching it is itself noted."""

from typing import Final

from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic


@topic("export_audit", Deed.SEE_TRAIL)
def export_audit(turn: TurnContext) -> Reply:
    links = (Link("下载操作记录（xlsx）", "/audit.xlsx"), Link("在网页上查看", "/audit"))
    return act(
        "操作记录里有：谁在什么时候问了哪类问题、交了、退了、定了什么日期、批复了什么，"
        "提醒和通知在什么时候送到了谁；"
        "不含聊天内容。下载本身也会记一笔。",
        links=links,
    )


TOPICS: Final = (export_audit,)
