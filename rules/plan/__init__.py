"""The plan of a year as data: its types, how a folder is read, checked, copied and compared."""

from __future__ import annotations

from rules.plan.conditions import Condition
from rules.plan.deadlines import Deadline, Status
from rules.plan.given import Facts, Given
from rules.plan.quotas import Quotas, Share, Tier
from rules.plan.schema import (
    Axis,
    Clause,
    Fact,
    Gate,
    Owing,
    Paper,
    Plan,
    Rule,
    Silence,
    Term,
    TopicText,
)
from rules.plan.source import PlanError, Value

__all__ = [
    "Axis", "Clause", "Condition", "Deadline", "Fact", "Facts", "Gate", "Given", "Owing", "Paper",
    "Plan", "PlanError", "Quotas", "Rule", "Share", "Silence", "Status", "Term", "Tier",
    "TopicText", "Value",
]  # fmt: skip
