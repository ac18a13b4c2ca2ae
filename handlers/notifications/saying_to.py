"""A notice said in one breath: “通知城关镇，27号去测评”, “把这个日子通知各单位”."""

import re
from collections.abc import Iterable
from typing import Final

from handlers.roster.service import contacts_on
from handlers.turn.context import TurnContext
from language.needed import Shapes
from storage.views import Unit

_LEAD: Final = r"^\s*(?:请|帮我|麻烦|我要|我想|就|那|再|也|你|好|行|[,， ])*"
_WHOM: Final = r"(?P<whom>[^,，:：。;；?？]{2,30}?)"
_WORDS: Final = r"[,，:： ]+(?P<words>[^?？]{4,})$"
_TOLD_TO: Final = (
    re.compile(rf"{_LEAD}(?:发个?)?通知(?:一下|一声|下)?{_WHOM}{_WORDS}", re.DOTALL),
    re.compile(
        rf"{_LEAD}(?:跟|和|给|向|对){_WHOM}(?:说|讲|捎|带|递|发)"
        rf"(?:一?[声下个]|个?[话口信]|个?消息)+{_WORDS}",
        re.DOTALL,
    ),
)
# “发给各乡镇，就说……” after it was asked to whom and what.
_GOES_TO: Final = re.compile(
    rf"{_LEAD}(?:发给|发到|给|通知)?{_WHOM}[,，:： ]+(?:内容|正文)?(?:就?[说写]|[是为])?"
    r"[:：,， ]*(?P<words>.{4,})$",
    re.DOTALL,
)
_OF_A_DAY: Final = re.compile(
    r"(?:把|将)?[^,，。]{0,8}(?:[这那刚]|[一两]个)[^,，。]{0,6}(?:日期|日子|时间|截止|期限|时限)[^,，。]{0,6}"
    r"(?:通知|告诉|告知|发给|传达|转告)(?P<whom>[^,，。?？吗]{2,20})$"
)
_DAY_SET: Final = re.compile(r"^(?P<line>[^\n]{2,60}：截止时间定为[^\n]{4,20})", re.MULTILINE)
_ASKS: Final = re.compile("[吗么?？]|没有?$|能不能|要不要|是不是|怎么")
_HER: Final = re.compile(r"^(?:让|叫|要求?|请|催)(?:[他她它]们?|各?单位|大家|各?乡镇)")
SAID_TO: Final = Shapes(*_TOLD_TO, _GOES_TO, _OF_A_DAY)


def said_to(text: str) -> tuple[str, str] | None:
    """To whom and in which words; None where the message is no notice of that shape."""
    said = text.strip()
    if _ASKS.search(said):
        return None
    found = next((one for shape in _TOLD_TO if (one := shape.match(said))), None)
    return (found["whom"], _HER.sub("请", found["words"].strip())) if found else None


def goes_to(text: str) -> tuple[str, str] | None:
    """Of an answer to “通知谁、通知什么” the two of them."""
    found = None if _ASKS.search(text) else _GOES_TO.match(text.strip())
    return (found["whom"], found["words"].strip()) if found else None


def of_the_day_set(turn: TurnContext) -> tuple[str, str] | None:
    """“把这个日子通知各单位”: the deadlines that were set in this talk, in the words they were."""
    found = None if _ASKS.search(turn.said) else _OF_A_DAY.search(turn.said.strip())
    if found is None:
        return None
    lines = [line["line"] for one in turn.state.lately for line in _DAY_SET.finditer(one.told)]
    words = "；".join(dict.fromkeys(one.rstrip("。") for one in lines))
    return (found["whom"], f"{words}。") if words else None


def units_of_clerks(turn: TurnContext, whom: str, units: Iterable[Unit]) -> list[Unit]:
    """“给周敏捎个话”: the units whose messages go to whoever is named."""
    contacts = contacts_on(turn.records, turn.now.date())
    first = ((unit, contacts.of(unit.id)[:1]) for unit in units)
    return [unit for unit, members in first if members and members[0].name in whom]
