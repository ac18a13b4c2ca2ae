"""The index of a packet: which file is which, in the order of the notice, and what is missing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Listed:
    """One paper. Version, receipt, time and file are empty for one that is not there."""

    paper: str
    person: str
    state: str
    version: str = ""
    receipt: str = ""
    at: datetime | None = None
    file: str = ""
