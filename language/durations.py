"""How long somebody served: “俩月”, “满半年”, “差3天才满6个月” → months by the cut-off."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from language.dates import Day
from language.numerals import arabic
from language.tables import shape

_MONTHS = {
    "年": 12.0,
    "月": 1.0,
    "季度": 3.0,
    "周": 7 / 30,
    "星期": 7 / 30,
    "礼拜": 7 / 30,
    "天": 1 / 30,
}
_LITTLE_LESS = {"快", "快要", "快满", "快要满", "将近", "接近", "近", "小"}
_LESS = {
    "不到",
    "不足",
    "未满",
    "没满",
    "没到",
    "没有满",
    "没够",
    "不够",
    "不满",
    "还没满",
    "还没到",
    "未到",
}


_INTERRUPTION = 14  # characters before a length that is one of being away: “中途回原单位两个月”
_AWAY = re.compile(
    "中途|中间|借调|抽调|抽去|借去|跟班|期间|其间|当中|中断|间断|抽回|借回|叫回|回过"
)
_IN_PARTS = re.compile(
    "断开|分(?:成)?两段|两段(?:加|合)|前后(?:相)?加|加起来|又换到|换到另"
    "|抽回[^.;?!]{0,20}又(?:回|去|到)|回(?:局|单位|原单位)[^.;?!]{0,20}又(?:回|去|到)"
)
_COUNTED = re.compile(r"(?:\d+个?半?|半个?)(?:多|来)?(?:月|天|周|星期|礼拜|年)")
_HALF_OF_A_YEAR = re.compile(r"[上下]半年")  # a time of the year, no length


@dataclass(frozen=True)
class Months:
    """Between `low` and `high` months, as written in `words`."""

    low: float
    high: float
    words: str
    start: int
    end: int

    def settled(self, threshold: float) -> float | None:
        """One number on the same side of `threshold` as all the months meant here."""
        if self.low >= threshold:
            return self.low
        return self.high if self.high < threshold else None


def months_between(start: date, end: date) -> float:
    """Months from the morning of `start` to the evening of `end`: 2019-07-01 to 2019-12-31 is 6."""
    after = end + timedelta(days=1)
    whole = (after.year - start.year) * 12 + after.month - start.month
    return round(whole + (after.day - start.day) / 31, 3)


def since(day: Day, cutoff: date) -> Months:
    """Months from `day` to `cutoff`; a month without a day gives the range of its days."""
    low = max(0.0, months_between(day.latest, cutoff))
    return Months(
        low, max(0.0, months_between(day.earliest, cutoff)), day.words, day.start, day.end
    )


def between(first: Day, last: Day, cutoff: date) -> Months:
    """Months from one day named to another; never counted beyond `cutoff`."""
    low = months_between(first.earliest, min(last.latest, cutoff))
    return Months(low, low, f"{first.words}到{last.words}", first.start, last.end)


def lengths_named(text: str) -> list[Months]:
    """Every length of time in `text` that may be a time served. `text` has figures."""
    text = _HALF_OF_A_YEAR.sub("...", text)
    text = shape("length_a_not_a").sub(lambda asked: "." * len(asked.group(0)), text)
    short = shape("short_of").search(text)
    if short:
        whole = _months(short["n"] or short["n3"], short["unit"] or short["unit3"])
        return [Months(0.0, round(whole - 0.05, 2), short.group(0), short.start(), short.end())]
    later = shape("full_next_year").search(text)
    if later:
        return [Months(0.0, 5.95, later.group(0), later.start(), later.end())]
    found = [
        (m["unit"], length) for m in shape("lasting").finditer(text) if (length := _length(m, text))
    ]
    told = [(unit, length) for unit, length in found if not _is_asked(length, text)]
    found = told or found  # “来了5个月零20天，算满6个月吗”: the second is the line asked about
    # “六个月整，一天不多”: days beside months only qualify them.
    months = [length for unit, length in found if unit in {"年", "月", "季度"}]
    return months or [length for _, length in found]


def is_interrupted(text: str) -> bool:
    """Whether a time was broken off: “中途回原单位两个月”, “断开看哪段都不满半年”."""
    if _IN_PARTS.search(text):
        return True
    if _AWAY.search(text) is None:
        return False
    figures = arabic(text)
    before = (
        figures[max(0, m.start() - _INTERRUPTION) : m.start()] for m in _COUNTED.finditer(figures)
    )
    return any(shape("interrupted").search(one) for one in before)


def _is_asked(length: Months, text: str) -> bool:
    around = text[max(0, length.start - 3) : length.end + 4]
    return bool(shape("length_asked").search(around))


def _months(number: str, unit: str) -> float:
    if number == "半":
        return 0.5 * _MONTHS[unit]
    return float(number) * _MONTHS[unit]


def _length(match: re.Match[str], text: str) -> Months | None:
    unit, number = match["unit"], match["n"]
    counted = (
        "个" in match.group(0) or unit in {"天", "周", "星期", "礼拜", "季度"} or match["before"]
    )
    if unit == "月" and not counted:
        return None
    if unit == "年" and number != "半" and float(number) > 60:
        return None
    after = re.split(r"[,;.?! ]", text[match.end() : match.end() + 3])[0]
    around = text[max(0, match.start() - 5) : match.end()] + after
    if shape("not_service").search(around) and "挂" not in around:
        return None
    if shape("interrupted").search(text[max(0, match.start() - _INTERRUPTION) : match.start()]):
        return None
    low = high = _months(number, unit)
    if match["half"] or match["half0"] or match["half1"] or match["half2"]:
        low = high = low + 0.5 * _MONTHS[unit]
    if match["n2"]:
        high = _months(match["n2"], unit)
    low, high = _bent(match, low, high)
    return Months(round(low, 2), round(high, 2), match.group(0), match.start(), match.end())


def _bent(match: re.Match[str], low: float, high: float) -> tuple[float, float]:
    before, after = match["before"] or "", match["after"] or ""
    if before in _LESS or after == "不到":
        return 0.0, round(high - 0.05, 2)
    if before in _LITTLE_LESS:
        return max(0.0, low - 1), round(high - 0.05, 2)
    if before in {"差不多", "大概", "约"} or after == "左右":
        return max(0.0, low - 0.5), high + 0.5
    if before == "大" and match["n"] == "半":
        return low + 0.5, low + 4
    if before in {"超过", "过了"} or match["many"] or match["many2"] or after in {"多", "出头"}:
        return low + 0.1, high + 0.9
    return low, high
