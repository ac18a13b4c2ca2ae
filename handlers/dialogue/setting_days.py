"""Whether a message sets a deadline, whatever else the reader takes it for."""

import re
from typing import Final

from handlers.deadlines.service import sets_by_name
from handlers.dialogue.going_on import ASKS
from handlers.turn.context import TurnContext
from handlers.turn.naming_days import sets_a_day
from handlers.turn.permissions import Deed, may
from language.deed_told import only_told
from language.shifts import days_shifted

_DEADLINE: Final = re.compile(r"截止|时限|期限|最后一天|(?:上报|报送)(?:的)?(?:时间|日期)")
_ON_DAYS: Final = frozenset({"deadlines", "confirm_deadline", "paper"})
_NOT_READ_YET: Final = frozenset({"", "unread", "off", "person"})


def sets_a_deadline(turn: TurnContext) -> bool:
    """“附件8定在1月6号下班前”, also in the middle of something else such as a chase."""
    text, topic = turn.reading.text, turn.reading.topic
    named = turn.reading.papers or turn.reading.forms
    if not may(turn.asker.role, Deed.SET_DEADLINES):
        return False
    if turn.button is not None or ASKS.search(text):
        return False
    by_name = sets_by_name(turn)
    texts = ("plan:", "silence:") if by_name else "plan:"
    in_doubt = topic in _NOT_READ_YET or topic.startswith(texts) or bool(turn.reading.readings)
    moves = _DEADLINE.search(text) and days_shifted(text) is not None
    if not moves and not (named and sets_a_day(text)) and not by_name:
        return False
    in_doubt = in_doubt or bool((moves or by_name) and topic in _ON_DAYS)
    return in_doubt and not only_told("confirm_deadline", text)
