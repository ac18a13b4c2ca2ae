"""What was taught."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Lesson:
    """`example` is answered by `topic` of the plan, or where that is empty by `words`."""

    id: int
    example: str
    topic: str
    words: str
    by: str
    at: datetime
