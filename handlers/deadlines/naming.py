"""A day that is set by naming its deadline first: “考核组报监督股的时间，就1月12号”."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.naming_days import names_a_day, wish_in
from storage.deadlines import deadlines_in_force

# What makes an order of a deadline and a day that only stand beside each other.
_SETS: Final = re.compile(
    r"定|就[是按到]?\d|还是\d|(?:时间|日期|[时期]限|截止)[^,，。;；]{0,6}[是为到]?[,，]?\s*(?:就|还)?[是为]?\d"
    r"|(?:最[晚迟]|不晚于|不迟于)[^,，。;；]{0,8}\d|\d[日号]?(?:之?前)?吧[。!！]?$|(?:设|改|写|记)[成为到上]"
)
_WHOSE: Final = re.compile("考核组|单位|监督股|委托|股里|我们|组织部|主管部门")
# Who only tells of a day, or of somebody who said it, sets none.
_TOLD: Final = re.compile(
    r"听说|据说|传|有人|谁说|群里|网上|原来|以前|上次|去年|往年|昨天|他们说|印的|写的|要是|如果|假如"
    r"|是\d[^,，。]{0,8}(?:对|没错)|来着|听[^,，。]{0,4}说"
)
# “第一考核组到城关镇的时间定在…”: when a group comes is no deadline of a paper.
VISITS: Final = re.compile(
    r"组[^,，。;；]{0,10}(?:去|到|来|进驻)(?![期底时齐位了\d])[一-鿿]{2,10}?"
    r"(?:镇|乡|街道|局|委|办|院|中学|小学|学校|中心|单位|公司|[联协工]会)"
)
_ASKS: Final = re.compile("[吗么呢?？]|什么|是不是|有没有|哪|几号|对不对|行不行|好不好|谁")


def sets_by_name(turn: TurnContext) -> bool:
    """Whether one deadline is named and another day given for it, in words that set it."""
    text = turn.reading.text
    if not (names_a_day(text) and _SETS.search(text) and _WHOSE.search(text)):
        return False
    if any(one.search(turn.said) for one in (_ASKS, _TOLD, VISITS)):
        return False
    wish = wish_in(text, turn.plan, deadlines_in_force(turn.plan, turn.records))
    return len(wish.deadlines) == 1 and wish.day is not None
