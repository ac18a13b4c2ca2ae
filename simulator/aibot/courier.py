"""The AI bot's callbacks on their way: JSON envelopes, events once, streams refreshed."""

from __future__ import annotations

import json
from threading import Thread
from typing import Any

import requests

from simulator.aibot.replies import Asked, apply_bot_reply, open_bot_reply, type_of
from simulator.bot_state import STREAM_SECONDS, Stream
from simulator.chat import Chat
from simulator.delivery import Courier, Delivery
from simulator.replies import BadReply
from simulator.world import World


class BotCourier(Courier):
    """Messages are brought again like the app's; events are not (page 101027)."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._asked: dict[int, Asked] = {}
        self._nonces: dict[int, str] = {}

    @property
    def chat(self) -> Chat:
        return self._world.bot.chat

    def bring(self, asked: Asked, fields: dict[str, Any]) -> Delivery:
        plaintext = json.dumps(fields, ensure_ascii=False)
        with self._world.lock:
            delivery = self._added(asked.kind, asked.userid, plaintext, asked.message_id)
            self._asked[delivery.id] = asked
        self._start(delivery)
        return delivery

    def _rounds(self, delivery: Delivery) -> int:
        return 1 if "eventtype" in delivery.plaintext else super()._rounds(delivery)

    def _send(self, delivery: Delivery) -> requests.Response:
        response, nonce = post_json(self._world, delivery.plaintext)
        self._nonces[delivery.id] = nonce
        return response

    def _take_reply(self, delivery: Delivery, body: str) -> None:
        bot, asked = self._world.bot, self._asked[delivery.id]
        try:
            reply = open_bot_reply(bot, body, self._nonces[delivery.id])
            delivery.reply_type = type_of(reply)
            stream = apply_bot_reply(bot, reply, asked)
        except BadReply as error:
            delivery.reply_error = str(error)
            return
        if stream is not None and not stream.shown.body["finish"]:
            source = json.loads(delivery.plaintext)
            Thread(target=self._refresh, args=[delivery, stream, source], daemon=True).start()

    def _refresh(self, delivery: Delivery, stream: Stream, source: dict[str, Any]) -> None:
        """Asks for the whole content so far until it is finished or six minutes are over."""
        world = self._world
        kept = ("msgid", "aibotid", "chatid", "chattype", "from")
        fields = {name: source[name] for name in kept if name in source}
        while not self._closing.wait(world.config.bot_refresh):
            with world.lock:
                if world.clock.timestamp() - stream.asked >= STREAM_SECONDS:
                    self._freeze(stream)
                    return
            poll = {**fields, "msgid": world.ids.text(32), "msgtype": "stream"}
            self._poll(delivery, stream, {**poll, "stream": {"id": stream.id}})
            if stream.shown.body["finish"]:
                return

    def _poll(self, delivery: Delivery, stream: Stream, fields: dict[str, Any]) -> None:
        bot = self._world.bot
        try:
            response, nonce = post_json(self._world, json.dumps(fields, ensure_ascii=False))
        except requests.RequestException:
            return
        if response.status_code != 200 or not response.text.strip():
            return
        first = self._asked[delivery.id]
        asked = Asked("stream", first.userid, first.conversation, None, stream.asked, stream)
        with self._world.lock:
            try:
                apply_bot_reply(bot, open_bot_reply(bot, response.text, nonce), asked)
            except BadReply as error:
                delivery.reply_error = str(error)
                bot.chat.touch(stream.shown)

    def _freeze(self, stream: Stream) -> None:
        stream.shown.flag("frozen")
        self._world.bot.ends(stream.userid, stream.message_id)
        self._world.bot.chat.touch(stream.shown)


def post_json(world: World, plaintext: str, receiveid: str = "") -> tuple[requests.Response, str]:
    """The answer and the nonce it must repeat."""
    config, bot = world.config, world.bot
    if not config.bot_callback_url:
        raise requests.ConnectionError("no callback URL configured")
    with world.lock:
        nonce = world.ids.nonce()
        encrypted = bot.crypto.encrypt(plaintext, world.ids.random_bytes, receiveid)
    when = str(world.clock.timestamp())
    signature = bot.crypto.signature(when, nonce, encrypted)
    with requests.Session() as session:
        session.trust_env = False
        response = session.post(
            config.bot_callback_url,
            params={"msg_signature": signature, "timestamp": when, "nonce": nonce},
            json={"encrypt": encrypted},
            timeout=config.callback_timeout,
            allow_redirects=False,
        )
    return response, nonce
