"""How people say what a plan's facts are, and what else those words tell of them.

Read by the language part. A plan that brings none is read by the labels of its facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.plan.conditions import Condition
from rules.plan.dialogue import Told
from rules.plan.source import Value


@dataclass(frozen=True)
class SaidAs:
    """One way of saying one value of a fact; None: hinted at, so that it may be asked.

    `say`, `unless`, `needs`: patterns. `denied`: the value where a negation stands before it, if
    `has_denied`; `elsewhere` likewise where it was at another place (“隔壁镇”). `yields`: of
    several such words the last counts, not the first. `among`: of a hint, what it may come to.
    """

    fact: str
    value: Value | None
    say: str
    unless: str = ""
    needs: str = ""
    denied: Value | None = None
    has_denied: bool = False
    elsewhere: Value | None = None
    has_elsewhere: bool = False
    yields: bool = False
    among: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Follows:
    """What follows from facts that were told: others with them, or some that cannot be meant.

    `before`: what was told earlier in the talk counts as well, but not for `when`. `fact_words`:
    by fact a pattern over the words that said it; `says` and `unless_says`: patterns over the
    message. `unless_asked`: not where one of these facts was just asked for. `derived`: it is told
    as understood, not as said.
    """

    told: Told | None = None
    unless: Told | None = None
    before: bool = False
    when: Condition | None = None
    fact_words: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    unless_says: str = ""
    unless_asked: tuple[str, ...] = ()
    sets: Mapping[str, Value] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True)
class DutiesAt:
    """A unit of the main duties that is called as the plan calls it, for those `told` so."""

    told: Told
    says: str
    value: Value


@dataclass(frozen=True)
class Wording:
    """`status`: facts that decide where somebody belongs; `judged`: that are about a grade alone.

    `light`: facts that only tell who is spoken of; `who`: that name whom it is about, of these
    `pressing` also of who presses; `of_a_year`: said of one year, they hold for it alone; `moved`:
    of whom no change of post is asked; `away`: who is not at work though nothing else is settled.
    `events`: by what a day belongs to (retired, post, recalled) the fact. `teams`: by value of the
    team fact a pattern.
    """

    said: tuple[SaidAs, ...] = ()
    follows: tuple[Follows, ...] = ()
    duties: tuple[DutiesAt, ...] = ()
    status: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    pressing: tuple[str, ...] = ()
    of_a_year: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    events: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
