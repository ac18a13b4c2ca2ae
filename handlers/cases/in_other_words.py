"""A petition wanted, worded in the message after, or asked after, in words without “请示”."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may
from handlers.turn.state import DialogueState
from language.needed import Shapes

_SECTION: Final = "(?:干部)?(?:监督股|股里|组织部|上面|上头)"
# “这个帮我问问监督股”, “能不能替我问一下股里”: what was asked before is to be put.
_WANTED: Final = re.compile(
    rf"(?:帮我?|替我|麻烦|给我|你)(?:去|再|也|先)?(?:跟|向|给)?{_SECTION}?"
    r"(?:问一?[下问]|问|请示一?下?|反映一?下?)"
    rf"(?:一?下|到)?{_SECTION}(?:的?(?:意见|看法|意思))?"
    r"(?:吧|呗|行吗|可以吗|好吗|吗|么)?[?？。!！~ ]*$"
)
# “他们回了没”, “股里有没有给答复”: of what was put.
_THEY: Final = re.compile(rf"{_SECTION}|他们|那边|人家")
_ANSWERED: Final = re.compile(
    r"(?:回|答|批)(?:复|话|信|过|下来)*了?(?:没有?|吗|么)[?？]?$"
    r"|有没有[^,，。]{0,3}(?:回|答|批|信|消息|下文|结果)|(?:答复|批复|回复|消息|下文|结果)了?(?:没有?|吗|么)"
)
OF_THE_SECTION: Final = Shapes(_THEY)
_BY_WORDS: Final = re.compile(
    r"^(?:请示)?(?:就(?:写|问|说|报)|内容|问题|问)(?:是|的是|一下)?[:：,， ]*(?P<what>.{5,})$",
    re.DOTALL,
)
_ASKS: Final = re.compile(
    r"[吗么呢?？]|什么|怎么|能不能|可不可以|是不是|算不算|考不考|谁|哪|几|多少|(.)不\1"
)
_NOTHING_YET: Final = "还没有可以请示的问题"
_FEW: Final = 14  # characters of a message that names nothing else
_SHORTEST: Final = 6  # characters of a question to be put


def wants_it_put(turn: TurnContext) -> bool:
    """“这个帮我问问监督股” where something was asked before."""
    return bool(turn.state.asked) and _WANTED.search(turn.said.strip()) is not None


def asks_after_it(turn: TurnContext) -> bool:
    """“他们回了没” of somebody who put a petition and sees nobody else's."""
    text = turn.said.strip()
    if may(turn.asker.role, Deed.SEE_CASES) or not may(turn.asker.role, Deed.PETITION):
        return False
    if not (_THEY.search(text) and _ANSWERED.search(text)):
        return False
    return bool(turn.records.cases.asked_by(turn.plan.id, turn.asker.userid)) or (
        turn.reading.topic == "open_cases" and len(text) <= _FEW
    )


def worded_now(state: DialogueState, text: str) -> str:
    """The question of a petition that was ordered by the message before, without one."""
    last = state.lately[-1] if state.lately else None
    if last is None or last.topic != "petition" or not last.told.startswith(_NOTHING_YET):
        return ""
    found = _BY_WORDS.match(text.strip())
    return found["what"].strip() if found else ""


def asks_now(state: DialogueState, text: str) -> bool:
    """Whether a question follows such an order; it is put only where the notice leaves it open."""
    last = state.lately[-1] if state.lately else None
    if last is None or last.topic != "petition" or not last.told.startswith(_NOTHING_YET):
        return False
    return len(text) >= _SHORTEST and _ASKS.search(text) is not None
