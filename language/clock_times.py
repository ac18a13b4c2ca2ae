"""Times of the day as people write them: “早上”, “下午3点半”, “20:00”, “下班前”."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from language.numerals import value_of

NUMBER: Final = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_PART: Final = (
    r"凌晨|清早|一大?早|大早|早晨|早上|上午|中午|午后|下午|傍晚|晚上|夜里|半夜"
    r"|(?<=[今明天号日])[早晚]"
)
_CLOCK: Final = re.compile(
    rf"(?P<part>{_PART})?的?(?P<hour>{NUMBER})(?:[点时](?:钟|整)?|[:：](?=\d))"
    r"(?P<minute>半|一刻|三刻|\d{1,2}(?!\d)|[零〇][一二三四五六七八九]"
    r"|[一二三四五]?十[一二三四五六七八九]?)?分?"
)
_ALONE: Final = re.compile(
    rf"(?P<work>(?:快|临)?下班(?:之|以)?前|(?:快|临)下班|上班(?:时|后|就|的时候)?|下班(?:时|后"
    rf"|以后|之后|的时候)?)|(?P<part>{_PART})"
)
_USUAL: Final = {
    "早": time(9),
    "上": time(9),
    "清": time(9),
    "一": time(9),
    "大": time(9),
    "中": time(12),
    "午": time(15),
    "下": time(15),
    "傍": time(18),
    "晚": time(20),
    "夜": time(20),
    "半": time(20),
}
_BEFORE_CLOSING: Final = time(17)
_CLOSING: Final = time(18)
_OPENING: Final = time(9)
_QUARTERS: Final = {"半": 30, "一刻": 15, "三刻": 45}
_SURELY_LATER: Final = range(1, 7)  # “3点” without more is in the afternoon


@dataclass(frozen=True)
class ClockTime:
    """A time of day at `start:end` of the text. `next_day`: 晚上12点 is the day after.

    `wrong`: no clock shows it.
    """

    start: int
    end: int
    at: time
    next_day: bool = False
    wrong: bool = False


def figure(said: str | None) -> int | None:
    """The number written in figures or as a Chinese numeral."""
    if not said:
        return None
    return int(said) if said.isdecimal() else value_of(said)


def times_named(text: str) -> list[ClockTime]:
    """Every time of day `text` names, in order."""
    found = [_read(match) for match in _CLOCK.finditer(text)]
    for match in _ALONE.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        if match["work"]:
            at = _OPENING if match["work"].startswith("上") else _CLOSING
            near = "前" in match["work"] or match["work"][0] in "快临"
            found.append(ClockTime(*match.span(), _BEFORE_CLOSING if near else at))
        elif match["part"][0] != "凌":
            found.append(ClockTime(*match.span(), _USUAL[match["part"][0]]))
    return sorted(found, key=lambda one: one.start)


def _read(match: re.Match[str]) -> ClockTime:
    said = match["minute"] or ""
    minute = _QUARTERS.get(said)
    if minute is None:
        minute = figure(said) or 0
    hour = figure(match["hour"])
    if hour is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        return ClockTime(*match.span(), time(), wrong=True)
    hour = _of_the_day(match["part"] or "", hour, in_figures=":" in match[0] or "：" in match[0])
    return ClockTime(*match.span(), time(hour % 24, minute), next_day=hour >= 24)


def _of_the_day(part: str, hour: int, *, in_figures: bool) -> int:
    """The hour from 0 to 23, or from 24 where it is one of the next day."""
    head = part[:1]
    if part in {"下午", "午后", "傍晚"} and hour < 12:
        return hour + 12
    if head in {"晚", "夜", "半"}:
        return hour + 12 if 5 <= hour <= 12 else hour + 24 if hour < 5 else hour
    if head == "中" and hour < 4:
        return hour + 12
    if not part and not in_figures and hour in _SURELY_LATER:
        return hour + 12
    return hour
