"""A small county behind the real pages; WeCom's login is played by a dictionary of codes."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from simulator.serving import PromptServer
from tests.kit.waiting import until
from tests.kit.web.browser import leave
from tests.kit.web.county import County, make_county


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[County, str]]:
    """The same over real HTTP, with its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    made = make_county(tmp_path, address)
    server = PromptServer(uvicorn.Config(made.app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    until(lambda: server.started, every=0.01)
    yield made, address
    if "browser" in request.fixturenames:
        leave(request.getfixturevalue("browser"))
    server.should_exit = True
    thread.join(5)
    listening.close()
    made.store.close()
