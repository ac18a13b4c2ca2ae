"""Remarks that ask nothing and order nothing: “两个王磊可别搞混了”, “行，我跟他说一声”."""

import re
from typing import Final

from handlers.turn.context import TurnContext

_REMARK: Final = re.compile(
    r"(?:搞|弄|混)混|混淆|分(?:不)?清|头都?[大疼]|烦死|烦人|真(?:是)?(?:麻烦|绕|乱|烦)|可真|服了|够呛|要命"
    r"|(?:我|咱)[^,，。]{0,3}(?:认识|认得|熟)|挺好|不错的?人"
    r"|我[^,，。]{0,4}(?:转告|告诉|(?:跟|和|给|找)[^,，。]{1,6}(?:说|讲|聊|解释|商量|一声|谈))"
    r"|(?:我们|内部|开会|会上|回头|改天)[^,，。]{0,6}(?:再议|商议|议一议|商量|讨论|研究一)|再议|再商量"
    r"|发错(?:了|人|群|窗口)|不是(?:发)?给你的|点错了|手滑"
    r"|我(?:去|来|自己)(?:去)?(?:沟通|协调|处理|跑一趟|找他|讲|说)"
    r"|心里有数|有数了|难怪|怪不得|原来如此|原来是这样|先(?:这样|到这)|就到这|就这样吧?$|今天先到这"
    r"|等[^,，。]{0,4}(?:回话|回复|消息|通知)|折腾|命苦|不容易"
)
_ASKS: Final = re.compile(
    r"[?？]|吗|么(?!样)|呢|什么|谁|哪|几[个份号天]|多少|怎么(?!这么)|咋|是不是|能不能|算不算|占不占|要不要|有没有|为啥"
    r"|也是|也这样|一样|对吧|是吧"
)
_ORDERS: Final = re.compile(
    r"催(?!命|得|人)|发[给出]|退回|撤|提醒我|请示|帮我|替我|麻烦你|给我|改成|改到|导出|取消|不对|说错"
)
_THANKS: Final = re.compile(
    r"[,，。 ](?:好的?|行)?(?:多谢|谢谢?|谢了|谢啦|辛苦)[了您你啦哈]*[。!！~]*$"
)
_NEVER: Final = frozenset({"announce", "teach", "petition", "human", "roster_change", "leave"})
_SETTLED: Final = frozenset({"thanks", "end", "hold", "go_on", "hello", "help", "complain"})
_FEW: Final = 20  # characters of a remark


def is_remark(turn: TurnContext) -> bool:
    """Whether a short message only remarks on what was talked of, with no news in it."""
    text, said = turn.said.strip(), turn.reading
    if turn.is_pressed or len(text) > _FEW or said.topic in _NEVER | _SETTLED:
        return False
    if _ASKS.search(text) or _ORDERS.search(text):
        return False
    again = {"", "person", turn.state.topic}
    if _THANKS.search(text) and said.topic in again and not turn.state.open_fact:
        return True  # “哦对，9月才来的。谢谢” says again what was told
    if _REMARK.search(text) is None:
        return False
    light = {*turn.plan.dialogue.places, turn.plan.dialogue.post}
    open_fact = turn.state.open_fact not in (None, "person")
    return not (set(said.facts) - light) and said.headcount is None and not open_fact
