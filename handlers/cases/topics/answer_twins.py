"""“照批复1号一并批复”: the other open cases that a ruling for all has decided."""

import re
from typing import Final

from handlers.turn.access import act
from handlers.turn.buttons import TwinsButton
from handlers.turn.case_commands import AnswerTwins
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic

TOGETHER: Final = re.compile(
    r"(?:照|按|依)(?:批复)?第?(?P<number>\d{1,6})号(?:批复)?[^,，。]{0,4}(?:一并|一起|都|全部)批"
)


@topic("answer_twins", Deed.ANSWER_CASE)
def answer_twins(turn: TurnContext) -> Reply:
    """“照批复1号一并批复”: the other open cases with the same facts."""
    match turn.button:
        case TwinsButton(number):
            return order(AnswerTwins(number))
    found = TOGETHER.search(turn.said)
    if found is None:
        return act("照哪一号批复？例如“照批复1号一并批复”。")
    return order(AnswerTwins(int(found["number"])))
