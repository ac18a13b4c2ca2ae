"""Days named in a message: “4月去的”, “去年7月”, “6月底”; each as the days it may mean."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from language.tables import shape

_YEAR = r"(?P<year>\d{4}|\d{2}(?=年)|去|今|明|前|上|本|当|同|次)"
_DAY = re.compile(
    rf"(?:{_YEAR}年的?)?(?P<month>\d{{1,2}})月份?的?"
    r"(?:(?P<day>\d{1,2})(?:日|号|(?=[才就到来去退报]))|(?P<part>上旬|中旬|下旬|初|底|末|中))?"
)
# “12.30办的退休”, “12.31当天”: a day only where that follows, for a score looks the same.
_BARE = re.compile(
    r"(?<![\d.第])(?P<month>1[0-2]|[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?=[办退到来去报任前日号]|当天|那天|当日|才|就)"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)"
)
_WHOLE_YEAR = re.compile(
    rf"{_YEAR}年(?P<part>年?初|年?底|年?末|年?中|上半年|下半年)?(?![内度终级])"
)
_PART_OF_YEAR = re.compile(r"(?<![到至本])(?P<part>年初|年底|年末|年中|上半年|下半年)")
_HOLIDAY = re.compile(
    r"(?:(?P<year>\d{4}|去|今|明|前)年)?(?P<day>元旦|春节|元宵|清明|五一|劳动节|端午|七一|八一|中秋|国庆|十一(?=节|后|前|假))(?:节|假期?)?"
)
_HOLIDAYS = {
    "元旦": (1, 1, 3),
    "春节": (2, 1, 28),
    "元宵": (2, 5, 28),
    "清明": (4, 3, 7),
    "五一": (5, 1, 5),
    "劳动节": (5, 1, 5),
    "端午": (6, 1, 30),
    "七一": (7, 1, 1),
    "八一": (8, 1, 1),
    "中秋": (9, 7, 30),
    "国庆": (10, 1, 8),
    "十一": (10, 1, 8),
}
_RELATIVE_MONTH = re.compile(
    r"(?P<which>上上|上|这|本|下)个?月(?P<day>\d{1,2})?(?:日|号)?(?P<part>初|底|末)?"
)
_RELATIVE_DAY = re.compile(r"前天|昨天|昨晚|今天|今早|明天|明早|后天")
_BARE_DAY = re.compile(r"(?<![\d月第.])(?P<day>\d{1,2})号(?!文)")
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31)}
_PARTS |= {"底": (26, 31), "末": (26, 31)}
_YEAR_PARTS = {"初": (1, 3), "中": (5, 8), "底": (12, 12), "末": (12, 12)}
_YEAR_PARTS |= {"上半年": (1, 6), "下半年": (7, 12)}
_LEAP = 2020  # of a year nobody said, 29 February may be meant
_DAYS = {"前天": -2, "昨天": -1, "昨晚": -1, "今天": 0, "今早": 0, "明天": 1, "明早": 1, "后天": 2}


@dataclass(frozen=True)
class Day:
    """A day, or the days it may be, as written at `start:end` of the message."""

    start: int
    end: int
    earliest: date
    latest: date
    words: str
    year_said: bool = False

    @property
    def certain(self) -> bool:
        """The day itself is known, not only its month."""
        return self.earliest == self.latest


_ALONE = re.compile(r"(?<![\d月/.-])(?P<day>\d{1,2})[号日](?!\d)")
_EARLY = 3  # months of a year that has just begun


def days_named(text: str, today: date, year: int) -> list[Day]:
    """Every day `text` names, in order; a day without a year is in `year`. `text` has figures."""
    found: list[Day] = []
    turned = shape("year_turned").search(text)
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < day.end and day.start < match.end() for day in found):
                continue
            said = bool(match.groupdict().get("year"))
            span = read(match, today, year)
            if span and turned and not said and span[0].month <= _EARLY:
                span = _moved(span[0], 1), _moved(span[1], 1)  # “元旦过了才办的 1月6号”
            if span:
                found.append(Day(match.start(), match.end(), *span, match.group(0), said))
    found.sort(key=lambda day: day.start)
    return list(_with_shared_year(found, text))


def nearest_to(days: Sequence[Day], known: date) -> list[Day]:
    """“1月2号呢” after the 31st of December: of no year that is said, the nearest to that day."""
    return [day if day.year_said else _nearest(day, known) for day in days]


def _nearest(day: Day, known: date) -> Day:
    years = min((0, 1, -1), key=lambda one: abs((_moved(day.earliest, one) - known).days))
    return replace(day, earliest=_moved(day.earliest, years), latest=_moved(day.latest, years))


def day_alone(text: str, near: date) -> Day | None:
    """“31号当天呢” after another day was talked of: that day of the same month."""
    found = _ALONE.search(text)
    if found is None:
        return None
    last = calendar.monthrange(near.year, near.month)[1]
    number = int(found["day"])
    if not 1 <= number <= last:
        return None
    day = near.replace(day=number)
    return Day(found.start(), found.end(), day, day, found.group(0))


def no_such_day(text: str) -> str:
    """The first day `text` names that no calendar has: “2月30日”, “13月”; empty for none."""
    for match in _DAY.finditer(text):
        year = match["year"] or ""
        month, day = int(match["month"]), int(match["day"] or 1)
        leap = int(year) if len(year) == 4 and year.isdecimal() else _LEAP
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(leap, month)[1]:
            return match[0].rstrip("的")
    return ""


def _with_shared_year(days: list[Day], text: str) -> Iterator[Day]:
    """“去年11月到12月”: a later day takes the year said just before it."""
    before: Day | None = None
    for found in days:
        day = found
        if before and not day.year_said and before.year_said and day.start - before.end <= 2:
            gap = before.earliest.year - day.earliest.year
            joined = text[before.end : day.start] in {"到", "至", "-", "~", "和", "、"}
            if joined and gap:
                day = Day(
                    day.start,
                    day.end,
                    _moved(day.earliest, gap),
                    _moved(day.latest, gap),
                    day.words,
                )
        yield day
        before = day


def _moved(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _year_of(said: str | None, today: date, year: int) -> int:
    if not said or said in "本当同":
        return year
    if said.isdigit():
        return int(said) if len(said) == 4 else 2000 + int(said)
    return today.year + {"去": -1, "上": -1, "今": 0, "明": 1, "次": 1, "前": -2}[said]


def _span(year: int, month: int, first: int = 1, last: int = 31) -> tuple[date, date] | None:
    if not (1 <= month <= 12 and 1990 <= year <= 2100 and 1 <= first <= 31):
        return None
    length = calendar.monthrange(year, month)[1]
    if first > length:
        return None
    return date(year, month, first), date(year, month, min(last, length))


def _read_day(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    at = _year_of(match.groupdict().get("year"), today, year)
    month, day = int(match.group("month")), match.group("day")
    if day:
        return _span(at, month, int(day), int(day))
    return _span(at, month, *_PARTS.get(match.groupdict().get("part") or "", (1, 31)))


def _read_year(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    at = _year_of(match.groupdict().get("year"), today, year)
    part = (match.group("part") or "").removeprefix("年")
    first, last = _YEAR_PARTS.get(part, (1, 12))
    if not 1990 <= at <= 2100:
        return None
    return date(at, first, 1), date(at, last, calendar.monthrange(at, last)[1])


def _read_holiday(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    return _span(_year_of(match.group("year"), today, year), *_HOLIDAYS[match.group("day")])


def _read_relative_month(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    steps = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}[match.group("which")]
    months = today.year * 12 + today.month - 1 + steps
    day = match.group("day")
    if day:
        return _span(months // 12, months % 12 + 1, int(day), int(day))
    return _span(months // 12, months % 12 + 1, *_PARTS.get(match.group("part") or "", (1, 31)))


def _read_relative_day(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    day = today + timedelta(days=_DAYS[match.group(0)])
    return day, day


def _read_bare_day(match: re.Match[str], today: date, year: int) -> tuple[date, date] | None:
    day = int(match.group("day"))
    return _span(today.year, today.month, day, day)


_READERS = (
    (_NUMERIC, _read_day),
    (_BARE, _read_day),
    (_DAY, _read_day),
    (_HOLIDAY, _read_holiday),
    (_RELATIVE_MONTH, _read_relative_month),
    (_WHOLE_YEAR, _read_year),
    (_PART_OF_YEAR, _read_year),
    (_RELATIVE_DAY, _read_relative_day),
    (_BARE_DAY, _read_bare_day),
)
