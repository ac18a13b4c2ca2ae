"""A plan folder, read and compiled: what every process does with its plan once."""

from __future__ import annotations

from pathlib import Path

from rules.engine.compile import programs
from rules.plan import Plan
from rules.plan.loader import read_plan


def load_plan(folder: Path) -> Plan:
    """Read and check a plan folder; raises PlanError with file, line and a right example."""
    plan = read_plan(folder)
    programs(plan)
    return plan
