"""Months as people write them: 1971.4, 1995.03, 1971年4月, 1971-04-05, an Excel date."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from forms.kit.workbook import Value, text_of, tidy

_FIGURES: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:年|[./\-,、。])(?P<month>[0-9]{1,2})"
    r"(?:月份?|(?:月|[./\-,、。])(?P<day>[0-9]{1,2})日?)?"
)
_SOLID = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?")
_CHINESE_MONTHS: Final = {"十": "10", "十一": "11", "十二": "12"}
_CHINESE = re.compile(r"([〇零一二三四五六七八九]{4})年(十[一二]?|[一二三四五六七八九])月")


@dataclass(frozen=True, order=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}.{self.month:02}"


def month_of(value: Value) -> Month | None:
    """None where no month of the calendar can be told."""
    if isinstance(value, date):
        return Month(value.year, value.month)
    text = _with_figures(tidy(text_of(value)))
    found = _MONTH.fullmatch(text) or _SOLID.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Month(year, month)


def may_be_october(value: Value) -> bool:
    """A number 1971.1 is what Excel makes of 1971.10."""
    return isinstance(value, float) and text_of(value).endswith(".1")


def _with_figures(text: str) -> str:
    found = _CHINESE.fullmatch(text)
    if not found:
        return text
    month = _CHINESE_MONTHS.get(found[2]) or found[2].translate(_FIGURES)
    return f"{found[1].translate(_FIGURES)}年{month}月"
