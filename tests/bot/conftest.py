"""A simulated WeCom over real HTTP, a real database, a clock that obeys."""

from datetime import datetime

import pytest

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel
from bot.clock import SHANGHAI, MovableClock
from bot.deliver import Sender
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from tests.kit.bot.queueing import ROSTER, as_it_is
from tests.kit.databases import sqlite_store

START = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)
PEOPLE = {
    "users": [
        {"userid": "ZhangSan", "name": "张三", "role": "clerk", "unit": "城关镇"},
        {"userid": "lisi", "name": "李四"},
        {"userid": "outside", "name": "范围外", "visible": False},
    ]
}


@pytest.fixture
def wecom():
    """The simulator's address."""
    with running(
        SimulatorConfig(
            Contacts.parse(PEOPLE), callback_url="", trusted_domain="127.0.0.1", start_at=START
        )
    ) as at:
        yield at


@pytest.fixture
def driver(wecom):
    return SimulatorDriver(wecom)


@pytest.fixture
def clock():
    return MovableClock(START)


@pytest.fixture
def store(tmp_path):
    store = sqlite_store(tmp_path / "kaohe.db", tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def account(wecom):
    return Account(wecom, "wwsimulator0000001", 1000002, "simulator-app-secret")


@pytest.fixture
def client(account, store, clock):
    return WecomClient(account, store, clock)


@pytest.fixture
def channel(client, store):
    return AppChannel(client, store, lambda payload: None)


@pytest.fixture
def sender(store, channel, clock):
    with store.transaction() as records:
        records.roster.import_rows(ROSTER, {})
    return Sender(store, channel, clock, as_it_is)
