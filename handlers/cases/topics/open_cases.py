"""Which cases wait for a ruling, and which precedents are in force."""

from typing import Final

from handlers.cases.phrases import case_line, ruled_words
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic

_PAGE: Final = Link("看人员、请示人，批复或撤销", "/board/cases")


@topic("open_cases", Deed.SEE_CASES)
def open_cases(turn: TurnContext) -> Reply:
    """Which cases wait, and which precedents hold."""
    plan, cases = turn.plan, turn.records.cases
    waiting = cases.open(plan.id)
    lines = [f"待批复的请示有{len(waiting)}件：" if waiting else "没有待批复的请示。"]
    lines += [f"· {case_line(plan, case)}" for case in waiting]
    if waiting:
        lines.append(f"批复请回复“批复{waiting[0].number}号：结果，理由是……”。")
    in_force = cases.in_force(plan.id)
    if in_force:
        lines.append(f"有效的批复有{len(in_force)}件：")
        lines += [
            f"· 第{case.number}号：{ruled_words(plan, dict(case.answer.values), case.answer.words)}"
            for case in in_force
            if case.answer
        ]
    return act("\n".join(lines), links=(_PAGE,))
