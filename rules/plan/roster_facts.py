"""Which facts of the plan the roster and lists of people tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.roster import UnitKind


@dataclass(frozen=True)
class KindFact:
    """What the kind of a unit says: the fact, and its value by kind. `rest`: of any other kind."""

    fact: str = ""
    values: Mapping[UnitKind, str] = field(default_factory=dict)
    rest: str = ""

    def of(self, kind: UnitKind) -> dict[str, str]:
        """The fact with its value; empty where the notice tells no units of this kind apart."""
        value = self.values.get(kind, self.rest)
        return {self.fact: value} if value else {}


@dataclass(frozen=True)
class RosterFacts:
    """Facts by what a list has of a person's secondment; empty where the notice has no such fact.

    `seconded`: that there is one; `level`: of whom; its `start` and its `months`. `works_at`: what
    the kind of somebody's own unit says, `host`: that of the unit they are sent to. `offered`:
    facts that have a column of their own in the empty roster.
    """

    seconded: str = ""
    level: str = ""
    start: str = ""
    months: str = ""
    works_at: KindFact = field(default_factory=KindFact)
    host: KindFact = field(default_factory=KindFact)
    offered: tuple[str, ...] = ()
