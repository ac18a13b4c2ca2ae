"""Messages on their way, tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.views.base import Json


@dataclass(frozen=True)
class Delivery:
    """A message claimed for sending. `tries` counts this one."""

    id: int
    key: str
    to: str
    payload: Mapping[str, Json]
    due: datetime
    tries: int


@dataclass(frozen=True)
class Sent:
    """A row of the outbox. `state`: waiting, sending, sent, failed or dropped."""

    id: int
    key: str
    to: str
    state: str
    due: datetime
    tries: int
    error: str
    sent_at: datetime | None


@dataclass(frozen=True)
class Token:
    """An access token of an app."""

    value: str
    expires_at: datetime
