"""A unit, somebody and a day of the plan and roster at hand, for examples of what to say."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from handlers.turn.access import units_in_charge
from handlers.turn.context import DeedContext
from rules.papers import for_example
from rules.plan import Plan
from storage.views import Unit

_NO_UNIT: Final = "某某单位"
_LATER: Final = timedelta(days=7)


def a_unit(context: DeedContext) -> str:
    """A unit whoever asks may look at."""
    return next((unit.name for unit in _units(context)), _NO_UNIT)


def somebody(context: DeedContext) -> str:
    """Somebody of such a unit whose name nobody else has, with the unit."""
    roster = context.records.roster
    for unit in _units(context):
        for one in roster.people(unit.id):
            if len(roster.people_named(one.name)) == 1:
                return f"{unit.name}{one.name}"
    return f"{_NO_UNIT}某某"


def due_day(plan: Plan) -> str:
    """The day on which the paper of the examples is due."""
    return _told(_due(plan))


def later_day(plan: Plan) -> str:
    """A week after that."""
    return _told(_due(plan) + _LATER)


def _units(context: DeedContext) -> Iterator[Unit]:
    own = context.asker.unit_id
    if own is not None:
        yield context.records.roster.unit(own)
    yield from units_in_charge(context)[:1]


def _due(plan: Plan) -> date:
    short = for_example(plan)
    paper = next((one for one in plan.papers.values() if one.short == short), None)
    deadline = plan.deadlines.get((paper.deadline if paper else None) or "")
    days = [one.effective for one in plan.deadlines.values() if one.effective]
    known = deadline.effective if deadline else None
    return known or max(days, default=plan.cutoff + _LATER)


def _told(day: date) -> str:
    return f"{day.month}月{day.day}日"
