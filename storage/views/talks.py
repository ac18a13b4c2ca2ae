"""Messages and questions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Accepted:
    """Whether a message came for the first time; for a resend the stored reply, if any."""

    new: bool
    reply: str | None


@dataclass(frozen=True)
class Unread:
    """A question nobody could read, without names."""

    id: int
    text: str
    at: datetime
