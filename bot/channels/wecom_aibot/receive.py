"""The bot's HTTP edge: proved first, answered by streams (pages 101031, 101033)."""

import asyncio
import json
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from bot.channels.wecom_aibot.answering import BotAnswering
from bot.channels.wecom_aibot.render import Answer
from bot.channels.wecom_aibot.translate import (
    Arrival,
    Judgement,
    Refresh,
    read_json,
    stream_of,
    translate,
)
from bot.channels.wecom_app.crypto import Envelopes, Forged, Unreadable
from bot.channels.wecom_app.receive import Envelope, Stale, check_time, limited_body
from bot.channels.wecom_app.translate import Nature
from bot.clock import Clock
from bot.error_reporting import report

QUICK: Final = 1.0  # seconds a text may take before the first packet goes without its answer
BEGUN: Final = "正在查，请稍等……"
RECEIVING: Final = "正在收文件并检查，请稍等……"
log = structlog.get_logger(__name__)


@dataclass
class BotCallback:
    """One bot's callback. Arrivals in work are shared by the connections that wait for them."""

    envelopes: Envelopes
    answering: BotAnswering
    clock: Clock
    executor: Executor
    quick: float = QUICK
    _working: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)

    def opened(self, envelope: Envelope, encrypted: str) -> str:
        """Raises Forged, Stale or Unreadable."""
        plain = self.envelopes.open(
            encrypted, envelope.signature, envelope.timestamp, envelope.nonce
        )
        check_time(envelope.timestamp, self.clock)
        return plain

    def arrival(self, envelope: Envelope, body: bytes) -> Arrival | Refresh | Judgement:
        """What arrived, opened and translated; raises `Unreadable` where it is none of ours."""
        try:
            encrypted = read_json(body.decode()).get("encrypt")
        except UnicodeDecodeError:
            raise Unreadable from None
        if not isinstance(encrypted, str):
            raise Unreadable
        return translate(read_json(self.opened(envelope, encrypted)), self.clock.now())

    async def reply(self, arrival: Arrival | Refresh | Judgement) -> dict[str, Any] | None:
        """The plain JSON to answer with, None for nothing."""
        if isinstance(arrival, Refresh):
            answer = await asyncio.to_thread(self.answering.standing, arrival.stream_id)
            return packet(arrival.stream_id, answer, BEGUN)
        if isinstance(arrival, Judgement):
            await asyncio.to_thread(self.answering.judged, arrival)
            return None
        if arrival.nature is Nature.NOTICED:
            return None
        if arrival.nature is Nature.GREETED:
            words = await asyncio.to_thread(self.answering.greeting, arrival)
            return {"msgtype": "text", "text": {"content": words}}
        return await self._begun(arrival)

    async def _begun(self, arrival: Arrival) -> dict[str, Any]:
        message_id = arrival.message.message_id
        answer = None
        if message_id not in self._working:
            answer = await asyncio.to_thread(self.answering.accept, arrival)
        task = self._work(arrival) if answer is None else None
        if arrival.nature is Nature.PRESSED:
            return {
                "response_type": "update_template_card",
                "userids": [arrival.message.sender],
                "template_card": self.answering.pressed_card(arrival),
            }
        sent = arrival.nature is Nature.SENT
        if task is not None and not sent:
            await asyncio.wait({task}, timeout=self.quick)
            answer = task.result() if task.done() else None
        first = packet(stream_of(message_id), answer, RECEIVING if sent else BEGUN)
        # Only the first packet may ask what its reader thinks of the answer (page 101031).
        first["stream"].update(feedback={"id": stream_of(message_id)})
        return first

    def _work(self, arrival: Arrival) -> asyncio.Future[Answer]:
        """Begins the work, or joins it where another connection brought the same message."""
        message_id = arrival.message.message_id
        if message_id not in self._working:
            task = asyncio.get_running_loop().run_in_executor(
                self.executor, self.answering.answer, arrival
            )
            task.add_done_callback(lambda _: self._working.pop(message_id, None))
            self._working[message_id] = task
        return self._working[message_id]

    def sealed(self, plain: dict[str, Any], nonce: str) -> str:
        """An answer, signed and encrypted."""
        timestamp = int(self.clock.now().timestamp())
        return self.envelopes.seal_json(json.dumps(plain, ensure_ascii=False), timestamp, nonce)


def packet(stream_id: str, answer: Answer | None, meanwhile: str) -> dict[str, Any]:
    """The whole content so far; the card comes with the last packet."""
    if answer is None:
        return {
            "msgtype": "stream",
            "stream": {"id": stream_id, "finish": False, "content": meanwhile},
        }
    stream = {"id": stream_id, "finish": True, "content": answer.text}
    if answer.card is None:
        return {"msgtype": "stream", "stream": stream}
    return {
        "msgtype": "stream_with_template_card",
        "stream": stream,
        "template_card": answer.card,
    }


def create_router(callback: BotCallback, path: str = "/wecom/aibot") -> APIRouter:
    """The two addresses WeCom calls the bot at: to prove it, and with what happened."""
    router = APIRouter()

    @router.get(path)
    async def verify(request: Request) -> Response:
        echo = request.query_params.get("echostr", "")
        try:
            plain = callback.opened(Envelope.of(request), echo)
        except _REFUSED as error:
            return _refused(error)
        return Response(plain, media_type="text/plain")

    @router.post(path)
    async def receive(request: Request) -> Response:
        envelope = Envelope.of(request)
        try:
            arrival = callback.arrival(envelope, await limited_body(request))
        except _REFUSED as error:
            return _refused(error)
        try:
            plain = await callback.reply(arrival)
        except Exception as error:  # a status that makes WeCom bring it again
            report("callback_failed", error)
            return Response(status_code=503)
        if plain is None:
            return Response()
        return Response(callback.sealed(plain, envelope.nonce), media_type="application/json")

    return router


_REFUSED: Final = (Forged, Stale, Unreadable, ValueError, ClientDisconnect)


def _refused(error: Exception) -> Response:
    """403 for what is not from WeCom now, 400 for what cannot be read. Says and logs no more."""
    status = 403 if isinstance(error, Forged | Stale) else 400
    log.warning("bot_callback_refused", why=type(error).__name__, status=status)
    return Response(status_code=status)
