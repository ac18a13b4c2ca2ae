"""Stored content and papers handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from storage.views.base import Json


@dataclass(frozen=True)
class Blob:
    """Stored content, named by its hash. `size` in bytes."""

    sha256: str
    size: int


class HandInStatus(StrEnum):
    """Where a paper handed in has got to.

    RECEIVED: kept, nothing in it could be checked by us; CHECKED: read, nothing has to be mended;
    then with the assessment group, with the section, filed. FAULTY never counted; RETURNED and
    WITHDRAWN count no more.
    """

    RECEIVED = "received"
    CHECKED = "checked"
    WITH_GROUP = "with_group"
    WITH_SECTION = "with_section"
    FILED = "filed"
    FAULTY = "faulty"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


COUNTING: Final = frozenset(
    {
        HandInStatus.RECEIVED,
        HandInStatus.CHECKED,
        HandInStatus.WITH_GROUP,
        HandInStatus.WITH_SECTION,
        HandInStatus.FILED,
    }
)


class Holder(StrEnum):
    """With whom a paper lies, and so who is asked about it next."""

    UNIT = "unit"
    GROUP = "group"
    SECTION = "section"
    ARCHIVE = "archive"


class Part(StrEnum):
    """What of a paper a file is: the copy that is read, or the signed one beside it."""

    DATA = "data"
    SIGNED = "signed"


@dataclass(frozen=True)
class Step:
    """One step of a paper's way. `reason`: why it was returned, or what else was noted."""

    status: HandInStatus
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Custody:
    """Who holds a paper, and since when."""

    holder: Holder
    since: datetime


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
    part: Part = Part.DATA

    @property
    def counts(self) -> bool:
        """Whether the paper is in. A signed copy alone never is."""
        return self.part is Part.DATA and self.status in COUNTING

    @property
    def up(self) -> bool:
        """Neither faulty nor ended: it can be moved on."""
        return self.status in COUNTING
