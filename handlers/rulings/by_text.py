"""What follows from a text for what the message tells: a day in time or not, another score."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from handlers.turn.context import TurnContext
from language.tables import shape
from rules.plan import Deadline

_SAME: Final = re.compile(r"[一-鿿]{2,12}得分即为(?P<other>[一-鿿]{2,12}得分)")


def in_time(turn: TurnContext, deadlines: Sequence[Deadline]) -> list[str]:
    """“1月7日交算不算晚” is told so; of the very day of the limit, “1月5日前”, nothing is said."""
    days = turn.reading.dates
    if len(days) != 1 or len(deadlines) != 1 or not shape("in_time").search(turn.reading.text):
        return []
    limit = deadlines[0].effective
    said = _nearest(days[0], limit) if limit else None
    if limit is None or said is None or said == limit:
        return []
    side = "晚于" if said > limit else "早于"
    return [f"{said.month}月{said.day}日{side}时限{limit.month}月{limit.day}日。"]


def same_score(turn: TurnContext, text: str) -> list[str]:
    """“年度测评92分，下半年记多少” where the notice says that one score is the other."""
    score, same = turn.plan.quotas.score, _SAME.search(text)
    told = turn.reading.facts.get(score.fact) if score else None
    if not same or told is None or not isinstance(told.value, float | int):
        return []
    return [f"按您说的{told.value:g}分，{same['other']}也是{told.value:g}分。"]


def _nearest(said: date, limit: date) -> date | None:
    """A day of a month as the one that lies nearest to the limit."""
    found = []
    for year in (limit.year - 1, limit.year, limit.year + 1):
        try:
            found.append(said.replace(year=year))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - limit), default=None)
