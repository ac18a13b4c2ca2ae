"""When we speak first, and to whom: a plan's schedule, and the one in force where it has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Final

from rules.plan.deadlines import Deadline
from rules.plan.source import Source, open_source

UNIT, GROUP, SECTION = "unit", "group", "section"
_TO: Final = {UNIT: None, GROUP: None, SECTION: None}
_MOST_WORKDAYS: Final = 60


@dataclass(frozen=True)
class Step:
    """One reminder. `workdays` before (negative), on (0) or after the deadline; `to` whom."""

    to: str
    workdays: int


@dataclass(frozen=True)
class Ceiling:
    """The most messages to one unit in a season; `always`: the workdays said even beyond it."""

    messages: int
    always: frozenset[int]


@dataclass(frozen=True)
class Reminders:
    """`spread_from` and `spread_until`: the minutes over which units are spread, both included.

    `held_deadline`: by when an assessment group passes on what it holds; empty: it is not reminded.
    """

    opens: time = time(9, 0)
    closes: time = time(17, 30)
    spread_from: time = time(9, 3)
    spread_until: time = time(9, 57)
    steps: tuple[Step, ...] = tuple(Step(UNIT, days) for days in (-7, -3, -1, 0, 1, 2, 3))
    held_deadline: str = ""
    held_steps: tuple[Step, ...] = ()
    ceiling: Ceiling = field(default_factory=lambda: Ceiling(30, frozenset({0})))

    def steps_for(self, to: str, deadline_id: str) -> tuple[Step, ...]:
        """The steps of one deadline towards unit, group or section, earliest first."""
        own = self.held_steps if deadline_id == self.held_deadline else self.steps
        return tuple(step for step in own if step.to == to)


def read_reminders(file: Path, deadlines: dict[str, Deadline]) -> Reminders:
    """The plan's reminders.yaml, or the schedule in force without one. Raises PlanError."""
    if not file.exists():
        return Reminders()
    fields = open_source(file).fields("steps", "hours spread held ceiling", "steps: […]")
    opens, closes = _span(fields.get("hours"), Reminders.opens, Reminders.closes)
    spread = _span(fields.get("spread"), Reminders.spread_from, Reminders.spread_until)
    if not opens <= spread[0] <= spread[1] < closes:
        words = "错开的时段要在 hours 之内。"
        raise fields["spread" if "spread" in fields else "hours"].wrong(words, _SPREAD)
    held, held_steps = _held(fields.get("held"), deadlines)
    return Reminders(
        opens, closes, *spread, _steps(fields["steps"]), held, held_steps, _ceiling(fields)
    )


_SPREAD: Final = 'spread: {from: "09:03", until: "09:57"}'
_STEPS: Final = "steps: [{to: unit, workdays: [-7, -3, -1, 0, 1]}]"


def _span(source: Source | None, first: time, last: time) -> tuple[time, time]:
    if source is None:
        return first, last
    fields = source.fields("from until", "", _SPREAD)
    found = _clock(fields["from"]), _clock(fields["until"])
    if found[0] > found[1]:
        raise source.wrong("from 要早于 until。", _SPREAD)
    return found


def _clock(source: Source) -> time:
    text = source.text(_SPREAD)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise source.wrong(f"“{text}”不是钟点。", _SPREAD) from None


def _steps(source: Source) -> tuple[Step, ...]:
    steps = tuple(_steps_in(source))
    if not steps:
        raise source.wrong("steps 不能空着。", _STEPS)
    return tuple(sorted(steps, key=lambda step: step.workdays))


def _steps_in(source: Source) -> Iterator[Step]:
    seen = set()
    for row in source.items(_STEPS):
        fields = row.fields("to workdays", "", _STEPS)
        to = fields["to"].one_of(_TO, "提醒谁", _STEPS)
        for each in fields["workdays"].listed(_STEPS):
            workdays = each.whole(_STEPS)
            if abs(workdays) > _MOST_WORKDAYS:
                raise each.wrong(f"离截止最多{_MOST_WORKDAYS}个工作日。", _STEPS)
            if (to, workdays) in seen:
                raise each.wrong("同一天写了两次，只能留一个。", _STEPS)
            seen.add((to, workdays))
            yield Step(to, workdays)


def _held(source: Source | None, deadlines: dict[str, Deadline]) -> tuple[str, tuple[Step, ...]]:
    if source is None:
        return "", ()
    example = "held: {deadline: group_to_section, steps: [{to: group, workdays: [-3, 0]}]}"
    fields = source.fields("deadline steps", "", example)
    steps = _steps(fields["steps"])
    if any(step.to == UNIT for step in steps):
        raise fields["steps"].wrong("材料不在单位手里，不能提醒单位（unit）。", example)
    return fields["deadline"].one_of(deadlines, "时限", example), steps


def _ceiling(fields: dict[str, Source]) -> Ceiling:
    if "ceiling" not in fields:
        return Reminders().ceiling
    example = "ceiling: {messages: 30, always: [0]}"
    own = fields["ceiling"].fields("messages", "always", example)
    messages = own["messages"].whole(example)
    if messages < 1:
        raise own["messages"].wrong("上限至少是1条。", example)
    always = own["always"].listed(example) if "always" in own else []
    return Ceiling(messages, frozenset(each.whole(example) for each in always))
