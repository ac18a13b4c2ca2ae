"""What a notice calls itself: 通知, 办法, 方案 … Our sentences speak of it by that word."""

import re
from typing import Final

from rules.plan.schema import Plan

_KINDS: Final = re.compile("通知|办法|方案|意见|细则|规定")


def notice_word(plan: Plan) -> str:
    """The word at the end of its title, else 方案."""
    found = _KINDS.findall(plan.title)
    return str(found[-1]) if found else "方案"
