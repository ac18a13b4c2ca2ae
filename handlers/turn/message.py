"""What reaches us: one message, file, event or pressed button, free of any channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Choice:
    """A pressed card button. `key`: the option's; `selected`: a card's check boxes by question."""

    key: str
    task_id: str
    response_code: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Attachment:
    """Something sent that is not text. `kind`: image voice video location link file unknown."""

    kind: str
    media_id: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class IncomingMessage:
    """One message from one member. `message_id` stays the same however often it is resent."""

    message_id: str
    sender: str
    channel: str
    at: datetime
    text: str | None = None
    choice: Choice | None = None
    attachment: Attachment | None = None
    event: str | None = None
    group: str | None = None
