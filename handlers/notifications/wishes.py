"""Wishes on reminders: keys their own buttons carry, and days as one says them."""

import re
from datetime import date, timedelta
from typing import Final

from handlers.turn.buttons import SnoozeButton, key_of
from handlers.turn.naming_days import NamedDay

SNOOZE_3: Final = key_of(SnoozeButton(3))
SNOOZE_3_LABEL: Final = "三天后再提醒"
_DAYS: Final = re.compile(r"(\d{1,3})\s*天")
_SPAN: Final = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})[月./-](\d{1,2})[日号]?"
    r"(?:(?:[至到~—-]|一直到)+(?:(\d{4})年)?(?:(\d{1,2})[月./-])?(\d{1,2})[日号]?)?"
)
_RELATIVE: Final = {"今天": 0, "明天": 1, "后天": 2}


def days_said(text: str) -> int:
    """For how many days: 三天后再提醒 is 3, 今天别再提醒了 is 1 (until tomorrow)."""
    said = _DAYS.search(text)
    if said:
        return int(said.group(1))
    return next((days for word, days in (("后天", 2), ("下周", 7)) if word in text), 1)


def span_said(text: str, today: date, cutoff: date) -> tuple[date, date] | None:
    """First and last day: 1月3日到6日, 12月30日至1月2日, 明天. None: no such days are named."""
    found = _SPAN.search(text)
    if found is None:
        ahead = next((days for word, days in _RELATIVE.items() if word in text), None)
        return None if ahead is None else (today + timedelta(days=ahead),) * 2
    year, month, first_day, last_year, last_month, last_day = (
        int(one) if one else None for one in found.groups()
    )
    first = NamedDay(month or 0, first_day or 0, year).near(cutoff)
    if first is None or last_day is None:
        return (first, first) if first else None
    named = NamedDay(last_month or first.month, last_day, last_year or year)
    last = named.near(cutoff)
    return (first, last) if last and first <= last else None
