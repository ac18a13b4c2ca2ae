"""The simulator in a thread of a test process, on a free port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.types import ASGIApp

from simulator.app import create_app
from simulator.config import SimulatorConfig


class PromptServer(uvicorn.Server):
    """Looks whether it is to end a hundred times a second, not ten: tests start hundreds."""

    async def main_loop(self) -> None:
        """Serve until told to end."""
        ticks = 0
        while not await self.on_tick(ticks):
            await asyncio.sleep(0.01)
            ticks += 1


@contextmanager
def running(config: SimulatorConfig) -> Iterator[str]:
    """Gives the base address, without a slash at the end."""
    with serving(create_app(config)) as address:
        yield address


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    # Named TCP, or asyncio leaves Nagle's algorithm on: 40 ms more for every answer.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        server = PromptServer(
            uvicorn.Config(
                app,
                http="h11",
                loop="asyncio",  # the same whatever else is installed
                log_level="warning",
                ws="none",
                timeout_graceful_shutdown=2,
            )
        )
        thread = Thread(target=server.run, args=[[listener]], daemon=True)
        thread.start()
        _wait_until_started(server, thread)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)


def _wait_until_started(server: uvicorn.Server, thread: Thread) -> None:
    give_up = monotonic() + 10
    while not server.started:
        if not thread.is_alive() or monotonic() > give_up:
            raise RuntimeError("the simulator did not start")
        sleep(0.01)
