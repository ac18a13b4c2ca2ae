"""A simulator, a fake bot behind it and a driver, all over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from simulator.app import create_app
from simulator.config import SimulatorConfig
from simulator.driver import SimulatorDriver
from simulator.serving import serving
from tests.kit.simulator.api_client import ApiClient
from tests.kit.simulator.fake_bot import FakeBot, bot_app, config


class Switchboard:
    """One web server for the whole run, as starting one takes longer than most tests."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.address = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def switchboard() -> Iterator[Switchboard]:
    board = Switchboard()
    with serving(board) as board.address:
        yield board


simulator_board = pytest.fixture(scope="session", name="simulator_board")(switchboard)
bot_board = pytest.fixture(scope="session", name="bot_board")(switchboard)


@pytest.fixture
def bot(bot_board: Switchboard) -> FakeBot:
    bot = FakeBot(address=bot_board.address)
    bot_board.app = bot_app(bot)
    return bot


@pytest.fixture
def settings(bot: FakeBot) -> SimulatorConfig:
    return config(bot)


@pytest.fixture
def address(simulator_board: Switchboard, settings: SimulatorConfig) -> str:
    simulator_board.app = create_app(settings)
    return simulator_board.address


@pytest.fixture
def driver(address: str) -> SimulatorDriver:
    return SimulatorDriver(address)


@pytest.fixture
def api(address: str, settings: SimulatorConfig) -> ApiClient:
    return ApiClient(address, settings)
