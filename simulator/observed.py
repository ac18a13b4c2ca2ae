"""What a driver reports: messages as members see them, and how callbacks fared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Attempt:
    status: int | None
    error: str
    seconds: float


@dataclass(frozen=True)
class Delivery:
    """How a callback fared at the bot."""

    id: int
    kind: str
    userid: str
    message_id: int | None
    state: str  # sending, delivered, failed
    attempts: tuple[Attempt, ...]
    reply_type: str
    reply_error: str

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Delivery:
        attempts = tuple(Attempt(**one) for one in found["attempts"])
        return cls(**{**found, "attempts": attempts})


@dataclass(frozen=True)
class Seen:
    """One message as the member sees it; `direction` is `in` to the app, `out` from it."""

    id: int
    userid: str
    direction: str
    type: str
    text: str  # everything readable in it
    body: dict[str, Any]
    at: datetime
    msgid: str
    flags: list[str]
    warnings: list[str]
    attachment: dict[str, Any] | None
    card: dict[str, Any] | None
    posted: Delivery | None  # None: from the app, or kept from it

    @property
    def delivery(self) -> Delivery:
        return _there(self.posted, "this message was not sent to the bot")

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Seen:
        fields = dict(found)
        delivery = fields.pop("delivery")
        fields["posted"] = Delivery.read(delivery) if delivery else None
        fields["at"] = datetime.fromisoformat(fields["at"])
        return cls(**fields)


@dataclass(frozen=True)
class Outcome:
    """What came of an action: the member's message, its delivery, what the app answered."""

    sent: Seen | None  # the message written or the card clicked
    posted: Delivery | None  # None: nothing went to the bot
    answers: list[Seen]  # messages new since, from the app

    @property
    def message(self) -> Seen:
        return _there(self.sent, "this action has no message")

    @property
    def delivery(self) -> Delivery:
        return _there(self.posted, "nothing was sent to the bot")


def _there(found: Found | None, otherwise: str) -> Found:
    if found is None:
        raise AssertionError(otherwise)
    return found
