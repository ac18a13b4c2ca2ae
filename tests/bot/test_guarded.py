"""Connections that ask nothing, by the hundred: the server still hears, and its log stays short."""

import asyncio
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
import requests
import uvicorn
from fastapi import FastAPI, Request

from bot import guarded
from tests.kit.bot.house import free_port
from tests.kit.bot.settings import RIGHT
from tests.kit.plans import ROOT
from tests.kit.waiting import ON_A_PAGE, until

REQUEST_WITHIN = guarded.REQUEST_WITHIN  # as the service has it
HALF = b"POST /wecom/callback HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server with short patience, whose one page takes a second."""
    monkeypatch.setattr(guarded, "REQUEST_WITHIN", 0.4)
    monkeypatch.setattr(guarded, "SILENT_FOR", 0.4)
    monkeypatch.setattr(guarded, "_LOOK_EVERY", 0.05)
    app = FastAPI()

    @app.post("/slow")
    async def slow(request: Request) -> int:
        body = await request.body()
        await asyncio.sleep(1)
        return len(body)

    port = free_port()
    server = uvicorn.Server(guarded.guarded(app, "127.0.0.1", port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started, every=0.01)
    yield "127.0.0.1", port
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        HALF,
        b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf",
    ],
)
def test_who_sends_half_a_request_and_stops_is_hung_up_on(
    address: tuple[str, int], said: bytes
) -> None:
    with socket.create_connection(address, timeout=ON_A_PAGE) as line:
        line.sendall(said)
        begun = time.monotonic()
        try:
            heard = line.recv(100)
        except ConnectionResetError:
            heard = b""

    assert heard == b""
    assert time.monotonic() - begun < REQUEST_WITHIN  # of the test, not of the service


def test_a_drop_now_and_then_does_not_keep_a_request_open(address: tuple[str, int]) -> None:
    begun = time.monotonic()
    with socket.create_connection(address, timeout=ON_A_PAGE) as line:
        line.sendall(HALF)
        with suppress(ConnectionError):
            while time.monotonic() - begun < ON_A_PAGE:
                line.sendall(b"X-A: b\r\n")
                time.sleep(0.1)

    assert time.monotonic() - begun < REQUEST_WITHIN


def test_who_waits_for_an_answer_is_not_hung_up_on(address: tuple[str, int]) -> None:
    answer = requests.post(
        f"http://{address[0]}:{address[1]}/slow", data=b"x" * 9, timeout=ON_A_PAGE
    )

    assert (answer.status_code, answer.text) == (200, "9")
    assert "server" not in answer.headers


@pytest.mark.slow  # the service as a process of its own
def test_three_hundred_half_open_connections_do_not_deafen_the_service(tmp_path: Path) -> None:
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KAOHE_")},
        **RIGHT,
        "KAOHE_DATABASE_URL": f"sqlite:///{tmp_path}/kaohe.sqlite3",
        "KAOHE_DATA_DIR": str(tmp_path / "data"),
        "KAOHE_WECOM_API_URL": "http://127.0.0.1:9",
    }
    errors = tmp_path / "stderr"
    with errors.open("wb") as heard, ExitStack() as lines:
        service = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stderr=heard,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)),  # noqa: PLW1509
        )
        try:
            until(lambda: _answers(port), every=0.1)
            for _ in range(300):
                line = lines.enter_context(socket.create_connection(("127.0.0.1", port), 5))
                line.sendall(HALF)
            asked = []
            for _ in range(5):
                begun = time.monotonic()
                assert requests.get(f"http://127.0.0.1:{port}/readyz", timeout=10).ok
                asked.append(time.monotonic() - begun)
        finally:
            service.terminate()
            service.wait(60)

    assert max(asked) < 3
    assert errors.stat().st_size < 20_000


def _answers(port: int) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"http://127.0.0.1:{port}/livez", timeout=ON_A_PAGE).ok
    return False
