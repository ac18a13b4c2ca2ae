"""Temporary media: accepted types and sizes, a three-day life (pages 90253 and 90254)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from simulator.clock import SimClock
from simulator.errors import ApiError
from simulator.ids import Ids

MediaType = Literal["image", "voice", "video", "file"]
MEDIA_TYPES: tuple[MediaType, ...] = ("image", "voice", "video", "file")
MEGABYTE = 1024 * 1024
MAX_BYTES = {"image": 10, "voice": 2, "video": 10, "file": 20}  # in megabytes
SMALLEST = 6  # bytes: "must be larger than 5"
LIFETIME = 3 * 24 * 3600  # seconds
RANGE_LIMIT = 20 * MEGABYTE

LOOKS_RIGHT: dict[str, Callable[[bytes], bool]] = {
    "image": lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")),
    "voice": lambda head: head.startswith(b"#!AMR"),
    "video": lambda head: head[4:8] == b"ftyp",
    "file": lambda head: True,
}


@dataclass(frozen=True)
class Media:
    media_id: str
    type: str
    name: str
    content: bytes
    content_type: str
    created: int  # simulated unix seconds

    def as_attachment(self) -> dict[str, object]:
        """What a message shows of it."""
        return {"media_id": self.media_id, "name": self.name, "bytes": len(self.content)}


class MediaStore:
    """Keeps everything in memory; a member's chat can still open what the API calls expired."""

    def __init__(self, clock: SimClock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._media: dict[str, Media] = {}

    def upload(self, kind: str, name: str, content: bytes, content_type: str) -> Media:
        """What the bot uploads, under the API's limits."""
        if kind not in MEDIA_TYPES:
            raise ApiError(40004, f"type {kind!r} not in image, voice, video, file")
        if not content:
            raise ApiError(44001)
        if len(content) < SMALLEST:
            raise ApiError(40006, "media must be larger than 5 bytes")
        if len(content) > MAX_BYTES[kind] * MEGABYTE:
            raise ApiError(40009 if kind == "image" else 45001)
        if not LOOKS_RIGHT[kind](content[:16]):
            raise ApiError(40005, f"content is no {kind} of an accepted format")
        return self.keep(kind, name, content, content_type)

    def keep(self, kind: str, name: str, content: bytes, content_type: str) -> Media:
        """What a member sends: no limits but the chat page's own."""
        media = Media(
            media_id="3" + self._ids.text(63),
            type=kind,
            name=name,
            content=content,
            content_type=content_type or "application/octet-stream",
            created=self._clock.timestamp(),
        )
        self._media[media.media_id] = media
        return media

    def valid(self, media_id: object) -> Media:
        media = self._media.get(media_id) if isinstance(media_id, str) else None
        if media is None or self._clock.timestamp() >= media.created + LIFETIME:
            raise ApiError(40007)
        return media

    def ever(self, media_id: str) -> Media | None:
        return self._media.get(media_id)
