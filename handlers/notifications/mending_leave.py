"""Days of leave that were just entered are put right: “不对，到30号”, “是31号”."""

import re
from datetime import date, timedelta
from typing import Final

from handlers.notifications.wishes import span_said
from handlers.turn.commands import EndLeave
from handlers.turn.context import TurnContext
from language.dates import day_alone
from language.numerals import arabic

_PUTS_RIGHT: Final = re.compile(
    r"^(?:哦|噢|啊|等等|等一?下|[,，。 ])*"
    r"(?:不对|不是|[说打写登弄搞]?错了|[说打写登弄搞]错|改(?:一下|成|到|为)?"
    r"|应该是?|是到|请到|到)"
)
_ASKS: Final = re.compile("[吗么?？]|什么|谁|怎么|几号|哪天|是不是|能不能")
_NOT_THIS: Final = re.compile(r"不是[^,，。;； ]*")
_UNTIL: Final = re.compile(r"[到至]\s*(?P<day>.+)$")
_FROM: Final = re.compile("从|起|开始")
_WEEKDAY: Final = re.compile(r"(?P<next>下下?)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_WEEKDAYS: Final = "一二三四五六日"
_FEW: Final = 20  # characters of a message that only puts the days right


def entered_just_now(turn: TurnContext) -> EndLeave | None:
    """What would take back the leave that was entered by the message before."""
    pending, last = turn.state.pending, turn.state.lately[-1:]
    if pending is None or not pending.undoes or pending.came_of_it or not last:
        return None
    command = pending.command
    dated = isinstance(command, EndLeave) and command.first and command.last
    return command if dated and isinstance(command, EndLeave) and last[0].topic == "leave" else None


def mended_span(turn: TurnContext) -> tuple[date, date] | None:
    """The days as they are meant; None where the message puts none right."""
    before, text = entered_just_now(turn), turn.said.strip()
    if before is None or before.first is None or before.last is None:
        return None
    if len(text) > _FEW or _ASKS.search(text) or not _PUTS_RIGHT.match(text):
        return None
    said = arabic(_NOT_THIS.sub("", text) or text)
    whole = span_said(said, turn.now.date(), turn.plan.cutoff)
    if whole is not None and whole[0] != whole[1]:
        return whole
    until = _UNTIL.search(said)
    day = _day(until["day"] if until else said, before.first)
    if day is None:
        return None
    first = before.first if until or before.first != before.last else day
    if _FROM.search(said) and not until:
        return (day, before.last) if day <= before.last else None
    return (first, day) if first <= day else None


def _day(text: str, since: date) -> date | None:
    weekday = _WEEKDAY.search(text)
    if weekday is not None:
        place = _WEEKDAYS.index(weekday["day"].replace("天", "日"))
        monday = since - timedelta(days=since.weekday())
        return monday + timedelta(days=place)
    alone = day_alone(text, since)
    return alone.earliest if alone else None
