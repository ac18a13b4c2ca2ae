"""Arithmetic of 优秀 shares; what the notice leaves open stays open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rules.plan.conditions import facts_in, holds
from rules.plan.given import Facts, Given
from rules.plan.quotas import Share
from rules.plan.schema import Plan

MEMBERS: Final = "members"
_NOBODY: Final[Facts] = {}


@dataclass(frozen=True)
class Cap:
    """How many 优秀 a share of a headcount allows.

    `stated` is False where the number stands in an annex that is not in the plan: `most` is then
    everybody, and must not be told as what the notice allows.
    """

    fraction: Fraction
    exact: str  # the product as printed: "5.4"
    most: int  # the most that "not above" allows; by the plan's own rounding where it states one
    is_whole: bool
    stated: bool = True


def share_for(
    plan: Plan, team_grade: str | None, kind: str = MEMBERS, facts: Facts = _NOBODY
) -> Share:
    """The share that applies, by the team's grade and by what is known or presumed of the unit.

    Raises KeyError for a kind the plan does not declare.
    """
    if kind == MEMBERS and team_grade is not None and team_grade in plan.quotas.by_team_grade:
        return plan.quotas.by_team_grade[team_grade]
    usual = plan.quotas.shares[kind]
    known = facts if team_grade is None else {**facts, plan.quotas.grade_fact: Given(team_grade)}
    known = _with_presumed(plan, known, usual)
    return next((share for when, share in usual.cases if holds(when, known)), usual)


def turns_on(plan: Plan, kind: str, facts: Facts) -> str:
    """A fact that decides which share holds and is neither told nor presumed; "" for none."""
    share = plan.quotas.shares[kind]
    for name in dict.fromkeys(name for when, _ in share.cases for name in facts_in(when)):
        given = facts.get(name)
        if given.value is None if given else plan.facts[name].presume is None:
            return name
    return ""


def presumed_for(plan: Plan, kind: str, facts: Facts) -> tuple[str, ...]:
    """The facts that are presumed where one of several shares is taken."""
    share = plan.quotas.shares[kind]
    names = dict.fromkeys(name for when, _ in share.cases for name in facts_in(when))
    return tuple(name for name in names if name not in facts)


def _with_presumed(plan: Plan, facts: Facts, share: Share) -> Facts:
    names = (name for when, _ in share.cases for name in facts_in(when))
    presumed = {name: Given(plan.facts[name].presume) for name in names if name not in facts}
    return {**presumed, **facts}


def allowed(
    plan: Plan,
    headcount: int,
    team_grade: str | None,
    kind: str = MEMBERS,
    *,
    facts: Facts = _NOBODY,
    unit: str = "",
) -> Cap:
    """How many 优秀 so many people may have: by number of the unit, by steps, or by percentage.

    Rounding and the minimum are the plan's.
    """
    share = share_for(plan, team_grade, kind, facts)
    number = _listed(share.by_unit, unit)
    if number is not None:
        return Cap(Fraction(number), str(number), number, is_whole=True)
    if share.percent is None and not share.tiers:
        return Cap(Fraction(headcount), "", headcount, is_whole=True, stated=False)
    found = _by_steps(share, headcount, plan.quotas.rounding)
    return replace(found, most=max(found.most, min(share.least, headcount)))


def _listed(by_unit: Mapping[str, int], unit: str) -> int | None:
    """The number an annex has for the unit, by its full name."""
    return by_unit.get(unit)


def unit_listed(share: Share, text: str) -> str:
    """The unit of the annex that a message names, the longest name first; "" for none."""
    named = [unit for unit in share.by_unit if unit in text]
    return max(named, key=len, default="")


def _by_steps(share: Share, headcount: int, rounding: str | None) -> Cap:
    for tier in share.tiers:
        if tier.up_to is None or headcount <= tier.up_to:
            if tier.most is not None:
                return Cap(Fraction(tier.most), str(tier.most), tier.most, is_whole=True)
            return cap(headcount, tier.percent or 0, rounding)
    return cap(headcount, share.percent or 0, rounding)


def percent_used(share: Share, found: Cap, headcount: int) -> int | None:
    """The percentage a cap was worked out by; None where a number was given outright."""
    percent = share.percent
    for tier in share.tiers:
        if tier.up_to is None or headcount <= tier.up_to:
            percent = tier.percent
            break
    same = percent is not None and found.fraction * 100 == headcount * percent
    return percent if percent and same and found.stated else None


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


def shares_of(plan: Plan, percents: Collection[int]) -> list[Share]:
    """The shares by a team's grade with one of these percentages, which the usual share has not."""
    usual = plan.quotas.shares.get(MEMBERS)
    own = usual.percent if usual else None
    graded = plan.quotas.by_team_grade.values()
    return [one for one in graded if one.percent in percents and one.percent != own]
