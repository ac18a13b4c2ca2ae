"""Which day of a message belongs to what: a start, a retirement, a new post, a return."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from language.dates import Day
from language.durations import Months, between, since
from rules.plan.given import Given

_CUES = (
    ("retired", re.compile(r"年龄到|到(?:了)?年龄|到龄|到点退|退(?!回|给|掉)|离岗退")),
    ("case", re.compile(r"立案|结案|函询|被查|审查|调查|处分|问责")),
    (
        "recalled",
        re.compile(
            r"撤|召回|轮换|回(?:了|到)?(?:原)?单位|回来|回去|提前回|返回"
            r"|回到?[^,;.?! ]{0,6}(?:局|委|办|部|院|校)|离开|结束|期满|(?<!任)免"
        ),
    ),
    ("post", re.compile(r"任(?!务)|调|提拔|提为|转到|上任|当上|履新|轮岗|交流|下文|宣布")),
    (
        "start",
        re.compile(
            r"来|去|到|报|起|开始|下派|挂|派|至今|以来|就(?!退|任|调|撤|回|结|立|办)|进驻|入驻|下(?:去|来)|过"
        ),
    ),
)
# “3月到党校脱产学了三个月”: no day on which a secondment began.
_TRAINS = re.compile(
    r"^(?:份|起|就|才|又|被|还|派|送|抽)*(?:到|去|在|上|赴|参加过?|脱产)[^,;.?! ]{0,8}?"
    r"(?:党校|行政学院|干部学院|培训|学习|进修|脱产|上课|读书班|主体班)"
)
_RETIRES_THEN = re.compile(r"^(?:份|起|才|就|正式|开始|办理?|批准?|以后)*退(?!回|给|掉|出)")
_RETIRES = re.compile(r"^[^,;.?! ]{0,6}退")
_COMES = re.compile(r"[^,.;?! ]{0,3}(?:来|到|去|挂|派|下)")
_REACHED = re.compile(r"(?:就|才|刚好|正好|能|可以)?满(?:\d|半)")  # “到2月15就满6个月”: no start
_A_MONTH = 31
_EARLY = 2  # months of a year that are spoken of without it when they are still to come
_OVER_BY = re.compile("(?:以|之)?前")
_UNTIL = re.compile(r"^(?:到|至|-|~|—)+$")


def event_of(day: Day, text: str) -> str:
    """The first cue after the day within its clause, else the last before it."""
    after = re.split(r"[,;.?!]", text[day.end : day.end + 16])[0]
    if _TRAINS.match(after):
        return "training"
    if _RETIRES_THEN.match(after):
        return "retired"
    found = [(m.start(), name) for name, cue in _CUES if (m := cue.search(after))]
    if found:
        return min(found)[1]
    before = re.split(r"[,;.?! ]", text[max(0, day.start - 12) : day.start])[-1]
    behind = [(m.end(), name) for name, cue in _CUES for m in cue.finditer(before)]
    return max(behind)[1] if behind else ""


def service(
    text: str, days: Sequence[Day], lengths: Sequence[Months], cutoff: date, wanted: bool
) -> tuple[Months | None, Day | None]:
    """Time served and, where it is certain, the day it began. `wanted`: just asked for."""
    pair = _pair(text, days)
    if pair and not _is_cutoff(pair[1], cutoff) and event_of(pair[1], text) != "recalled":
        return between(pair[0], pair[1], cutoff), None
    until = [day for day in days if _REACHED.match(text[day.end : day.end + 6])]
    if until and len(until) == len(days) and not any(_is_cutoff(day, cutoff) for day in until):
        # When somebody will have been there so long, not since when: “明年1月才满半年” is less.
        return (lengths[-1] if lengths and not lengths[-1].low else None), None
    days = [day for day in days if day not in until]
    starts = [day for day in days if event_of(day, text) == "start" and not _is_cutoff(day, cutoff)]
    # “今年来了两个，一个4月来的”: the narrower span says when.
    starts = [d for d in starts if _narrow(d)] or [d for d in starts if _begins(d, text)]
    if not starts and wanted:
        days = [day for day in days if event_of(day, text) != "recalled"]
        starts = [day for day in days if not _is_cutoff(day, cutoff)][:1]
    if starts and (starts[0].certain or not lengths):
        first = starts[0]
        return since(first, cutoff), first if first.certain else None
    if lengths:
        return lengths[-1], None
    return None, None


def _begins(day: Day, text: str) -> bool:
    """“今年刚来的”, not “…来挂职的老秦今年考核…”."""
    return bool(_COMES.match(text[day.end : day.end + 6]))


def _narrow(day: Day) -> bool:
    return (day.latest - day.earliest).days <= _A_MONTH


def _is_cutoff(day: Day, cutoff: date) -> bool:
    return day.latest == cutoff and (day.certain or "年底" in day.words or "年末" in day.words)


def _pair(text: str, days: Sequence[Day]) -> tuple[Day, Day] | None:
    for first, last in pairwise(days):
        if _UNTIL.match(text[first.end : last.start].strip()):
            return first, last
    return None


def retirement(text: str, days: Sequence[Day], cutoff: date, wanted: bool) -> Given | None:
    """The day of retirement; a span that could fall on either side of the cut-off stays open."""
    own = [day for day in days if event_of(day, text) == "retired"]
    before = [day for day in own if _RETIRES.search(text[day.end : day.end + 10])]
    own = before or own
    if not own and (wanted or len(days) == 1):
        own = [day for day in days if event_of(day, text) in {"", "start"} or wanted]
    if not own:
        return None
    day = own[-1]
    # “12月底前退” says that it is over by then; “12月底退” may be the last day.
    over = _OVER_BY.match(text[day.end :]) is not None
    open_end = not (day.certain or over) and day.earliest <= cutoff <= day.latest
    return Given(None if open_end else day.earliest, "said", _with_the_year(day, cutoff))


def _with_the_year(day: Day, cutoff: date) -> str:
    """“1月2号退休” in December may be of the next year: the one it was taken for is told."""
    early = day.earliest.year == cutoff.year and day.latest.month <= _EARLY
    dated = day.words[:1].isdigit()  # “年初”, “春节” are of a year by themselves
    return f"{cutoff.year}年{day.words}" if early and dated and not day.year_said else day.words


def settled_months(months: Months, thresholds: Sequence[float]) -> float | None:
    """The months as one number, if that is on one side of every threshold."""
    for threshold in thresholds or (6.0,):
        value = months.settled(threshold)
        if value is None:
            return None
    return months.settled((thresholds or (6.0,))[0])
