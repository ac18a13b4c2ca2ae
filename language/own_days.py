"""Days of a plan's own date facts, by the words of the fact or in reply to its question."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from language.dates import Day
from language.numerals import arabic
from rules.plan import Given, Plan
from rules.plan.conditions import tests_in

_CLAUSE: Final = re.compile(r"[,;.?! ]")


class OwnDays:
    """The date facts of one plan that no event of `reading.yaml` and no length of time tells."""

    def __init__(self, plan: Plan) -> None:
        told = {*plan.wording.events.values(), *(f.counted_from for f in plan.facts.values())}
        tests = [test for rule in plan.rules for test in tests_in(rule.when)]
        self._bounds = {
            name: tuple({o for t in tests if t.fact == name for o in t.operands if _is_day(o)})
            for name, fact in plan.facts.items()
            if fact.kind == "date" and name not in told
        }

    def read(
        self, given: Mapping[str, Given], figures: str, days: Sequence[Day], asked: str | None
    ) -> dict[str, Given]:
        """The facts whose day is told; a month that lies on both sides of a bound tells none."""
        found: dict[str, Given] = {}
        for name, bounds in self._bounds.items():
            about = given.get(name)
            if about is not None and about.value is not None:
                continue
            day = _beside(about.words or "", figures, days) if about else None
            if day is None and asked == name and days:
                day = days[0]
            if day is not None and _placed(day, bounds):
                found[name] = Given(day.earliest, "said", day.words)
        return found


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _beside(words: str, figures: str, days: Sequence[Day]) -> Day | None:
    """The day nearest to the words in their clause, else the only one of the message."""
    at = figures.find(arabic(words))
    if at < 0:
        return None
    ends = [one.start() for one in _CLAUSE.finditer(figures)]
    first = max((end for end in ends if end < at), default=-1)
    last = min((end for end in ends if end >= at), default=len(figures))
    near = [day for day in days if first < day.start < last]
    if not near:
        return days[0] if len(days) == 1 else None
    return min(near, key=lambda day: min(abs(day.end - at), abs(day.start - at - len(words))))


def _placed(day: Day, bounds: Sequence[object]) -> bool:
    """Whether every day it may be is on the same side of each bound."""
    return day.certain or all(
        day.latest < bound or day.earliest > bound for bound in bounds if isinstance(bound, date)
    )
