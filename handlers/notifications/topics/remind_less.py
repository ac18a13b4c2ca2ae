"""A clerk's wish not to be reminded for some days, and taking it back."""

import re
from datetime import timedelta
from typing import Final

from handlers.notifications.wishes import days_said
from handlers.turn.access import act, asks_elsewhere, no_record
from handlers.turn.buttons import SnoozeButton
from handlers.turn.commands import Snooze, Wake
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.numerals import arabic

_OF_ONE: Final = re.compile(
    r"(?:提醒|催|烦)(?:他|她)(?!们)|(?:他|她)(?!们)[^,.;?!]{0,8}(?:提醒|催)"
)
_NOT_OF_ONE: Final = (
    "只能整个单位一起停，不能只停一个人的，所以什么也没有动。我不会自己去催个人，只有您说“催一下某某”才发；"
    "要停本单位的提醒，请说“三天后再提醒我们”。"
)
_AGAIN: Final = re.compile(r"恢复|照常|改回|还原|重新|继续提醒|可以提醒")


@topic("remind_less", Deed.REMIND_LESS)
def remind_less(turn: TurnContext) -> Reply:
    """Not remind the asker's unit for some days, or again."""
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    text, today = arabic(turn.reading.text), turn.now.date()
    if isinstance(turn.button, SnoozeButton):
        return order(Snooze(today + timedelta(days=turn.button.days)))
    if _AGAIN.search(text):
        return order(Wake())
    if turn.reading.people or _OF_ONE.search(text):
        # The wish is the unit's: what is said of one person must not silence it for all.
        return act(_NOT_OF_ONE)
    return order(Snooze(today + timedelta(days=days_said(text))))
