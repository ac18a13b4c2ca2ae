"""The channel as it runs, between a simulated WeCom and a conversation the test writes."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread

from fastapi import FastAPI

from bot.channels.wecom_app.answering import Answering
from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.crypto import Envelopes
from bot.channels.wecom_app.door import Door
from bot.channels.wecom_app.receive import Callback
from bot.channels.wecom_app.sending import AppChannel
from bot.clock import SHANGHAI, MovableClock
from bot.deliver import Sender
from bot.guarded import guarded
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Reply
from rules.roster import ImportRows, MemberRow, UnitRow
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import PromptServer, running
from storage import Store
from tests.kit.waiting import until

START = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)
OFFICE = "县委组织部干部监督股"
ROSTER = ImportRows(
    units=(UnitRow(2, "城关镇", "township"),),
    members=(
        MemberRow(2, "zhangsan", "张三", "clerk", "城关镇"),
        MemberRow(3, "lisi", "李四", "supervisor"),
    ),
)
PEOPLE = {
    "users": [
        {"userid": "ZhangSan", "name": "张三", "role": "clerk", "unit": "城关镇"},
        {"userid": "lisi", "name": "李四", "role": "supervisor"},
        {"userid": "stranger", "name": "陌生人", "role": "outsider"},
        {"userid": "outside", "name": "范围外", "visible": False},
    ]
}


@dataclass
class House:
    """`replies` maps what is said (or a button's key) to what is replied; `heard` is what came."""

    store: Store
    clock: MovableClock
    driver: SimulatorDriver
    sender: Sender
    answering: Answering
    callback: Callback
    heard: list[IncomingMessage]
    replies: dict[str, Reply | Callable[[], Reply]]
    bot_url: str

    def sent(self, userid: str) -> list[str]:
        """What the member sees, once everything due is out."""
        self.sender.drain()
        return [one.text for one in self.driver.received(userid)]

    def later(self) -> None:
        """Lets what is due a moment after the passive answer become due."""
        self.clock.put(self.clock.now().replace(microsecond=0) + _MOMENT)
        self.sender.drain()


_MOMENT = timedelta(seconds=2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[str]:
    config = guarded(app, "127.0.0.1", port)
    config.timeout_graceful_shutdown = 20
    server = PromptServer(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started or not thread.is_alive(), every=0.01)
    assert server.started, "the bot did not start"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def house(store: Store, patience: float = 4.0, retry_delay: float = 0.05) -> Iterator[House]:
    with store.transaction() as records:
        records.roster.import_rows(ROSTER, {})
    port, clock = free_port(), MovableClock(START)
    config = SimulatorConfig(
        Contacts.parse(PEOPLE),
        callback_url=f"http://127.0.0.1:{port}/wecom/callback",
        start_at=START,
        retry_delay=retry_delay,
        callback_timeout=5.0,
    )
    with running(config) as wecom, ThreadPoolExecutor(8) as executor:
        heard: list[IncomingMessage] = []
        replies: dict[str, Reply | Callable[[], Reply]] = {}
        account = Account(wecom, config.corp_id, config.agent_id, config.secret)
        converse, at_once = _conversation(store, heard, replies)
        answering = Answering(
            store,
            converse,
            clock,
            f"http://127.0.0.1:{port}",
            OFFICE,
            lambda: None,
            at_once=at_once,
        )
        channel = AppChannel(WecomClient(account, store, clock), store, answering.take_over)
        sender = Sender(store, channel, clock, lambda payload, _: payload)
        envelopes = Envelopes(config.token, config.aes_key, config.corp_id)
        callback = Callback(envelopes, config.corp_id, answering, clock, executor, patience)
        app = FastAPI()
        app.add_middleware(Door, callback=callback)
        with serving(app, port) as url:
            driver = SimulatorDriver(wecom)
            yield House(store, clock, driver, sender, answering, callback, heard, replies, url)


def _conversation(store, heard, replies):
    """What takes its time or breaks is done apart, as a file is; everything else at once."""

    def found(message):
        key = message.text if message.text is not None else message.choice.key
        return replies.get(key, Reply(Kind.OFF, f"您说：{key}"))

    def converse(message, finish):
        heard.append(message)
        reply = found(message)
        reply = reply() if callable(reply) else reply
        with store.transaction() as records:
            finish(records, reply)

    def at_once(records, message, finish):
        reply = found(message)
        if callable(reply):
            return False
        heard.append(message)
        finish(records, reply)
        return True

    return converse, at_once


def message_xml(content: str) -> str:
    """A text from ZhangSan as WeCom sends it, always under the same number."""
    return (
        "<xml><ToUserName>wwsimulator0000001</ToUserName><FromUserName>ZhangSan</FromUserName>"
        "<CreateTime>1</CreateTime><MsgType>text</MsgType>"
        f"<Content><![CDATA[{content}]]></Content><MsgId>777</MsgId><AgentID>1000002</AgentID></xml>"
    )
