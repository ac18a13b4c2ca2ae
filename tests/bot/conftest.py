"""A simulated WeCom over real HTTP, a real database, a clock that obeys."""

import shutil
from datetime import datetime
from functools import partial

import pytest

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel
from bot.cli import run
from bot.clock import SHANGHAI, MovableClock
from bot.deliver import Sender
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from tests.kit.bot.queueing import ROSTER, as_it_is
from tests.kit.bot.stage import bot_stage
from tests.kit.databases import sqlite_store
from tests.kit.plans import PLAN_2019

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


@pytest.fixture
def here(tmp_path):
    """The whole service behind a simulated AI bot and app."""
    with bot_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
def kaohe(monkeypatch, tmp_path, capsys):
    """Runs a command in an empty folder; gives its exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return command


@pytest.fixture
def kaohe_plan(kaohe, tmp_path):
    """Runs `kaohe plan …` in a folder that holds the plan of 2019 and nothing else."""
    shutil.copytree(PLAN_2019, tmp_path / "plans" / "2019")
    return partial(kaohe, "plan")


@pytest.fixture
def next_year(kaohe_plan, tmp_path):
    """The folder of the plan of 2020, copied from the one of 2019."""
    assert kaohe_plan("new", "2020", "--from", "2019", "--folder", "plans")[0] == 0
    return tmp_path / "plans" / "2020"
