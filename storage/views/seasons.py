"""The steps of a season's end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.views.base import Json


class SeasonStepKind(StrEnum):
    """What may become of a season."""

    CLOSED = "closed"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    ERASED = "erased"


@dataclass(frozen=True)
class SeasonStep:
    """One step. `detail`: numbers and fingerprints, never anybody's name."""

    step: SeasonStepKind
    by: str
    at: datetime
    detail: Mapping[str, Json]
