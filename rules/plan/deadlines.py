"""Deadlines: as the notice prints them, as they are read, and how sure that reading is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How sure a day is."""

    CONFIRMED = "confirmed"
    PRESUMED = "presumed"  # printed, but plainly a slip: read as `effective` until confirmed
    BLANK = "blank"  # the notice leaves the day out


@dataclass(frozen=True)
class Deadline:
    """A day by which something is due, as printed and as read."""

    id: str
    label: str
    clause: str
    printed: str | None
    printed_date: date | None
    effective: date | None
    status: Status
    who: str = ""
    papers: tuple[str, ...] = ()
    why: str = ""  # why the effective day differs from the printed one

    @property
    def binds(self) -> bool:
        """Whether the day may be held against a unit: only once supervision staff confirmed it."""
        return self.status is Status.CONFIRMED and self.effective is not None

    def days_over(self, today: date) -> int:
        """How many days a day that binds has passed; 0 on the day itself and before."""
        if not self.binds or self.effective is None:
            return 0
        return max((today - self.effective).days, 0)
