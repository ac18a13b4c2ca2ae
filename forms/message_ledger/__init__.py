"""The messages of a season: sums by unit and reason, then every message."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.plan import Plan


@dataclass(frozen=True)
class LedgerRow:
    """One message: when, whose unit (— for none), who got it, why."""

    at: datetime
    unit: str
    name: str
    why: str


def filename(plan: Plan, on: date) -> str:
    """消息台账（2019年度考核）20200106.xlsx."""
    return f"消息台账（{plan.year}年度考核）{on:%Y%m%d}.xlsx"
