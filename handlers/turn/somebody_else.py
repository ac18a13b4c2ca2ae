"""Whether a message is about somebody but the asker, be they on the roster or not."""

import re
from functools import cache
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import without_blanks
from language.full_names import owner_named
from language.tables import table

_OTHERS: Final = re.compile(
    r"(?<![特个分区告])别人(?!家)|人家|他人|别的(?:人|同志|干部)|其[他它]的?(?:人|同志|干部|领导)"
    r"|同事|旁人|(?<![其别])[他她](?!们)"
)
_OWN: Final = re.compile("我的|我自己|本人")


def of_somebody_else(turn: TurnContext) -> bool:
    """Whether another is named or pointed at, and nothing of the asker's own.

    Of two of one name the asker is the one.
    """
    if _OWN.search(turn.said):
        return False
    text = without_blanks(turn.said)
    named = {
        *(each.text for each in turn.reading.people),
        *turn.reading.strangers,
        *turn.records.roster.names_in(text),
        owner_named(text),
        _graded(text),
    } - {turn.asker.name, ""}
    return bool(named) or _OTHERS.search(text) is not None


def _graded(text: str) -> str:
    """The full name of whose grade or paper it is; empty for none."""
    found = _pattern().search(text)
    return found["name"] if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    surnames = table("shapes")["macros"]["surnames"]
    given = r"[^\W\d_a-zA-Z位镇局县部组年度人家门体的我你他她]{1,2}"
    return re.compile(
        rf"(?:^|[,，。;；?？看查给要调借我])(?P<name>[{surnames}]{given})(?:今年|去年|到底|最后)?"
        r"(?:(?:评|定|考|得|拿)(?:上|了|的是)"
        r"|的(?:等次|考核结果|得分|分数|测评|材料|附件|登记表|评价表|述职|总结|报告))"
    )
