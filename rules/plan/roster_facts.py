"""Which facts of the plan the roster and lists of people tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RosterFacts:
    """Facts by what a list has of a person's secondment; empty where the notice has no such fact.

    `seconded`: that there is one; `level`: of whom; its `start` and its `months`. `offered`:
    facts that have a column of their own in the empty roster.
    """

    seconded: str = ""
    level: str = ""
    start: str = ""
    months: str = ""
    offered: tuple[str, ...] = ()
