"""Callbacks on their way to the bot: posted, answered in time or sent again (page 90238)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from threading import Event, Thread
from time import monotonic
from typing import Any, Literal

import requests

from simulator.chat import Chat
from simulator.faults import take
from simulator.plaintext import envelope
from simulator.replies import BadReply, apply_reply, open_reply
from simulator.world import World


@dataclass(frozen=True)
class Attempt:
    status: int | None  # None: no answer
    error: str  # empty when it counted as a success
    seconds: float


@dataclass
class Delivery:
    """One message or event for the bot; every attempt carries the same plaintext."""

    id: int
    kind: str  # MsgType, or Event of an event
    userid: str
    plaintext: str
    message_id: int | None  # the member's message, or the card that was clicked
    state: Literal["sending", "delivered", "failed"] = "sending"
    attempts: list[Attempt] = field(default_factory=list)
    reply_type: str = ""
    reply_error: str = ""
    done: Event = field(default_factory=Event, repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "userid": self.userid,
            "message_id": self.message_id,
            "state": self.state,
            "attempts": [asdict(attempt) for attempt in self.attempts],
            "reply_type": self.reply_type,
            "reply_error": self.reply_error,
        }


class Courier:
    """Posts in background threads; no order among messages is promised, as in reality."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._closing = Event()
        self.deliveries: list[Delivery] = []

    def close(self) -> None:
        self._closing.set()

    @property
    def chat(self) -> Chat:
        """Where the messages are that are posted."""
        return self._world.chat

    def post(self, kind: str, userid: str, plaintext: str, message_id: int | None) -> Delivery:
        delivery = self._added(kind, userid, plaintext, message_id)
        self._start(delivery)
        return delivery

    def repeat(self, delivery: Delivery) -> None:
        """Another round for one that failed: same plaintext, same MsgId."""
        delivery.state = "sending"
        delivery.done = Event()
        self._start(delivery)

    def wait(self, delivery: Delivery) -> None:
        config = self._world.config
        rounds = 1 + config.callback_retries
        delivery.done.wait(rounds * (config.callback_timeout + config.retry_delay) + 5)

    def get(self, number: int | None) -> Delivery | None:
        known = number is not None and 0 < number <= len(self.deliveries)
        return self.deliveries[number - 1] if known and number else None

    def _added(self, kind: str, userid: str, plaintext: str, message_id: int | None) -> Delivery:
        with self._world.lock:
            number = len(self.deliveries) + 1
            delivery = Delivery(number, kind, userid, plaintext, message_id)
            self.deliveries.append(delivery)
        return delivery

    def _rounds(self, delivery: Delivery) -> int:
        """How often it is posted at most."""
        return 1 + self._world.config.callback_retries

    def _send(self, delivery: Delivery) -> requests.Response:
        return post_sealed(self._world, delivery.plaintext)

    def _start(self, delivery: Delivery) -> None:
        Thread(target=self._run, args=[delivery], daemon=True).start()

    def _run(self, delivery: Delivery) -> None:
        config = self._world.config
        try:
            for number in range(self._rounds(delivery)):
                if number and self._closing.wait(config.retry_delay):
                    break
                if self._attempt(delivery):
                    break
            self._finish(delivery)
        finally:
            delivery.done.set()

    def _attempt(self, delivery: Delivery) -> bool:
        """Whether the bot answered as WeCom wants it: HTTP 200 in time."""
        started = monotonic()
        status, error, body = None, "", ""
        try:
            response = self._send(delivery)
            status, body = response.status_code, response.text
            error = "" if status == 200 else f"HTTP {status}"
        except requests.Timeout:
            error = f"{self._world.config.callback_timeout:g} 秒内没有应答"
        except requests.RequestException:
            error = "连接不上机器人"
        with self._world.lock:
            if not error and take(self._world.faults, "drop_reply"):
                error = "应答在路上丢失（故障开关）"
            seconds = round(monotonic() - started, 3)
            delivery.attempts.append(Attempt(status, error, seconds))
            if not error and body.strip():
                self._take_reply(delivery, body)
        return not error

    def _take_reply(self, delivery: Delivery, body: str) -> None:
        asked = delivery.userid, delivery.message_id
        try:
            reply = open_reply(self._world, body)
            delivery.reply_type = apply_reply(self._world, reply, delivery.kind, asked)
        except BadReply as error:
            delivery.reply_error = str(error)

    def _finish(self, delivery: Delivery) -> None:
        last = delivery.attempts[-1].error if delivery.attempts else "模拟器已停止"
        with self._world.lock:
            delivery.state = "failed" if last else "delivered"
            message = self.chat.get(delivery.message_id or 0)
            if message:
                self.chat.touch(message)


def post_sealed(
    world: World,
    plaintext: str,
    *,
    receiveid: str | None = None,
    signature: str | None = None,
    timestamp: int | None = None,
    keep: int | None = None,
    body: str | None = None,
) -> requests.Response:
    """Encrypt anew and post once; the keywords forge single parts of it."""
    config = world.config
    if not config.callback_url:
        raise requests.ConnectionError("no callback URL configured")
    with world.lock:
        nonce = world.ids.nonce()
        encrypted = world.crypto.encrypt(plaintext, world.ids.random_bytes, receiveid)[:keep]
    when = str(world.clock.timestamp() if timestamp is None else timestamp)
    if signature is None:
        signature = world.crypto.signature(when, nonce, encrypted)
    if body is None:
        body = envelope(config.corp_id, config.agent_id, encrypted)
    with requests.Session() as session:
        session.trust_env = False  # a proxy setting must not catch calls to this machine
        return session.post(
            config.callback_url,
            params={"msg_signature": signature, "timestamp": when, "nonce": nonce},
            data=body.encode(),
            headers={"Content-Type": "text/xml"},
            timeout=config.callback_timeout,
            allow_redirects=False,
        )


def verify_callback(world: World) -> str:
    """The admin console's check when the URL is saved; empty when it passed, else why not."""
    config = world.config
    with world.lock:
        expected = str(world.ids.number())
        encrypted = world.crypto.encrypt(expected, world.ids.random_bytes)
        when, nonce = str(world.clock.timestamp()), world.ids.nonce()
    signature = world.crypto.signature(when, nonce, encrypted)
    query = {"msg_signature": signature, "timestamp": when, "nonce": nonce, "echostr": encrypted}
    try:
        with requests.Session() as session:
            session.trust_env = False
            response = session.get(config.callback_url, params=query, timeout=config.verify_timeout)
    except requests.Timeout:
        return f"openapi回调地址请求不通过：{config.verify_timeout:g} 秒内没有应答"
    except requests.RequestException:
        return "openapi回调地址请求不通过：连接不上"
    if response.status_code != 200:
        return f"openapi回调地址请求不通过：HTTP {response.status_code}"
    if response.content != expected.encode():
        return "openapi回调地址请求不通过：返回的不是解密后的明文"
    return ""
