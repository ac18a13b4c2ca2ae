"""What the engine is given and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from rules.plan.given import Given
from rules.plan.source import Value


class Kind(StrEnum):
    """How a ruling ends."""

    ANSWER = "answer"
    ASK = "ask"
    CLASH = "clash"
    SILENT = "silent"


@dataclass(frozen=True)
class Ground:
    """A rule that speaks; `value` is None where it answers in words or the notice is silent."""

    rule_id: str
    clause: str
    value: str | None
    says: str = ""
    strength: str = "must"


@dataclass(frozen=True)
class Clash:
    """Rules that contradict each other on an axis."""

    axis: str
    sides: tuple[Ground, ...]


@dataclass(frozen=True)
class Rival:
    """The nearest other outcome: the one fact, and what it would have to be, that brings it."""

    clause: str
    fact: str
    becomes: str | None  # the asked axis's value then; None where it would be silent or a clash
    on: date | None  # for a length of time whose start is known: the day it is full
    words: str
    axis: str = ""
    value: Value | None = None  # an example of what the fact would be
    side: str = ""  # the side of a threshold it would lie on, in words: 不满6个月
    at: float | None = None  # the threshold; of a date its ordinal


@dataclass(frozen=True)
class Ruling:
    """What the notice comes to for one person or team, on the axes asked."""

    kind: Kind
    axes: tuple[str, ...]
    values: Mapping[str, str]  # every settled axis, asked or not
    grounds: Mapping[str, tuple[Ground, ...]]  # by axis, of every settled axis
    clauses: tuple[str, ...]  # cited for the asked axes
    asks: str | None
    clashes: tuple[Clash, ...]
    silent_axes: tuple[str, ...]  # asked axes the notice says nothing on
    silent_notes: tuple[Ground, ...]
    used: Mapping[str, Given]
    closed_axes: tuple[str, ...] = ()  # asked axes without meaning for such a person
    weigh: Weigh | None = field(default=None, repr=False, compare=False)

    @cached_property
    def presumed(self) -> Mapping[str, Given]:
        """Presumptions the ruling hangs on. Worked out when first looked at, like `rival`."""
        return self.weigh.presumed() if self.weigh else {}

    @cached_property
    def rival(self) -> Rival | None:
        """What an answer would be were one of its facts otherwise, if that is near."""
        return self.weigh.rival() if self.weigh and self.kind is Kind.ANSWER else None


class Weigh(Protocol):
    """Tries a settled ruling against its facts being otherwise."""

    def presumed(self) -> Mapping[str, Given]:
        """The presumptions the ruling hangs on."""

    def rival(self) -> Rival | None:
        """The nearest other ruling."""
