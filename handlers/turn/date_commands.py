"""Taking back days that were set for deadlines, as a typed command."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

_Short = Annotated[str, StringConstraints(max_length=100)]


@dataclass(frozen=True)
class TakeBackDays:
    """Make deadlines what they were before these days were set; `days` by deadline."""

    days: Annotated[dict[_Short, date], Field(min_length=1, max_length=50)]
    kind: Literal["take_back_days"] = "take_back_days"
