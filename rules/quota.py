"""Arithmetic of 优秀 shares; what the notice leaves open stays open."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.plan.schema import Plan, Share


@dataclass(frozen=True)
class Cap:
    """How many 优秀 a share of a headcount allows."""

    fraction: Fraction
    exact: str  # the product as printed: "5.4"
    most: int  # the most that "not above" allows; by the plan's own rounding where it states one
    is_whole: bool


def share_for(plan: Plan, team_grade: str | None, kind: str = "members") -> Share:
    """The share that applies; a team grade only matters for the members of that team.

    Raises KeyError for a kind the plan does not declare.
    """
    if kind == "members" and team_grade is not None and team_grade in plan.quotas.by_team_grade:
        return plan.quotas.by_team_grade[team_grade]
    return plan.quotas.shares[kind]


def allowed(plan: Plan, headcount: int, team_grade: str | None, kind: str = "members") -> Cap:
    """How many 优秀 so many people may have, by tiers and rounding where the plan has them."""
    share = share_for(plan, team_grade, kind)
    for tier in share.tiers:
        if tier.up_to is None or headcount <= tier.up_to:
            if tier.most is not None:
                return Cap(Fraction(tier.most), str(tier.most), tier.most, True)
            return cap(headcount, tier.percent or 0, plan.quotas.rounding)
    return cap(headcount, share.percent, plan.quotas.rounding)


def cap(headcount: int, percent: int, rounding: str | None = None) -> Cap:
    """What `percent` of `headcount` allows, exactly. Raises ValueError for a negative headcount.

    Where rounding is not stated the most is the whole part, since more would exceed the share.
    """
    if headcount < 0:
        raise ValueError("人数不能是负数。")
    fraction = Fraction(headcount * percent, 100)
    whole = fraction.numerator // fraction.denominator
    most = whole
    if rounding == "up":
        most = -(-fraction.numerator // fraction.denominator)
    elif rounding == "nearest":
        most = int(fraction + Fraction(1, 2))
    return Cap(fraction, f"{float(fraction):g}", most, fraction.denominator == 1)
