"""Queued messages in WeCom's shapes, one call each."""

import mimetypes
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.channels.wecom_app.client import Outcome, WecomClient
from bot.channels.wecom_app.errors import ChannelError
from bot.channels.wecom_app.render import pieces
from bot.deliver import ON_ITS_WAY, Arrived, note_on_its_way
from storage import Store
from storage.views import Delivery

_CHECK_FROM: Final = 1800  # seconds
_CHECK_TO: Final = 14400  # WeCom's most: 4 hours


class AppChannel:
    """The outbox's way to members. `take_over` answers a message whose process died."""

    def __init__(
        self, client: WecomClient, store: Store, take_over: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._client = client
        self._store = store
        self._take_over = take_over

    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived:
        """Send a message of whatever kind the outbox holds."""
        kind = payload["kind"]
        if kind == "arrival":
            self._take_over(payload)
            return Arrived()
        if kind == "update":
            self._client.update_card([delivery.to], payload["response_code"], payload["label"])
            return Arrived()
        if kind == "recall":
            self._client.recall(payload["msgid"])
            return Arrived()
        if kind == "file":
            media_id = self._uploaded(delivery, payload)
            outcome = self._send(delivery, {"msgtype": "file", "file": {"media_id": media_id}})
        elif kind == "card":
            card = payload["template_card"]
            outcome = self._send(delivery, {"msgtype": "template_card", "template_card": card})
        else:
            return self._send_text(delivery, pieces(str(payload["text"])))
        return Arrived(outcome.msgid, outcome.unreached, outcome.response_code)

    def failure(self, error: Exception) -> ChannelError | None:
        """The error of WeCom's, or nothing where it is another."""
        return error if isinstance(error, ChannelError) else None

    def _send_text(self, delivery: Delivery, texts: Sequence[str]) -> Arrived:
        for number, piece in enumerate(texts):
            text = {"msgtype": "text", "text": {"content": piece}}
            outcome = self._send(delivery, text, number)
        return Arrived(outcome.msgid, outcome.unreached, pieces=len(texts))

    def _send(self, delivery: Delivery, message: Mapping[str, Any], number: int = 0) -> Outcome:
        check = check_interval(f"{delivery.key}/{number}")
        return self._client.send([delivery.to], message, check=check)

    def _uploaded(self, delivery: Delivery, payload: Mapping[str, Any]) -> str:
        """The file's media_id, noted before the message goes.

        Another upload would give another one, and WeCom would not know the message again.
        """
        blob, name = str(payload["blob"]), str(payload["name"])
        noted = delivery.payload.get(ON_ITS_WAY)
        if isinstance(noted, Mapping) and noted.get("blob") == blob:
            return str(noted["media_id"])
        with self._store.blobs.open(blob) as file:
            content = file.read()
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        media_id = self._client.upload(name, content, media_type)
        note_on_its_way(self._store, delivery, {"blob": blob, "media_id": media_id})
        return media_id


def messages_in(payload: Mapping[str, Any]) -> int:
    """As how many messages to one member WeCom counts a payload."""
    kind = payload.get("kind")
    if kind in ("arrival", "update", "recall"):
        return 0
    return len(pieces(str(payload["text"]))) if kind in ("text", "aibot_late") else 1


def check_interval(key: str) -> int:
    """Seconds, another for another key: WeCom drops a request whose JSON equals an earlier one's.

    That shall catch a message sent again after a crash, not the same words said once more.
    """
    return _CHECK_FROM + zlib.crc32(key.encode()) % (_CHECK_TO - _CHECK_FROM + 1)
