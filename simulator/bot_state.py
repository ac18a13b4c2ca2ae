"""What a run remembers of the AI bot: its chats, media links, response URLs, open interactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.chat import Chat, Message
from simulator.clock import SimClock
from simulator.config import SimulatorConfig
from simulator.crypto import CallbackCrypto
from simulator.ids import Ids
from simulator.media import Media

GROUP = "wrSIMULATORGROUP0000001"  # the one group chat: every member and the bot
LINK_SECONDS = 300  # page 100719
RESPONSE_SECONDS = 3600  # page 101138
STREAM_SECONDS = 360  # page 101031
MOST_OPEN = 3  # unanswered interactions of one member, page 100719


@dataclass(frozen=True)
class MediaLink:
    media: Media
    issued: int


@dataclass
class ResponseUrl:
    """One late answer; `conversation` is where it appears."""

    userid: str
    conversation: str
    message_id: int | None
    issued: int
    used: bool = False


@dataclass
class Stream:
    """A stream that answers one message. `carded`: its one card was sent."""

    id: str
    shown: Message
    userid: str
    asked: int  # when the member wrote
    message_id: int
    carded: bool = False


@dataclass
class BotState:
    config: SimulatorConfig
    clock: SimClock
    ids: Ids
    chat: Chat = field(default_factory=Chat)
    links: dict[str, MediaLink] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    open: dict[str, dict[int, int]] = field(default_factory=dict)  # userid → message id → asked
    entered: set[tuple[str, str]] = field(default_factory=set)  # userid, day
    feedback_ids: dict[int, str] = field(default_factory=dict)  # message id → feedback.id
    verified: str = ""

    def __post_init__(self) -> None:
        # The receiver of one's own bot is empty (page 101033).
        self.crypto = CallbackCrypto(self.config.bot_token, self.config.bot_aes_key, "")

    @property
    def mention(self) -> str:
        return f"@{self.config.bot_name}"

    def link(self, media: Media, base_url: str) -> str:
        token = self.ids.text(40)
        self.links[token] = MediaLink(media, self.clock.timestamp())
        return f"{base_url}/aibot/media/{token}"

    def response_url(self, given: ResponseUrl, base_url: str) -> str:
        code = self.ids.text(43)
        self.response_urls[code] = given
        return f"{base_url}/cgi-bin/aibot/response?response_code={code}"

    def begins(self, userid: str, message_id: int) -> bool:
        """False: three of this member's messages wait already, this one is not called back."""
        now = self.clock.timestamp()
        waiting = self.open.setdefault(userid, {})
        for old in [one for one, at in waiting.items() if now - at >= STREAM_SECONDS]:
            del waiting[old]
        if len(waiting) >= MOST_OPEN:
            return False
        waiting[message_id] = now
        return True

    def ends(self, userid: str, message_id: int | None) -> None:
        self.open.get(userid, {}).pop(message_id or 0, None)

    def as_json(self) -> dict[str, Any]:
        return {
            "version": self.chat.version,
            "messages": self.chat.count,
            "group": GROUP,
            "name": self.config.bot_name,
            "verified": self.verified,
            "open": {userid: len(ids) for userid, ids in self.open.items() if ids},
        }
