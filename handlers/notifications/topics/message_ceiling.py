"""The most messages a unit gets in a season: set by supervision staff."""

import re
from typing import Final

from handlers.notifications.budget import ceiling_of
from handlers.turn.access import act
from handlers.turn.commands import SetCeiling
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.numerals import arabic

_NUMBER: Final = re.compile(r"(\d{1,4})\s*(?:条|次|个|封)")
_NEGATIVE: Final = re.compile(r"[-－−负]\s*[\d一二三四五六七八九十]")


@topic("message_ceiling", Deed.SET_CEILING)
def message_ceiling(turn: TurnContext) -> Reply:
    """What the ceiling is, or another one set."""
    said = _NUMBER.search(arabic(turn.reading.text))
    asked = turn.reading.topic.startswith("about:")
    if asked or said is None or _NEGATIVE.search(turn.said):
        before = ceiling_of(turn.plan, turn.records)
        return act(f"现在的上限是每个单位一季{before}条。要改，请说“每个单位今年最多发40条消息”。")
    return order(SetCeiling(int(said.group(1))))
