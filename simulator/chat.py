"""Every member's conversation with the app, as that member sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Direction = Literal["in", "out"]  # in: from the member to the app


@dataclass
class CardState:
    """What became of a template card after it was sent."""

    task_id: str
    state: Literal["open", "done"] = "open"
    replace_text: str = ""  # what the buttons say once done
    selected: dict[str, list[str]] = field(default_factory=dict)  # question key → option ids
    clicked: list[str] = field(default_factory=list)  # keys, in order
    updates: int = 0


@dataclass
class Message:
    """`flags`: cut, passive, dropped (30 a minute), recalled, undelivered_type, retried."""

    id: int
    userid: str
    direction: Direction
    type: str
    body: dict[str, Any]
    at: datetime
    msgid: str
    flags: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # recommended lengths exceeded
    attachment: dict[str, object] | None = None
    card: CardState | None = None
    delivery_id: int | None = None
    version: int = 0
    sender: str = ""  # who wrote, in a chat of several
    quoted: int | None = None  # the message this one quotes

    def flag(self, name: str) -> None:
        if name not in self.flags:
            self.flags.append(name)

    @property
    def shown(self) -> bool:
        """Whether the member's own client would show it."""
        return "dropped" not in self.flags


class Chat:
    """Messages numbered over all conversations; every change gets a higher version."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._by_user: dict[str, list[Message]] = {}
        self._read: dict[str, int] = {}  # userid → last message id read
        self.version = 0

    def add(
        self,
        userid: str,
        direction: Direction,
        kind: str,
        body: dict[str, Any],
        at: datetime,
        msgid: str,
    ) -> Message:
        message = Message(len(self._messages) + 1, userid, direction, kind, body, at, msgid)
        self._messages.append(message)
        self._by_user.setdefault(userid, []).append(message)
        self.touch(message)
        return message

    @property
    def count(self) -> int:
        return len(self._messages)

    def touch(self, message: Message) -> None:
        self.version += 1
        message.version = self.version

    def get(self, message_id: int) -> Message | None:
        return self._messages[message_id - 1] if 0 < message_id <= len(self._messages) else None

    def of(self, userid: str, since: int = 0) -> list[Message]:
        """Messages of one member changed after version `since`, oldest first."""
        return [one for one in self._by_user.get(userid, []) if one.version > since]

    def before(self, message: Message) -> Message | None:
        earlier = [
            one for one in self._by_user[message.userid] if one.id < message.id and one.shown
        ]
        return earlier[-1] if earlier else None

    def sent_as(self, msgid: str) -> list[Message]:
        """The copies of one message/send, a copy a recipient."""
        return [one for one in self._messages if one.msgid == msgid and one.direction == "out"]

    def tasks(self) -> Iterable[str]:
        return (one.card.task_id for one in self._messages if one.card)

    def mark_read(self, userid: str) -> None:
        conversation = self._by_user.get(userid)
        if conversation:
            self._read[userid] = conversation[-1].id

    def unread(self) -> dict[str, int]:
        """Unread messages from the app, for members who have any."""
        counts = {userid: self._unread(userid) for userid in self._by_user}
        return {userid: count for userid, count in counts.items() if count}

    def _unread(self, userid: str) -> int:
        read = self._read.get(userid, 0)
        return sum(
            one.id > read and one.direction == "out" and one.shown for one in self._by_user[userid]
        )
