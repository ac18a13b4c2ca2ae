"""The outbox's way to what the bot owes: one late answer by response_url (page 101138)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import requests
from urllib3.exceptions import NewConnectionError

from bot.channels.wecom_aibot.translate import CHANNEL
from bot.channels.wecom_app.api import beside_proxies
from bot.deliver import ON_ITS_WAY, Arrived, Channel, NotSent, note_on_its_way
from storage import Store
from storage.views import Delivery

_TIMEOUT: Final = 10.0
_BACK_TO_APP: Final = "您刚才在机器人里问的，答复如下：\n"


class BothDoors:
    """Sends for both channels: the app's messages, and the bot's late answers."""

    def __init__(
        self, app: Channel, store: Store, take_over: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._app = app
        self._store = store
        self._take_over = take_over

    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived:
        """Send a late answer by its address, anything else through the app."""
        if payload["kind"] == "arrival" and payload.get("channel") == CHANNEL:
            self._take_over(payload)
            return Arrived()
        if payload["kind"] != "aibot_late":
            return self._app.send(delivery, payload)
        if self._sent_late(delivery, str(payload["url"]), str(payload["text"])):
            return Arrived()
        # The URL is used up or too old. What was asked in a group is not answered elsewhere.
        if payload["group"]:
            return Arrived()
        text = f"{_BACK_TO_APP}{payload['text']}"
        return self._app.send(delivery, {"kind": "text", "text": text})

    def failure(self, error: Exception) -> NotSent | None:
        """What kept a message from being sent, as the app has it."""
        return self._app.failure(error)

    def _sent_late(self, delivery: Delivery, url: str, text: str) -> bool:
        """False where the URL takes nothing any more. Raises where it is worth another try.

        The URL takes one answer. Where an earlier try was cut off before WeCom said anything, a
        refusal means that the answer is there already, and the app must not say it again.
        """
        cut_off_before = ON_ITS_WAY in delivery.payload
        note_on_its_way(self._store, delivery, {"posted": True})
        try:
            return _posted(url, text) or cut_off_before
        except requests.RequestException as error:
            if _never_went(error):
                note_on_its_way(self._store, delivery, {})
            raise


def _posted(url: str, text: str) -> bool:
    """Works once within an hour."""
    if not url.startswith(("http://", "https://")):
        return False
    body = {"msgtype": "markdown", "markdown": {"content": text}}
    with beside_proxies(requests.Session(), url) as session:
        response = session.post(url, json=body, timeout=_TIMEOUT)
    response.raise_for_status()
    return bool(response.json().get("errcode") == 0)


def _never_went(error: requests.RequestException) -> bool:
    """Whether WeCom did not get it, or said that it did nothing with it."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.ConnectTimeout | requests.HTTPError) or isinstance(
        reason, NewConnectionError
    )
