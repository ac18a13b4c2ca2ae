"""Months as people write them: 1971.4, 1995.03, 1971年4月, 1971-04-05, an Excel date."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from forms.kit.workbook import Value, text_of, tidy

_FIGURES: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:年|[./\-,、。])(?P<month>[0-9]{1,2})"
    r"(?:月份?|(?:月|[./\-,、。])(?P<day>[0-9]{1,2})[日号]?)?"
)
_SOLID = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?")
_FIGURE: Final = "0-9〇○零一二三四五六七八九"
_OF_YEAR: Final = "[0-9]{1,2}|[〇○零]?[一二三四五六七八九]|十[一二]?"
# Said or written out, or both at once: 一九七一年四月, 1971年四月十五日.
_CHINESE = re.compile(
    rf"(?P<year>[{_FIGURE}]{{2,4}})年(?P<month>{_OF_YEAR})月"
    rf"(?:份|(?P<day>[{_FIGURE}十廿]{{1,3}})[日号])?"
)
_SAID_AFTER = re.compile(r"(?:出?生|起|任职?|入党)$")
_SHORT_YEAR: Final = 100
_OLDEST: Final = 90  # years


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}.{self.month:02}"


def month_of(value: Value) -> Month | None:
    """None where no month of the calendar can be told."""
    if isinstance(value, date):
        return Month(value.year, value.month)
    text = _with_figures(_SAID_AFTER.sub("", tidy(text_of(value))))
    found = _MONTH.fullmatch(text) or _SOLID.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Month(year, month)


def near_month(text: str, today: date) -> Month | None:
    """The month of “71年4月”: of one century only it has come and is no lifetime ago."""
    found = re.fullmatch(r"([0-9]{2})([年./\-].+)", _with_figures(tidy(text)))
    if not found:
        return None
    centuries = range(today.year // _SHORT_YEAR - 1, today.year // _SHORT_YEAR + 1)
    months = [month_of(f"{century}{found[1]}{found[2]}") for century in centuries]
    here = Month(today.year, today.month)
    near = [m for m in months if m and m <= here and m.year >= today.year - _OLDEST]
    return near[0] if len(near) == 1 else None


def may_be_october(value: Value) -> bool:
    """A number 1971.1 is what Excel makes of 1971.10."""
    return isinstance(value, float) and text_of(value).endswith(".1")


def _with_figures(text: str) -> str:
    found = _CHINESE.fullmatch(text)
    if not found:
        return text
    year = found["year"].translate(_FIGURES)
    day = f"{_number(found['day'])}日" if found["day"] else ""
    return f"{year}年{_number(found['month'])}月{day}"


def _number(text: str) -> str:
    """Figures of a number under 40: 十二, 二十, 廿五, 07; what is none stays none."""
    text = text.replace("廿", "二十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return text.translate(_FIGURES)
    return f"{tens.translate(_FIGURES) or '1'}{ones.translate(_FIGURES) or '0'}"
