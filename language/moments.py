"""A moment named in a message: “七号早上”, “周五下午3点”, “每周一”, “过半小时”."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from language.clock_times import NUMBER, ClockTime, figure, times_named

_DAY_OF_WEEK: Final = "[一二三四五六日天1-6]"
_WEEK: Final = "(?:周|星期|礼拜)"
# Of “每周一三点” the second numeral is an hour, of “每周一一起” no day.
_MORE_DAYS: Final = (
    rf"(?:(?:[、,，和跟及与到至~-]|{_WEEK})*(?:[一二三四五六日天]|[1-6](?!\d))"
    r"(?!下[^午班]|[点时:：起声次份个件]))*"
)
_EVERY: Final = re.compile(
    rf"每个?{_WEEK}的?(?P<days>{_DAY_OF_WEEK}{_MORE_DAYS})|(?P<daily>每天|天天|每日)"
    rf"|(?P<work>每个?工作日)"
)
_ON_A_DAY: Final = re.compile(
    rf"(?:(?P<year>\d{{4}})年|(?P<said>今|明)年)?(?P<month>{NUMBER})月份?(?P<day>{NUMBER})[日号]?"
    r"|(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)"
)
_OF_MONTH: Final = re.compile(
    rf"(?P<which>下|这|本)?(?(which)个?月)(?P<day>{NUMBER})(?(which)[日号]?|[日号])(?![文楼线机])"
)
_OF_WEEK: Final = re.compile(
    rf"(?<!每)(?P<which>下下|下|这|本)?个?{_WEEK}(?P<day>{_DAY_OF_WEEK})(?![期])"
)
_NEAR: Final = re.compile(r"今天|今日|今儿|今(?=[早晚])|明天|明日|明儿|明(?=[早晚])|大后天|后天")
_AHEAD: Final = {"今": 0, "明": 1, "后": 2, "大": 3}
_LATER: Final = re.compile(
    rf"(?P<lead>再?过)?(?P<number>{NUMBER}|\d{{3}}|半)个?(?P<half>半)?(?P<unit>小时|钟头|分钟|天"
    rf"|周|星期|礼拜)"
    r"(?P<tail>之?后|以后|过后)?"
)
_VAGUE: Final = re.compile(
    r"过几天|过(?:一?会|阵)儿?|[稍晚]点儿?|回头|改天|月[底初末]|年[底初末]|周末|[上中下]旬"
    r"|下个?月|下个?周|到时候?|凌晨"
)
_OTHERWISE: Final = re.compile(r"每个?月|每年|每个?季度?|每隔|隔[天日周]|每?逢|分别|各(?:自)?$")
_LONG_PAST: Final = 60  # days; a day without a year further back is one of next year
_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True)
class Moment:
    """What a message says of when. `after`: so long from now; `weekdays`: every week, Monday is 0.

    `no_such`: the day or hour said that there is not; `vague`: words that name no day;
    `otherwise`: that it comes again, but not by the week; `spans`: where all of it stands.
    `floats`: the same day of a later week may be meant as well.
    """

    day: date | None = None
    weekdays: tuple[int, ...] = ()
    time: ClockTime | None = None
    after: timedelta | None = None
    floats: bool = False
    no_such: str = ""
    vague: str = ""
    otherwise: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def named(self) -> bool:
        """Whether it says anything that can be read."""
        return bool(self.day or self.weekdays or self.time or self.after or self.no_such)


@dataclass
class _Found:
    """What was found so far, the text with blanks where it stood."""

    text: str
    now: datetime
    spans: list[tuple[int, int]] = field(default_factory=list)
    no_such: str = ""

    def take(self, match: re.Match[str]) -> None:
        """Its place is not read a second time; 早 and 晚 still find a day before them."""
        self.spans.append(match.span())
        start, end = match.span()
        self.text = f"{self.text[:start]}{' ' * (end - start - 1)}日{self.text[end:]}"


def moment_in(text: str, now: datetime) -> Moment:
    """The last moment `text` names that it does not deny: of “不是七号，六号” the second."""
    found = _Found(text, now)
    weekdays = _every(found)
    after, later = _later(found)
    days = [*_on_a_day(found), *_of_week(found), *_near(found), *_of_month(found)]
    meant = [each for each in sorted(days) if not _denied(text, each[0])]
    times = [each for each in times_named(found.text) if not _denied(text, each.start)]
    for each in times_named(found.text):
        found.spans.append((each.start, each.end))
    time = times[-1] if times else None
    if time is not None and time.wrong:
        found.no_such = found.no_such or text[time.start : time.end]
    day, floats = (meant[-1][1], meant[-1][2]) if meant else (later, False)
    vague, otherwise = _VAGUE.search(found.text), _OTHERWISE.search(text)
    if vague:
        found.spans.append(vague.span())
    return Moment(
        day=day,
        weekdays=weekdays,
        time=time,
        after=after,
        floats=floats,
        no_such=found.no_such,
        vague=vague[0] if vague else "",
        otherwise=otherwise[0] if otherwise else "",
        spans=tuple(sorted(found.spans)),
    )


def _denied(text: str, start: int) -> bool:
    return text[:start].rstrip(" ,，").endswith(("不是", "不要", "别在"))


def _every(found: _Found) -> tuple[int, ...]:
    match = _EVERY.search(found.text)
    if match is None:
        return ()
    found.take(match)
    if match["daily"]:
        return tuple(range(7))
    if match["work"]:
        return tuple(range(5))
    said = [_weekday(char) for char in re.findall(_DAY_OF_WEEK, match["days"])]
    if len(said) == 2 and re.search("[到至~-]", match["days"]) and said[0] < said[1]:
        return tuple(range(said[0], said[1] + 1))
    return tuple(sorted(set(said)))


def _weekday(char: str) -> int:
    return int(char) - 1 if char.isdecimal() else _WEEKDAYS.index(char.replace("天", "日"))


def _later(found: _Found) -> tuple[timedelta | None, date | None]:
    """“过半小时”, “三天后”: hours are counted from now, days are days."""
    for match in _LATER.finditer(found.text):
        if not (match["lead"] or match["tail"]):
            continue
        found.take(match)
        number = 0.5 if match["number"] == "半" else float(figure(match["number"]) or 0)
        number += 0.5 if match["half"] else 0
        if match["unit"] in {"小时", "钟头", "分钟"}:
            minutes = number * (1 if match["unit"] == "分钟" else 60)
            return timedelta(minutes=round(minutes)), None
        days = number * (1 if match["unit"] == "天" else 7)
        return None, found.now.date() + timedelta(days=round(days))
    return None, None


def _on_a_day(found: _Found) -> Iterator[tuple[int, date, bool]]:
    today = found.now.date()
    for match in _ON_A_DAY.finditer(found.text):
        month, number = figure(match["month"] or match["m"]), figure(match["day"] or match["d"])
        said = {"今": today.year, "明": today.year + 1}.get(match["said"] or "")
        year = int(match["year"]) if match["year"] else said
        found.take(match)
        years = [year] if year else [today.year, today.year + 1]
        days = [day for one in years if (day := _date(one, month, number))]
        # 29 February of the year after next is no day anybody means.
        if not days:
            found.no_such = found.no_such or match[0]
            continue
        near = [day for day in days if year or (today - day).days <= _LONG_PAST]
        yield match.start(), (near or days[-1:])[0], False


def _of_month(found: _Found) -> Iterator[tuple[int, date, bool]]:
    """“七号”: of this month, or of the next where it is over."""
    today = found.now.date()
    for match in _OF_MONTH.finditer(found.text):
        number = figure(match["day"]) or 0
        found.take(match)
        next_one = match["which"] == "下" or (not match["which"] and number < today.day)
        month = today.month % 12 + 1 if next_one else today.month
        year = today.year + (1 if next_one and today.month == 12 else 0)
        day = _date(year, month, number)
        if day is None:
            found.no_such = found.no_such or match[0]
            continue
        yield match.start(), day, False


def _of_week(found: _Found) -> Iterator[tuple[int, date, bool]]:
    today = found.now.date()
    monday = today - timedelta(days=today.weekday())
    for match in _OF_WEEK.finditer(found.text):
        found.take(match)
        weeks = {"下": 1, "下下": 2}.get(match["which"] or "", 0)
        day = monday + timedelta(days=_weekday(match["day"]) + 7 * weeks)
        floats = match["which"] is None
        if floats and day < today:
            day += timedelta(days=7)
        yield match.start(), day, floats


def _near(found: _Found) -> Iterator[tuple[int, date, bool]]:
    for match in _NEAR.finditer(found.text):
        found.take(match)
        yield match.start(), found.now.date() + timedelta(days=_AHEAD[match[0][0]]), False


def _date(year: int, month: int | None, day: int | None) -> date | None:
    if not month or not day or not 1 <= month <= 12:
        return None
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
