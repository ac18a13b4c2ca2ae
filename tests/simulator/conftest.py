"""A simulator, a fake bot behind it and a driver, all over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.config import SimulatorConfig
from simulator.driver import SimulatorDriver
from simulator.serving import running, serving
from tests.simulator.api_client import ApiClient
from tests.simulator.fake_bot import BotServer, FakeBot, config


@pytest.fixture(scope="session")
def bot_server() -> Iterator[tuple[BotServer, str]]:
    server = BotServer()
    with serving(server.app) as address:
        yield server, address


@pytest.fixture
def bot(bot_server: tuple[BotServer, str]) -> FakeBot:
    server, address = bot_server
    server.bot = FakeBot(address=address)
    return server.bot


@pytest.fixture
def settings(bot: FakeBot) -> SimulatorConfig:
    return config(bot)


@pytest.fixture
def address(settings: SimulatorConfig) -> Iterator[str]:
    with running(settings) as address:
        yield address


@pytest.fixture
def driver(address: str) -> SimulatorDriver:
    return SimulatorDriver(address)


@pytest.fixture
def api(address: str, settings: SimulatorConfig) -> ApiClient:
    return ApiClient(address, settings)
