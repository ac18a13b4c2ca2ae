"""Wishes on reminders: keys their own buttons carry, and days as one says them."""

import re
from datetime import date, timedelta
from typing import Final

from handlers.turn.buttons import SnoozeButton, key_of
from handlers.turn.naming_days import NamedDay
from language.numerals import value_of

SNOOZE_3: Final = key_of(SnoozeButton(3))
SNOOZE_3_LABEL: Final = "三天后再提醒"
_DAYS: Final = re.compile(r"(\d{1,3}|[一两二三四五六七八九十]{1,3})\s*天")
_BARE_DAY: Final = re.compile(r"(?<![月\d./-])(\d{1,2})[日号](?!楼|文|令|召)")
_TWO: Final = 2
_BARE_SPAN: Final = re.compile(r"(?<![月\d./-])(\d{1,2})[日号](?:[至到~—-]|一直到)+(\d{1,2})[日号]")
_SPAN: Final = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})[月./-](\d{1,2})[日号]?"
    r"(?:(?:[至到~—-]|一直到)+(?:(\d{4})年)?(?:(\d{1,2})[月./-])?(\d{1,2})[日号]?)?"
)
_UNTIL: Final = re.compile(r"(?:[到至]|一直到)(?:(\d{1,2})月)?(\d{1,2})[日号]")
_RELATIVE: Final = {"今天": 0, "明天": 1, "明儿": 1, "后天": 2}
_BACK: Final = re.compile(
    r"销假|(?:取消|撤销|不请|不用请)[^,.;?!]{0,3}假|假[^,.;?!]{0,3}(?:取消|撤销|不请|作废|销)|提前回|回来(?:了|上班)"
)
_AWAY: Final = re.compile(r"请.{0,4}假|休.{0,3}假|出差|年假|病假|事假|调休|不在(?:单位|班|岗)")
_WEEK: Final = re.compile(
    r"(?P<next>下)(?:个|一)?(?:周|星期|礼拜)|(?:这|本)(?:个|一)?(?:周|星期|礼拜)"
)
_WEEKS: Final = re.compile(
    r"(?<![下上这本每])(?P<n>\d{1,2}|[一两二三四半])个?(?P<of>周|星期|礼拜)(?![一二三四五六日天\d])"
)
_COUNTED: Final = {"半": 0, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAY: Final = re.compile(
    r"(?P<next>下)?(?:个|一)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])"
)


def days_said(text: str) -> int:
    """For how many days: 三天后再提醒 is 3, 今天别再提醒了 is 1 (until tomorrow)."""
    said = _DAYS.search(text)
    if said:
        return _number(said.group(1))
    return next((days for word, days in (("后天", 2), ("下周", 7)) if word in text), 1)


def span_said(text: str, today: date, cutoff: date) -> tuple[date, date] | None:
    """First and last day: 1月3日到6日, 12月30日至1月2日, 明天. None: no such days are named."""
    found = _SPAN.search(text)
    if found is None:
        ahead = next((days for word, days in _RELATIVE.items() if word in text), None)
        first = None if ahead is None else today + timedelta(days=ahead)
        if first is None:
            return _of_bare_days(text, today) or _by_weekdays(text, today)
        return _until(text, first) or _for_days(text, first)
    year, month, first_day, last_year, last_month, last_day = (
        int(one) if one else None for one in found.groups()
    )
    first = NamedDay(month or 0, first_day or 0, year).near(cutoff)
    if first is None or last_day is None:
        return (first, first) if first else None
    named = NamedDay(last_month or first.month, last_day, last_year or year)
    last = named.near(cutoff)
    return (first, last) if last and first <= last else None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else int(value_of(said) or 1)


def _of_bare_days(text: str, today: date) -> tuple[date, date] | None:
    """“30号到2号”: from the next such day on, to the next one after it."""
    found = _BARE_SPAN.search(text)
    if found is None:
        return _of_single_days(text, today)
    first = _next_on(int(found[1]), today)
    last = _next_on(int(found[2]), first) if first else None
    return (first, last) if first and last else None


def _of_single_days(text: str, today: date) -> tuple[date, date] | None:
    """“我30号请假”, “30号31号休假”: one day, or two that follow each other."""
    numbers = [int(one) for one in _BARE_DAY.findall(text)]
    days = [_next_on(one, today) for one in numbers]
    if not days or len(days) > _TWO or None in days:
        return None
    first, last = days[0], days[-1]
    if first is None or last is None:
        return None
    if len(days) == 1:
        return _for_days(text, first)
    return (first, last) if (last - first).days == 1 else None


def _next_on(day: int, after: date) -> date | None:
    """The next day with this number in its month, `after` itself counted."""
    days = (after + timedelta(days=ahead) for ahead in range(62))
    return next((one for one in days if one.day == day), None)


def takes_leave_back(text: str) -> bool:
    """“请假取消吧”, “我提前回来了”."""
    return bool(_BACK.search(text))


def names_days_off(text: str, today: date, cutoff: date) -> bool:
    """Whether it says on which days somebody is away, days that are not over."""
    span = span_said(text, today, cutoff)
    return span is not None and span[1] >= today and bool(_AWAY.search(text))


def _until(text: str, first: date) -> tuple[date, date] | None:
    """“明天起休假到31号”: to that day, of the month of the first where none is said."""
    found = _UNTIL.search(text)
    if found is None:
        return None
    last = NamedDay(int(found[1] or first.month), int(found[2]), None).near(first)
    return (first, last) if last and first <= last else None


def _for_days(text: str, first: date) -> tuple[date, date]:
    """That day, or as many as are counted from it: 明天起三天."""
    counted, weeks = _DAYS.search(text), _WEEKS.search(text)
    days = _number(counted.group(1)) if counted else 0
    if weeks and not counted:
        said = weeks["n"]
        days = 7 * (int(said) if said.isdecimal() else _COUNTED[said]) or 3
    return first, first + timedelta(days=max(days - 1, 0))


def _by_weekdays(text: str, today: date) -> tuple[date, date] | None:
    """下周一到周三, 周五, 下周: days from today on; a second day is not before the first."""
    found = list(_WEEKDAY.finditer(text))[:2]
    monday = today - timedelta(days=today.weekday())
    if not found:
        whole = _WEEK.search(text)
        if whole is None:
            return None
        first = monday + timedelta(days=7) if whole["next"] else today
        return first, monday + timedelta(days=13 if whole["next"] else 6)
    days = list[date]()
    for one in found:
        place = _WEEKDAYS.find(one["day"].replace("天", "日"))
        weeks = 1 if one["next"] else 0
        day = monday + timedelta(days=(int(one["day"]) - 1 if place < 0 else place) + 7 * weeks)
        while day < (days[0] if days else today):
            day += timedelta(days=7)
        days.append(day)
    return (days[0], days[-1]) if len(days) > 1 else _for_days(text, days[0])
