"""Papers that are being filled in on a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """What somebody wrote into one blank, and when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """A person's paper as far as it is written. `entries` by blank; untouched ones are absent.

    `revision` counts the writes. `ready_by` gave it on to the unit at `ready_at`, and nothing of
    their part was changed since; empty and None before.
    """

    id: int
    paper: str
    person_id: int
    entries: Mapping[str, Entry]
    revision: int
    at: datetime
    ready_by: str = ""
    ready_at: datetime | None = None
