"""Shares of 优秀 as a plan states them: percentages, steps, numbers of an annex, by cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.plan.conditions import Condition
from rules.plan.dialogue import Told


@dataclass(frozen=True)
class Tier:
    """A step of a share: up to so many people, either a percentage or a number of 优秀."""

    up_to: int | None
    percent: int | None
    most: int | None


@dataclass(frozen=True)
class Share:
    """A permitted share of 优秀; `strength` keeps 一般不超过 weaker than 不得超过.

    With `tiers` the headcount decides, and `percent` is the last tier's. Without either the
    numbers stand in the `annex`: those of `by_unit`, by name, are known. `least`: a minimum.
    `cases`: other shares in some cases, the first that holds counts. `told` and `said`: what is
    told of somebody, or a word of the question, that shows that this kind of share is meant.
    """

    percent: int | None
    words: str
    clause: str
    strength: str = "must"
    tiers: tuple[Tier, ...] = ()
    least: int = 0
    annex: str = ""
    by_unit: Mapping[str, int] = field(default_factory=dict)
    cases: tuple[tuple[Condition, Share], ...] = ()
    told: Told | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counting:
    """Which axes say whose base counts a person and whose quota their 优秀 would use.

    `delegated`: values that mean the list of those delegated to a department, a ledger of its
    own. `apart`: values of the quota axis that mean a list of the county's. No axis: the notice
    has no such thing.
    """

    base_axis: str = ""
    quota_axis: str = ""
    delegated: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoreLine:
    """The score below which nobody may be 优秀, and the clause that says so.

    `also`: what counts besides, once it is reached.
    """

    fact: str
    at_least: int
    words: str
    clause: str
    also: str = ""


@dataclass(frozen=True)
class Heads:
    """Those who are not in the base, by the clause that says so, and what a count of people says.

    `counted` with {said}, {heads} and {counted}; `unsettled` where their number was not told.
    """

    clause: str
    counted: str
    unsettled: str


@dataclass(frozen=True)
class Quotas:
    """Shares by kind (members, teams, delegated) and, where the notice says, by team grade.

    `grade_fact` and `headcount_fact` hold the team's grade and the number of people, if the notice
    has such facts. `unwritten`: what a roster often leaves out and is then presumed not to be.
    """

    shares: Mapping[str, Share]
    by_team_grade: Mapping[str, Share]
    rounding: str | None  # down, up, nearest; None where the notice does not say
    rounding_words: str
    clause: str
    counting: Counting = field(default_factory=Counting)
    grade_fact: str = ""
    headcount_fact: str = ""
    score: ScoreLine | None = None
    heads: Heads | None = None
    unwritten: str = ""

    @property
    def unwritten_words(self) -> str:
        """“（挂职、驻村、立案等）”; "" where the plan names none."""
        return f"（{self.unwritten}）" if self.unwritten else ""
