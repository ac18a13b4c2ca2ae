"""A simulator with an AI bot that answers as it is told, for tests of the bot's side."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response

from simulator.aibot.driver import BotDriver
from simulator.clock import parse_moment
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.crypto import CallbackCrypto
from simulator.driver import SimulatorDriver
from simulator.ids import Ids
from simulator.serving import running, serving

PEOPLE = {"users": [{"userid": "li", "name": "李"}, {"userid": "wang", "name": "王"}]}


START = parse_moment("2019-12-25T09:00")


DEFAULTS = SimulatorConfig(Contacts.parse(PEOPLE))


CARD = {
    "card_type": "button_interaction",
    "main_title": {"title": "请选"},
    "task_id": "t1",
    "button_list": [{"text": "好", "key": "ok"}],
}


def stream(content: str, finish: bool = True, id: str = "s1", **more: Any) -> dict[str, Any]:
    packet = {"id": id, "finish": finish, "content": content, **more}
    return {"msgtype": "stream", "stream": packet}


@dataclass
class Bot:
    """A callback that answers what `answer` gives for the fields it heard."""

    app: FastAPI = field(default_factory=FastAPI)
    heard: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda _: None
    status: int = 200
    nonce: str = ""  # instead of the callback's

    def __post_init__(self) -> None:
        crypto = CallbackCrypto(DEFAULTS.bot_token, DEFAULTS.bot_aes_key, "")
        ids = Ids(1)

        @self.app.post("/bot")
        async def receive(request: Request) -> Response:
            query = request.query_params
            encrypted = (await request.json())["encrypt"]
            crypto.check_signature(
                query["msg_signature"], query["timestamp"], query["nonce"], encrypted
            )
            fields = json.loads(crypto.decrypt(encrypted))
            self.heard.append(fields)
            reply = self.answer(fields)
            if self.status != 200 or reply is None:
                return Response(status_code=self.status)
            sealed = crypto.encrypt(json.dumps(reply), ids.random_bytes)
            nonce = self.nonce or query["nonce"]
            body = {
                "encrypt": sealed,
                "msgsignature": crypto.signature("7", nonce, sealed),
                "timestamp": 7,
                "nonce": nonce,
            }
            return Response(json.dumps(body))

    def messages(self) -> list[dict[str, Any]]:
        return [one for one in self.heard if one["msgtype"] not in ("stream", "event")]


@dataclass
class Here:
    bot: Bot
    wecom: BotDriver
    app: SimulatorDriver


@contextmanager
def built() -> Iterator[Here]:
    bot = Bot()
    with serving(bot.app) as at:
        config = SimulatorConfig(
            Contacts.parse(PEOPLE),
            callback_url="",
            bot_callback_url=f"{at}/bot",
            start_at=START,
            retry_delay=0.0,
            bot_refresh=0.05,
        )
        with running(config) as address:
            yield Here(bot, BotDriver(address), SimulatorDriver(address))
