"""“批复3号：按原单位考核，理由是……”, as supervision staff say it."""

from typing import Final

from handlers.cases.answering import drafted
from handlers.cases.command_values import command_in
from handlers.cases.phrases import case_line
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic

_EXAMPLE: Final = "例如“批复3号：按原单位考核，理由是……，只限这一件”或“……，以后都照此”。"


@topic("answer_case", Deed.ANSWER_CASE)
def answer_case(turn: TurnContext) -> Reply:
    """A ruling on a case by its number; without one, which cases wait."""
    command = command_in(turn.reading.text)
    if command.number is None:
        waiting = turn.records.cases.open(turn.plan.id)
        lines = [f"· {case_line(turn.plan, case)}" for case in waiting]
        head = f"批复哪一件？请写明号数，{_EXAMPLE}"
        return act("\n".join([head, *(lines or ["现在没有待批复的请示。"])]))
    found = drafted(turn, command.number, command.head, command.reason, command.scope or "case")
    return found if isinstance(found, Reply) else order(found)
