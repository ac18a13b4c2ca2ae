"""Another day for a deadline that was shown: “6号全天开会，改7号”, “再推一天”."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from handlers.turn.commands import Command, DeadlineDay, SetDeadlines
from handlers.turn.naming_days import days_in
from language.dates import day_alone
from language.numerals import arabic
from rules.plan import Plan

# The day after 改 counts, not the one that is explained away before it.
_CHANGED: Final = re.compile(
    r"(?:改|换|挪|推|调|定|放|延|提前)(?:成|到|为|在|至|个)?[^,，。;；]*\d[^,，。;；]*"
)
_PUTS_RIGHT: Final = re.compile(
    r"^(?:不对|不是|错了|说错了?|打错了?|哦|噢|等等|先|那么?|要不|不如|干脆"
    r"|对的?|好的?|行|可以|嗯|没错)*[,，。 ]*"
    r"(?:是|应该是|改|换|只|就|还是|要|不是|不要|定)"
)
# “6号不行，7号”: the day before the comma is explained away.
_EXPLAINED: Final = re.compile(
    r"^[^,，]*\d[^,，]{0,4}(?:不行|不合适|开会|有会|没空|太[早晚紧赶]|来不及|休息|放假|不成)"
    r"[^,，]{0,4}[,，]\s*(?=[^,，]*\d)"
)
_BARE: Final = re.compile(r"(?:\d{1,2}[月./-])?\d{1,2}[日号][吧啊]?[。!！]?")
_WEEKDAY: Final = re.compile(
    r"(?:改|换|挪|推|调|定|放|延|提前|就)(?:成|到|为|在|至)?(?P<next>下)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])"
)
_WEEKDAYS: Final = "一二三四五六日"
_NOT_THIS: Final = re.compile(r"不(?:是|要)[^,，。;； ]*")
_FEW: Final = 18  # characters of a few words that only name the day
_NUMBER: Final = r"(?P<number>\d{1,2})\s*(?P<unit>天|日(?!前)|周|个?星期|个?礼拜)"
_LATER: Final = re.compile(
    rf"(?:再|往后|向后|顺)?(?:推迟|推后|推|延长|延后|延期|延|拖|晚|宽限|后移|缓|顺延|往后|挪后)[^\d,，。]{{0,3}}{_NUMBER}"
    rf"|往后[^\d,，。]{{0,4}}{_NUMBER.replace('number', 'number2').replace('unit', 'unit2')}"
)
_WHOLE_ORDER: Final = re.compile(r"附件\d[^,，。;；]{0,4}(?:截止|期限|时限|时间|日期)")
_EARLIER: Final = re.compile(rf"(?:往前|向前|提前|提早|早|前移|挪前)[^\d,，。]{{0,4}}{_NUMBER}")
_DAY: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}[月./-])?\d{1,2}[日号]?")
_WEEK: Final = 7


def redated(plan: Plan, command: SetDeadlines, text: str) -> Command | None:
    """The command with another day; None where the message gives none, or not for which."""
    figures = arabic(text)
    only = _meant(plan, command, figures)
    day = _another(plan, figures, only.day) if only else None
    if only is None or day is None:
        return None
    days = (replace(one, day=day, stood=one.stood) if one is only else one for one in command.days)
    return SetDeadlines(tuple(days))


def without_days(text: str) -> str:
    """The text without the days it names."""
    return _DAY.sub("", arabic(text))


def _meant(plan: Plan, command: SetDeadlines, text: str) -> DeadlineDay | None:
    """The only one, or the only one whose label shares most with the words."""
    if len(command.days) == 1:
        return command.days[0]
    shared = [
        len(_pairs(plan.deadlines[one.deadline].label) & _pairs(text)) for one in command.days
    ]
    best = max(shared)
    if not best or shared.count(best) > 1:
        return None
    return command.days[shared.index(best)]


def _moved(text: str, day: date) -> date | None:
    """So many days later or earlier."""
    later, earlier = _LATER.search(text), _EARLIER.search(text)
    found = later or earlier
    # “附件8的截止日期往后推三天” orders anew, from the day that holds.
    if found is None or _WHOLE_ORDER.search(text):
        return None
    said = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
    days = int(said["number"]) * (1 if said["unit"][0] in "天日" else _WEEK)
    return day + timedelta(days=days if later else -days)


def _another(plan: Plan, text: str, old: date) -> date | None:
    return _moved(text, old) or _on_weekday(text, old) or _named(plan, text, old)


def _on_weekday(text: str, old: date) -> date | None:
    """“改到周三”: of the week of the day that was shown, or of the week after it."""
    found = _WEEKDAY.search(text)
    if found is None:
        return None
    said = found["day"].replace("天", "日")
    place = int(said) - 1 if said.isdigit() else _WEEKDAYS.index(said)
    monday = old - timedelta(days=old.weekday())
    return monday + timedelta(days=place + (_WEEK if found["next"] else 0))


def _named(plan: Plan, text: str, old: date) -> date | None:
    changed = _CHANGED.findall(text)
    instead = _EXPLAINED.sub("", text)
    few = len(text) <= _FEW and (_PUTS_RIGHT.match(text) or _BARE.fullmatch(text))
    if not changed and not few and instead == text:
        return None
    text = instead
    meant = changed[-1] if changed else _NOT_THIS.sub("", text) or text
    named = days_in(meant)
    if named:
        return named[-1].near(plan.cutoff)
    alone = day_alone(meant, old)
    return alone.earliest if alone else None


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
