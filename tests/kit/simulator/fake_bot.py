"""A bot of a few lines: keeps what it is sent, answers as told, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from time import sleep
from typing import Annotated, Any

import xmltodict
from fastapi import Body, FastAPI, Request, Response

from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.crypto import CallbackCrypto
from simulator.plaintext import to_xml
from tests.kit.waiting import PATIENCE

TOKEN, AES_KEY, CORP = "SimulatorToken", "0123456789abcdefghijABCDEFGHIJ0123456789abc", "wwtest"
Fields = dict[str, Any]


@dataclass
class FakeBot:
    """`answers` maps a MsgType or Event to the fields of a passive reply."""

    answers: dict[str, Fields] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)  # for the next posts; then 200
    delays: list[float] = field(default_factory=list)  # seconds, for the next posts
    go_on: Event | None = None  # no post is answered before this is set
    verify_delay: float = 0.0
    echo_suffix: str = ""
    reply_with: Callable[[str], str] = str
    received: list[Fields] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    jumps: list[str] = field(default_factory=list)
    jump_status: int = 200
    address: str = ""

    def __post_init__(self) -> None:
        self.crypto = CallbackCrypto(TOKEN, AES_KEY, CORP)

    def verify(self, msg_signature: str, timestamp: str, nonce: str, echostr: str) -> Response:
        sleep(self.verify_delay)
        self.crypto.check_signature(msg_signature, timestamp, nonce, echostr)
        return Response(self.crypto.decrypt(echostr) + self.echo_suffix)

    def answer(self, query: dict[str, str], body: bytes) -> Response:
        encrypted = xmltodict.parse(body)["xml"]["Encrypt"]
        signature, timestamp = query["msg_signature"], query["timestamp"]
        self.crypto.check_signature(signature, timestamp, query["nonce"], encrypted)
        fields = xmltodict.parse(self.crypto.decrypt(encrypted))["xml"]
        self.received.append(fields)
        self.queries.append(query)
        if self.go_on:
            self.go_on.wait(PATIENCE)
        if self.delays:
            sleep(self.delays.pop(0))
        status = self.statuses.pop(0) if self.statuses else 200
        if status != 200:
            return Response(status_code=status)
        answer = self.answers.get(fields.get("Event", fields["MsgType"]))
        return Response(self.sealed(fields, answer) if answer else "")

    def sealed(self, asked: Fields, answer: Fields) -> str:
        head = {"ToUserName": asked["FromUserName"], "FromUserName": CORP, "CreateTime": 1}
        encrypted = self.crypto.encrypt(to_xml({**head, **answer}), lambda count: b"r" * count)
        envelope = {
            "Encrypt": encrypted,
            "MsgSignature": self.crypto.signature("1", "n", encrypted),
            "TimeStamp": 1,
            "Nonce": "n",
        }
        return self.reply_with(to_xml(envelope))


def bot_app(bot: FakeBot) -> FastAPI:
    app = FastAPI()
    app.get("/callback")(bot.verify)

    @app.post("/callback")
    def receive(request: Request, body: Annotated[bytes, Body()]) -> Response:
        return bot.answer(dict(request.query_params), body)

    @app.post("/clock")
    def clock(moved: dict[str, str]) -> Response:
        bot.jumps.append(moved["at"])
        return Response(status_code=bot.jump_status)

    return app


def contacts() -> Contacts:
    clerk = {"userid": "liumin", "name": "刘敏", "role": "clerk", "unit": "城关镇"}
    return Contacts.parse(
        {
            "departments": [
                {"id": 1, "name": "某县"},
                {"id": 2, "name": "城关镇", "parentid": 1},
                {"id": 3, "name": "县财政局", "parentid": 1},
            ],
            "users": [
                {**clerk, "department": [2], "position": "组织干事"},
                {"userid": "WangJun", "name": "王军", "department": [3], "unit": "县财政局"},
                {"userid": "chen", "name": "陈立", "role": "supervisor", "department": [1]},
                {"userid": "hidden", "name": "外来者", "role": "outsider", "visible": False},
                {"userid": "poor", "name": "无证", "department": [3], "licensed": False},
            ],
        }
    )


def config(bot: FakeBot, **changed: Any) -> SimulatorConfig:
    settings: dict[str, Any] = {
        "contacts": contacts(),
        "callback_url": f"{bot.address}/callback",
        "clock_url": f"{bot.address}/clock",
        "corp_id": CORP,
        "token": TOKEN,
        "aes_key": AES_KEY,
        "retry_delay": 0.0,
        "callback_timeout": 5.0,
        "verify_timeout": 5.0,
        "poll_seconds": 0.1,
    }
    return SimulatorConfig(**(settings | changed))
