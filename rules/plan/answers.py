"""Which questions a plan has an answer to at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rules.plan.dialogue import QUESTIONS
from rules.plan.schema import Plan

# What the chat can be asked that rests on a part of the plan which not every notice has.
_NEEDED: Final[Mapping[str, Callable[[Plan], object]]] = {
    "score_line": lambda plan: plan.quotas.score,
    "team_assessed": lambda plan: plan.owing.team_fact,
    "quota_count": lambda plan: plan.quotas.shares,
    "quota_percent": lambda plan: plan.quotas.shares,
    "post_counted": lambda plan: plan.dialogue.post_counted,
    "deadlines": lambda plan: plan.deadlines,
}


def answered_by_plan(plan: Plan, topic: str) -> bool:
    """Whether the plan has what this topic rests on; a topic that rests on none always has."""
    kind, _, name = topic.partition(":")
    if kind in {"plan", "silence"}:
        return name in (plan.topics if kind == "plan" else plan.silences)
    if topic in QUESTIONS:
        return topic in plan.dialogue.questions
    return topic not in _NEEDED or bool(_NEEDED[topic](plan))
