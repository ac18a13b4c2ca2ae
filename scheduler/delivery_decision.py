"""What a due notice is, and what may come of it right before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class DueNotice:
    """One message. `once` and `notes` keep it from being said again, `recheck` says what it is.

    With `once` that key decides; without, it is new where any of the notes is.
    """

    key: str
    to: tuple[str, ...]
    recheck: Mapping[str, object]
    notes: tuple[str, ...]
    once: str = ""


@dataclass(frozen=True)
class Later:
    """It holds, but not at this moment."""

    at: datetime


@dataclass(frozen=True)
class Redirect:
    """It holds, but somebody else is to be told."""

    to: str
    payload: Payload = field(default_factory=dict)


@dataclass(frozen=True)
class Cancel:
    """It cannot be said now; its keys are forgotten, so that it may be due again."""

    keys: tuple[str, ...]


# The payload as it should be said now, or None where it need not be said any more.
Verdict = Payload | Later | Redirect | Cancel | None
