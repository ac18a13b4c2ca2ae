"""“第12条以后这样答：……” and “撤销第3条答法”, as supervision staff say it."""

import re
from typing import Final

from handlers.dialogue.lessons import TEACH_EXAMPLE
from handlers.turn.access import act
from handlers.turn.commands import ForgetLesson, Teach
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic

_TEACH: Final = re.compile(
    r"第?\s*(\d{1,9})\s*[条号]?[^:：\d]{0,4}以后[^:：]{0,6}答[^:：]{0,3}[:：](.*)$", re.DOTALL
)
_FORGET: Final = re.compile(r"第?\s*(\d{1,9})\s*[条号]")


@topic("teach", Deed.TEACH)
def teach(turn: TurnContext) -> Reply:
    found = _TEACH.search(turn.said)
    if found is None:
        return act(f"请写明是哪一条、怎么答，{TEACH_EXAMPLE}要看有哪些，请说“谁问了什么没答上来”。")
    return order(Teach(int(found.group(1)), found.group(2).strip()))


@topic("forget_lesson", Deed.FORGET_LESSON)
def forget_lesson(turn: TurnContext) -> Reply:
    found = _FORGET.search(turn.reading.text)
    if found is None:
        return act("请写明撤销第几条答法，例如“撤销第3条答法”。")
    return order(ForgetLesson(int(found.group(1))))
