"""Deadlines and days as supervision staff name them: “附件8截止时间定为1月10日”."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.turn.entity_extraction import paper_in
from rules.plan import Deadline, Plan

_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})\s*[年/.-]\s*)?(?P<month>\d{1,2})\s*[月/.-]\s*(?P<day>\d{1,2})\s*[日号]?"
)
_SET: Final = re.compile(
    r"(?:确?定|确认|改|设|调整?|延长?|延期|推迟|推后|提前|挪|放)(?:为|到|在|成|至)|就定|(?:就?是|为|到)(?=\d)"
)

_PLAIN: Final = 3  # pairs of characters that a deadline's label and a message share


@dataclass(frozen=True)
class NamedDay:
    """A day as written; the year may have been left out."""

    month: int
    day: int
    year: int | None

    def matches(self, other: date | None) -> bool:
        """Whether it may mean that day. The year is not compared: the printed one may be wrong."""
        return other is not None and (other.month, other.day) == (self.month, self.day)

    def near(self, cutoff: date) -> date | None:
        """The day itself; without a year the one nearest to the cut-off. None: there is none."""
        years = [self.year] if self.year else [cutoff.year, cutoff.year + 1]
        found = [day for year in years if (day := _date(year, self.month, self.day))]
        return min(found, key=lambda day: abs((day - cutoff).days), default=None)


@dataclass(frozen=True)
class Wish:
    """Which deadlines a command names, and the new day if it gives one."""

    deadlines: tuple[Deadline, ...]
    day: NamedDay | None


def wish_in(
    text: str, plan: Plan, in_force: Mapping[str, Deadline], papers: Iterable[str] = ()
) -> Wish:
    """Read a command. Without “定为” a day names the deadlines that fall on it, if any do."""
    head, tail = _divided(text)
    named = _deadlines_named(head, plan, in_force, tuple(papers))
    days = days_in(head)
    if tail is not None:
        new = days_in(tail)
        return Wish(_on(named or tuple(in_force.values()), days) if days else named, _only(new))
    if not days:
        return Wish(named, None)
    fitting = _on(named or tuple(in_force.values()), days)
    if fitting:
        return Wish(fitting, None)
    return Wish(named, days[-1])


def names_a_day(text: str) -> bool:
    """Whether some day of a month is named."""
    return _DAY.search(text) is not None


def sets_a_day(text: str) -> bool:
    """Whether it says that something is to be on a day: “附件8定在1月6号下班前”."""
    return _divided(text)[1] is not None


def _divided(text: str) -> tuple[str, str | None]:
    """What stands before and after the word that sets a day."""
    for match in reversed(list(_SET.finditer(text))):
        if days_in(text[match.end() :]):
            return text[: match.start()], text[match.end() :]
    return text, None


def days_in(text: str) -> list[NamedDay]:
    """Every day of a month that is named, in order."""
    return [
        NamedDay(int(m["month"]), int(m["day"]), int(m["year"]) if m["year"] else None)
        for m in _DAY.finditer(text)
    ]


def _only(days: list[NamedDay]) -> NamedDay | None:
    return days[-1] if days else None


def _on(deadlines: Iterable[Deadline], days: list[NamedDay]) -> tuple[Deadline, ...]:
    return tuple(
        each
        for each in deadlines
        if any(day.matches(each.effective) or day.matches(each.printed_date) for day in days)
    )


def _deadlines_named(
    text: str, plan: Plan, in_force: Mapping[str, Deadline], papers: tuple[str, ...]
) -> tuple[Deadline, ...]:
    """By the paper that is due, else by who has to do something by then, else by their label."""
    paper = paper_in(text, plan, papers)
    if paper is not None and paper.deadline and paper.deadline in in_force:
        return (in_force[paper.deadline],)
    every = list(in_force.values())
    whose = max((d.who for d in every if d.who and _does(d.who, text)), key=len, default="")
    candidates = [d for d in every if d.who == whose] if whose else _received(every, text)
    if len(candidates) < 2:
        return tuple(candidates)
    shared = {d.id: len(_pairs(d.label) & _pairs(text)) for d in candidates}
    best = max(shared.values())
    found = tuple(d for d in candidates if shared[d.id] == best)
    # By the label alone only where it is plain which one.
    return found if whose or (len(found) == 1 and best >= _PLAIN) else ()


def _received(deadlines: list[Deadline], text: str) -> list[Deadline]:
    """Those by which something reaches whom the message names as to whom; else all."""
    to = [d.who for d in deadlines if d.who and d.who in text]
    found = [d for d in deadlines if any(who in d.label and not _does(who, d.label) for who in to)]
    return found or deadlines


def _does(who: str, text: str) -> bool:
    """Whether `who` is named, and not as to whom: “单位报考核组” is the units' day."""
    to = "[报交送给到向至]"
    return re.search(rf"(?<!{to})(?<!{to}各){re.escape(who)}", text) is not None


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
