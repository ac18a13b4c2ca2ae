"""The notice word for word."""

from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic

_MOST = 3


@topic("clause")
def clause(desk: Desk) -> Reply:
    wanted = desk.reading.clauses or desk.memory.clauses
    known = [one for one in wanted if one in desk.plan.clauses][:_MOST]
    if not known:
        return Reply(Kind.CHOICES, "您想看哪一条的原文？例如回复“一(一)1原文”。")
    texts = [f"方案{one}：{desk.plan.clauses[one].text}" for one in known]
    return Reply(Kind.ANSWER, "\n".join(texts), clauses=tuple(known))
