"""“转人工”, “留言：……”, and taking back what one put."""

import re
from typing import Final

from handlers.matters.topics.words_left import words_left
from handlers.turn.context import TurnContext
from handlers.turn.matter_commands import HandOver, Matters, WithdrawMatter
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic

_MOST: Final = 3  # exchanges that are handed over
_NUMBER: Final = re.compile(r"(?P<number>\d{1,6})\s*号")
# What is no part of the matter: asking for a human, and what was said of that.
_NOT_HANDED: Final = frozenset({"human", "hello", "thanks", "help", "deed", "withdraw_matter"})


@topic("human", Deed.HAND_OVER)
def human(turn: TurnContext) -> Reply:
    """Words of one's own where some are written, and the last messages."""
    words = words_left(turn) or ""
    lately = [one for one in turn.state.lately if one.topic not in _NOT_HANDED][-_MOST:]
    messages = [
        {"who": who, "text": text}
        for one in lately
        for who, text in (("我", one.said), ("助手", one.told))
        if text
    ]
    return order(HandOver(words, () if words else tuple(messages)))


@topic("withdraw_matter", Deed.HAND_OVER)
def withdraw_matter(turn: TurnContext) -> Reply:
    """“撤回延期1号”, “撤回留言”: one's own open matter is taken back."""
    of: Matters = "extension"
    if "留言" in turn.said:
        of = "human"
    elif "反馈" in turn.said:
        of = "doubt"
    number = _NUMBER.search(turn.said)
    return order(WithdrawMatter(of, int(number["number"]) if number else 0))
