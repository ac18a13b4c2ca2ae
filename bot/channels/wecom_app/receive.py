"""A callback taken in: who wrote is proved before anything is read (pages 90238, 90930)."""

import asyncio
import re
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from starlette.requests import Request

from bot.channels.wecom_app.answering import Answering, Passive, Slot
from bot.channels.wecom_app.crypto import UNFORESEEN, Envelopes, Unreadable
from bot.channels.wecom_app.line import Line
from bot.channels.wecom_app.render import passive_button, passive_text
from bot.channels.wecom_app.translate import Arrival, Nature, read_xml, translate
from bot.clock import Clock

BODY_BYTES: Final = 256 * 1024  # a text of 2048 bytes, encrypted, is about 4 KB
WINDOW: Final = timedelta(minutes=5)
PATIENCE: Final = 4.0  # seconds; WeCom hangs up after 5
# All that is taken of what anybody may send; what was in it is XML once it is proved WeCom's.
_ENCRYPTED: Final = re.compile(
    rb"<Encrypt>\s*(?:<!\[CDATA\[)?\s*([A-Za-z0-9+/=]+)\s*(?:\]\]>)?\s*</Encrypt>"
)
_SECONDS: Final = re.compile(r"[0-9]{1,12}")


class Stale(Exception):
    """Signed by WeCom, but not now: a replay, or a clock that is wrong."""


@dataclass(frozen=True)
class Envelope:
    """The query of a callback."""

    signature: str
    timestamp: str
    nonce: str

    @classmethod
    def of(cls, request: Request) -> "Envelope":
        """From the query of a callback."""
        query = request.query_params
        return cls(
            query.get("msg_signature", ""), query.get("timestamp", ""), query.get("nonce", "")
        )


@dataclass
class Callback:
    """One app's callback. Arrivals in work are shared by the connections that wait for them."""

    envelopes: Envelopes
    corp_id: str
    answering: Answering
    clock: Clock
    executor: Executor
    patience: float = PATIENCE
    _working: dict[str, tuple[asyncio.Future[Passive], Slot]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = Line(self.answering, self.executor)

    def verified(self, envelope: Envelope, echo: str) -> str:
        """What WeCom wants to read back when the address is saved."""
        plain = self.envelopes.open(echo, envelope.signature, envelope.timestamp, envelope.nonce)
        self._check_time(envelope)
        return plain

    def arrival(self, envelope: Envelope, body: bytes) -> Arrival:
        """Raises Forged, Stale or Unreadable."""
        encrypted = _ENCRYPTED.search(body)
        if encrypted is None:
            raise Unreadable
        plain = self.envelopes.open(
            encrypted[1].decode(), envelope.signature, envelope.timestamp, envelope.nonce
        )
        self._check_time(envelope)
        return translate(read_xml(plain), self.clock.now())

    async def answer(self, arrival: Arrival) -> str:
        """The sealed passive answer, or nothing where there is none or it will come later."""
        if arrival.nature is Nature.NOTICED:
            return ""
        passive = await self._passive(arrival)
        return self._sealed(arrival.message.sender, passive)

    async def _passive(self, arrival: Arrival) -> Passive:
        task, slot = self._work(arrival)
        await asyncio.wait({task}, timeout=self.patience)
        if not task.done() and slot.give_up():
            await asyncio.to_thread(self.answering.postpone, arrival)
            return Passive()
        return await asyncio.shield(task)

    def _work(self, arrival: Arrival) -> tuple[asyncio.Future[Passive], Slot]:
        """Begins the work, or joins it where another connection brought the same message."""
        message_id = arrival.message.message_id
        if message_id not in self._working:
            slot = Slot()
            task = asyncio.wrap_future(self._line.put(arrival, slot))
            task.add_done_callback(lambda _: self._working.pop(message_id, None))
            self._working[message_id] = (task, slot)
        return self._working[message_id]

    def _sealed(self, to: str, passive: Passive) -> str:
        timestamp = str(int(self.clock.now().timestamp()))
        if passive.button:
            plain = passive_button(to, self.corp_id, timestamp, passive.button)
        elif passive.text:
            plain = passive_text(to, self.corp_id, timestamp, passive.text)
        else:
            return ""
        return self.envelopes.seal(plain, timestamp, UNFORESEEN.take(8).hex())

    def _check_time(self, envelope: Envelope) -> None:
        """After the signature, which covers the timestamp."""
        check_time(envelope.timestamp, self.clock)


def check_time(timestamp: str, clock: Clock) -> None:
    """Raises Stale, also for what is no time at all."""
    if not _SECONDS.fullmatch(timestamp):
        raise Stale
    if abs(clock.now().timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise Stale


async def limited_body(request: Request) -> bytes:
    """At most BODY_BYTES, whatever the headers say. Raises Unreadable."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise Unreadable
    return bytes(body)
