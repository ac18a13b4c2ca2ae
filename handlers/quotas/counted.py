"""How many people or teams a share is to be taken of: by what is said now, or was said before."""

import re
from typing import Final

from handlers.quotas.phrases import sum_words
from handlers.rulings.service import team_grade
from handlers.turn.context import TurnContext
from rules.plan import Plan, Share
from rules.quota import MEMBERS, allowed

_NUMBER: Final = re.compile(r"[一-鿿,]{0,4}(?P<n>[1-9]\d{0,4})[一-鿿.]{0,2}")


def counted(turn: TurnContext, kind: str) -> tuple[int | None, list[str]]:
    """The number, and what is said of the heads in it."""
    if kind == "teams":
        said = turn.reading.teams
        if said is None and turn.reading.headcount:
            said = turn.reading.headcount.said
        return said, []
    figures = turn.reading.headcount
    if figures is None:
        return _just_a_number(turn) or turn.state.headcount, []
    heads = turn.plan.quotas.heads
    if kind != MEMBERS or heads is None:
        return figures.said, []
    if figures.heads:
        numbers = {"said": figures.said, "heads": figures.heads, "counted": figures.counted}
        return figures.counted, [heads.counted.format(**numbers)]
    return figures.said, [] if figures.heads_settled else [heads.unsettled]


def sum_of(turn: TurnContext, share: Share, kind: str, people: int | None) -> str:
    """“30人×25%＝7.5，不超过7个优秀。” of a share of the notice; "" where no number was told."""
    plan = turn.plan
    grades = plan.quotas.by_team_grade.items()
    grade = next((name for name, one in grades if one == share), team_grade(turn))
    if not people:
        return ""
    unit = turn.asker.unit_name
    cap = allowed(plan, people, grade, kind, facts=turn.facts, unit=unit)
    return sum_words(share, cap, people, "个班子" if kind == "teams" else "人")


def delegated_list(plan: Plan) -> dict[str, str]:
    """Whose base and places those delegated to a department use: the list's."""
    counting = plan.quotas.counting
    axes = (counting.base_axis, counting.quota_axis)
    return {
        axis: value
        for value in counting.delegated[:1]
        for axis in axes
        if axis in plan.axes and value in plan.axes[axis].values
    }


def _just_a_number(turn: TurnContext) -> int | None:
    """“20” in answer to how many there are."""
    asked = turn.state.open_fact in {"headcount", turn.plan.quotas.headcount_fact}
    number = _NUMBER.fullmatch(turn.reading.text) if asked else None
    return int(number["n"]) if number else None
