"""Stored content and papers handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.views.base import Json


@dataclass(frozen=True)
class Blob:
    """Stored content, named by its hash. `size` in bytes."""

    sha256: str
    size: int


class HandInStatus(StrEnum):
    """What became of a paper handed in. Only RECEIVED and PASSED_ON count as handed in."""

    RECEIVED = "received"
    FAULTY = "faulty"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"


@dataclass(frozen=True)
class HandIn:
    """One version of one paper. `by` handed it in, `ended_by` withdrew or returned it."""

    id: int
    receipt: str
    plan_id: str
    unit_id: int
    paper: str
    person_id: int | None
    version: int
    sha256: str
    size: int
    filename: str
    media_type: str
    by: str
    at: datetime
    status: HandInStatus
    findings: tuple[Mapping[str, Json], ...] = ()
    summary: Mapping[str, Json] = field(default_factory=dict)
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether the paper is in."""
        return self.status in {HandInStatus.RECEIVED, HandInStatus.PASSED_ON}
