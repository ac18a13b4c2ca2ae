"""The plan of a year: its types, and how a folder becomes one."""

from __future__ import annotations

from pathlib import Path

from rules.compiled import programs
from rules.conditions import Condition
from rules.deadlines import Deadline, Status
from rules.loader import read_plan
from rules.model import (
    Axis,
    Clause,
    Fact,
    Gate,
    Owing,
    Paper,
    Plan,
    Quotas,
    Rule,
    Share,
    Silence,
    Term,
    Tier,
    TopicText,
)
from rules.ruling import Facts, Given
from rules.source import PlanError, Value

__all__ = [
    "Axis", "Clause", "Condition", "Deadline", "Fact", "Facts", "Gate", "Given", "Owing", "Paper",
    "Plan", "PlanError", "Quotas", "Rule", "Share", "Silence", "Status", "Term", "Tier",
    "TopicText", "Value", "load_plan",
]  # fmt: skip


def load_plan(folder: Path) -> Plan:
    """Read and check a plan folder; raises PlanError with file, line and a right example."""
    plan = read_plan(folder)
    programs(plan)
    return plan
