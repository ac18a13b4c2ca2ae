"""Another day than the one that stands: “晚两天”, “提前一天”, “延到下周一”, “延到1月12日”."""

import re
from datetime import date, timedelta
from typing import Final

from language.numerals import arabic

_EARLIER: Final = r"提前|提早|往前|前移|早"
_LATER: Final = r"推迟|推后|往后|后移|延后|延长|延期|延缓|延|拖|晚|迟|缓|宽限|宽|多给|再给"
_LENGTH: Final = r"(?P<n>\d{1,3})(?:个)?(?P<unit>天|日(?!前)|周|星期|礼拜|月)"
_SHIFT: Final = re.compile(
    rf"(?:(?P<early>{_EARLIER})|(?P<late>{_LATER}))[^,，。;；\d到至]{{0,6}}{_LENGTH}(?![号])"
)
_DAYS: Final = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_DATE: Final = re.compile(
    r"(?:(?P<year>\d{4})\s*[年/.-]\s*)?(?:(?P<month>\d{1,2})\s*[月/.-]\s*|(?P<first>元月))"
    r"(?P<day>\d{1,2})\s*[日号]?"
)
_ALONE: Final = re.compile(r"(?<![\d月第])(?P<day>\d{1,2})[号日](?!\d)")
_WEEKDAY: Final = re.compile(r"(?P<next>下个?)?(?:周|星期|礼拜)(?P<day>[1-6一二三四五六日天])")
_NAMED: Final = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}


def days_shifted(text: str) -> int | None:
    """By how many days it is to be later, negative for earlier; None where no length is said."""
    found = _SHIFT.search(_figures(text))
    if found is None:
        return None
    days = int(found["n"]) * _DAYS[found["unit"]]
    return -days if found["early"] else days


def day_said(text: str, today: date) -> date | None:
    """The day it is to be, the last one that is named; None where none is, or no calendar has it.

    Without a year it is the one nearest to today; a day or weekday alone is the next one.
    """
    figures = _figures(text)
    dates = list(_DATE.finditer(figures))
    if dates:
        return _dated(dates[-1], today)
    alone = list(_ALONE.finditer(figures))
    if alone:
        return _next(int(alone[-1]["day"]), today)
    weekday = list(_WEEKDAY.finditer(text))
    if weekday:
        return _weekday(weekday[-1], today)
    named = [word for word in _NAMED if word in text]
    return today + timedelta(days=_NAMED[max(named, key=len)]) if named else None


def _figures(text: str) -> str:
    return arabic(text.replace("一个星期", "1周").replace("一个礼拜", "1周"))


def _dated(found: re.Match[str], today: date) -> date | None:
    month, day = int(found["month"] or 1), int(found["day"])
    years = [int(found["year"])] if found["year"] else [today.year - 1, today.year, today.year + 1]
    days = [one for year in years if (one := _date(year, month, day))]
    return min(days, key=lambda one: abs((one - today).days), default=None)


def _next(number: int, today: date) -> date | None:
    for months in range(2):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        found = _date(year, month + 1, number)
        if found is not None and found >= today:
            return found
    return None


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = "一二三四五六".find(found["day"]) if found["day"] not in "日天" else 6
    if found["day"].isdigit():
        wanted = int(found["day"]) - 1
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=wanted + (7 if found["next"] else 0))
    return day if day >= today else day + timedelta(days=7)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
