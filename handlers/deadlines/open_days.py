"""“时间还没定的有哪几个”: the days the notice leaves open or that nobody confirmed yet."""

import re
from typing import Final

from handlers.rulings.service import cited, day
from handlers.turn.context import TurnContext
from handlers.turn.examples import due_day
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from rules.papers import for_example
from rules.plan.deadlines import Status
from storage.deadlines import deadlines_in_force

_DAY: Final = "(?:时间|日期|日子|期限|时限|截止(?:时间|日期)?)"
_OPEN: Final = "(?:没有?定|没有?确认|没有?确定|待定|待确认|空着|没有?写|未定|未确认|没说)"
_WHICH: Final = "(?:哪|几[个项]|什么|啥|列)"
_ASKED: Final = re.compile(
    rf"{_DAY}(?:都|还|现在|是)*{_OPEN}(?:的|好)*(?:都|还)?(?:有|是)?{_WHICH}"
    rf"|{_WHICH}[^,，.?？]{{0,6}}{_DAY}(?:都|还|现在|是)*{_OPEN}"
)
OPEN_DAYS: Final = Shapes(_ASKED)


def asks_open_days(text: str) -> bool:
    """Whether it is asked which days are not settled."""
    return _ASKED.search(text) is not None


@topic("open_days")
def open_days(turn: TurnContext) -> Reply:
    """Each with what the notice prints; who may settle them is told how."""
    plan, today = turn.plan, turn.now.date()
    found = [
        one
        for one in deadlines_in_force(plan, turn.records).values()
        if one.status is not Status.CONFIRMED
    ]
    if not found:
        return Reply(Kind.ANSWER, "各项截止时间都已经确认。")
    lines = [f"还没有确认的截止时间{len(found)}个："]
    lines += [f"· {day(one, plan, today)}" for one in found]
    if may(turn.asker.role, Deed.SET_DEADLINES):
        example = f"“把{for_example(plan)}截止时间定为{due_day(plan)}”"
        lines.append(f"要定请直接说，例如{example}“确认1月5日的期限”。")
    clauses = tuple(dict.fromkeys(one.clause for one in found))
    return Reply(Kind.ANSWER, "\n".join([*lines, cited(plan, clauses)]), clauses=clauses)
