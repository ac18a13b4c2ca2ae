"""Amounts in a message: a number with its unit, lengths of time turned into the unit of a fact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from language.numerals import arabic, counted
from language.thresholds import Threshold

_DAYS_OF_MONTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31) * 3
_MONTHS: Final = {"月": 1.0, "季度": 3.0, "年": 12.0}
_DAYS: Final = {"天": 1.0, "日": 1.0, "周": 7.0, "星期": 7.0, "礼拜": 7.0}
_WORKDAYS: Final = 5  # of a week: 40 workdays are at least 40 days and at most 58
_A_LITTLE: Final = 0.05  # less than any number people tell
_LONGEST: Final = 24  # months a length is turned into days for
_LESS: Final = ("不到", "不足", "未满", "不满", "没满", "没到", "不够")
_NEARLY: Final = ("快要", "快", "将近", "接近")
_OVER: Final = ("超过", "过了", "多于")
_CLAUSE: Final = re.compile(r"[,;.?! ]")
_TIME: Final = re.compile(
    rf"(?P<bent>{'|'.join((*_LESS, *_NEARLY, *_OVER))})?(?<![上下\d.])"
    r"(?:(?P<n>\d+(?:\.\d+)?)(?P<over0>[多来])?(?P<some>个)?(?P<half>半)?(?P<over>[多来])?|(?P<only>半)个?)"
    r"(?P<unit>月|季度|年|天|工作日|周|星期|礼拜)(?P<more>半)?(?P<over1>多|出头)?"
)


@dataclass(frozen=True)
class Amount:
    """Between `low` and `high` in the unit asked for, as written in `words`."""

    low: float
    high: float
    words: str

    def settled(self, lines: Sequence[Threshold]) -> float | None:
        """One number on the same side of every line as all that is meant; None where none is."""
        for line in lines:
            if _beyond(self.low, line) != _beyond(self.high, line):
                return None
        return self.low if self.low == self.high else round((self.low + self.high) / 2, 1)


def amount_in(text: str, unit: str) -> Amount | None:
    """The number of `unit` in cleaned text; where there is none, a time in another unit."""
    figures, kind = counted(arabic(text), unit), unit.removeprefix("个")
    if kind not in _MONTHS and kind not in _DAYS:
        own = rf"(?<![\d.])(?P<n>\d+(?:\.\d+)?)个?{re.escape(unit)}"
        found = re.search(own, figures) if unit else None
        return Amount(float(found["n"]), float(found["n"]), found.group(0)) if found else None
    times = _together(
        [(one, turned) for one in _TIME.finditer(figures) if (turned := _turned(one, kind))]
    )
    return next((one for unit_said, one in times if unit_said == kind), None) or next(
        (one for _, one in times), None
    )


def amount_beside(figures: str, words: str, unit: str) -> Amount | None:
    """The amount in the clause that holds `words`."""
    clauses = (one for one in _CLAUSE.split(figures) if arabic(words) in one)
    return next((found for one in clauses if (found := amount_in(one, unit))), None)


def _together(found: list[tuple[re.Match[str], Amount]]) -> list[tuple[str, Amount]]:
    """2个月零10天 is one length of time, of no single unit."""
    whole: list[tuple[str, Amount]] = []
    end = -1
    for match, one in found:
        between = match.string[end : match.start()] if end >= 0 else ","
        end = match.end()
        if between in {"", "零", "又", "加", "再加"} and whole:
            first = whole.pop()[1]
            words = first.words + between + one.words
            whole.append(("", Amount(first.low + one.low, first.high + one.high, words)))
        else:
            whole.append((match["unit"], one))
    return whole


def _turned(found: re.Match[str], unit: str) -> Amount | None:
    """A length of time in `unit`; None for 3月 and 2019年, which are no lengths."""
    said, some = found["unit"], found["some"] or found["half"] or found["only"]
    number = float(found["n"] or 0) + 0.5 * bool(found["half"] or found["only"] or found["more"])
    if (said == "月" and not some) or (said == "年" and number > 60):
        return None
    low, high = _bent(found, number)
    if said == "工作日":
        said, high = "天", high + 2 * -(-high // _WORKDAYS)
    if said in _MONTHS:
        least, most = low * _MONTHS[said], high * _MONTHS[said]
        if unit in _MONTHS:
            low, high = least / _MONTHS[unit], most / _MONTHS[unit]
        elif most <= _LONGEST:
            low, high = _days(least, False) / _DAYS[unit], _days(most, True) / _DAYS[unit]
        else:
            return None
    else:
        least, most = low * _DAYS[said], high * _DAYS[said]
        if unit in _DAYS:
            low, high = least / _DAYS[unit], most / _DAYS[unit]
        else:
            low, high = _months(least, False) / _MONTHS[unit], _months(most, True) / _MONTHS[unit]
    return Amount(round(low, 2), round(high, 2), found.group(0))


def _bent(found: re.Match[str], number: float) -> tuple[float, float]:
    """“七个多月” is more than 7 and less than 8, “不到7个月” anything less."""
    bent = found["bent"] or ""
    if bent in _LESS:
        return 0.0, number - _A_LITTLE
    if bent in _NEARLY:
        return max(0.0, number - 1), number - _A_LITTLE
    if bent in _OVER or found["over0"] or found["over"] or found["over1"]:
        return number + _A_LITTLE, number + 0.9
    return number, number


def _days(months: float, most: bool) -> float:
    """Days of so many months, of the longest or shortest that follow each other."""
    whole = int(months)
    return _of_whole(whole, most) + (months - whole) * (31 if most else 28)


def _of_whole(months: int, most: bool) -> int:
    sums = [sum(_DAYS_OF_MONTHS[at : at + months]) for at in range(12)]
    return max(sums) if most else min(sums)


def _months(days: float, most: bool) -> float:
    """Months of so many days: the most where the months are short."""
    whole = next((n for n in range(_LONGEST) if _of_whole(n + 1, not most) > days), _LONGEST)
    rest = days - _of_whole(whole, not most)
    return whole + min(rest / (28 if most else 31), 0.99) if whole < _LONGEST else days / 30.4


def _beyond(number: float, line: Threshold) -> bool:
    return number > line.at if line.above else number >= line.at
