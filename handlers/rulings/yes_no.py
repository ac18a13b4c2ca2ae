"""是 or 不是 before the sentence, where one place was asked for: “在我们这儿考核吗”."""

import re
from typing import Final

from handlers.cases.service import value_in
from handlers.turn.context import TurnContext

_ASKS: Final = re.compile(r"(?:吗|么|嘛|对不对|是不是|对吧)[,.?!]*$")
_EITHER: Final = re.compile(r"还是|或者?是?")
_OURS: Final = re.compile(r"(?:我们?|咱们?|俺们?|本)(?:这(?:里|儿|边)?|单位|[镇乡局]|的)")


def yes_or_no(turn: TurnContext, axis: str, value: str, named: str) -> str:
    """“是，”, “不是，”, or nothing where no one place is asked for. `named`: the place ruled."""
    text, places = turn.reading.text, turn.plan.owing.places
    if not _ASKS.search(text) or _EITHER.search(text) or value not in places:
        return ""
    asked = value_in(text, turn.plan.axes[axis])
    if asked in places:
        return "是，" if asked == value else "不是，"
    if named and turn.asker.unit_name and _OURS.search(text) and not turn.reading.about_self:
        return "是，" if named == turn.asker.unit_name else "不是，"
    return ""
