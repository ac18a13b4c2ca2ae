"""The server's edge: connections that ask nothing are closed before they crowd out the others."""

import asyncio
import resource
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import structlog
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.error_reporting import report

REQUEST_WITHIN: Final = 20.0  # seconds for the head of a request
SILENT_FOR: Final = 30.0  # seconds without a byte of a body that is still to come
BACKLOG: Final = 64  # connections taken in one go; so many files are kept free for them
MOST_CONNECTIONS: Final = 1000
FILES_BESIDE: Final = 100  # databases, uploads and calls to WeCom that are open at the same time
_LOOK_EVERY: Final = 2.0
_QUIET_FOR: Final = 60.0  # seconds between two reports of the loop itself
log = structlog.get_logger(__name__)


class GuardedProtocol(H11Protocol):
    """Closes who connects and asks nothing, or sends half a request and stops.

    Where there are too many, the one that has asked nothing for longest goes first.
    """

    _timer: asyncio.TimerHandle | None = None
    _heard = 0.0
    _waits_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new one."""
        super().connection_made(transport)
        self._heard = self._waits_since = self.loop.time()
        self._timer = self.loop.call_later(_LOOK_EVERY, self._look)
        if len(self.connections) > most_connections():
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """It said something."""
        self._heard = self.loop.time()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """It was answered, and may ask again."""
        self._waits_since = self.loop.time()
        super().on_response_complete()

    @property
    def asks_nothing(self) -> bool:
        """No request of this connection is being answered."""
        return bool(getattr(self.cycle, "response_complete", True))

    def _look(self) -> None:
        now = self.loop.time()
        if self.asks_nothing:
            overdue = now - self._waits_since > REQUEST_WITHIN
        else:
            # While we do not read on it is not the sender who is silent.
            waits = self.cycle.more_body and not self.flow.read_paused
            overdue = waits and now - self._heard > SILENT_FOR
        if overdue:
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(_LOOK_EVERY, self._look)

    def _make_room(self) -> None:
        idle = [one for one in self.connections if _asks_nothing(one) and one is not self]
        gone = min(idle, key=lambda one: one._waits_since, default=self)
        # At once: of many that come in one go each must find another one to go.
        self.connections.discard(gone)
        gone.transport.abort()


def _asks_nothing(connection: object) -> TypeGuard["GuardedProtocol"]:
    return isinstance(connection, GuardedProtocol) and connection.asks_nothing


def most_connections() -> int:
    """As many as the files this process may open leave room for."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(8, min(MOST_CONNECTIONS, files - BACKLOG - FILES_BESIDE))


def more_files() -> None:
    """As many open files as the system lets us have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096 if hard == resource.RLIM_INFINITY else min(hard, 4096)
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def guarded(app: FastAPI | str, host: str, port: int) -> uvicorn.Config:
    """How the service listens. `app` may be where to find it, for another process to look."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=GuardedProtocol,
        loop="asyncio",  # the same whatever else is installed
        backlog=BACKLOG,
        # Who sends garbage is told so; a line for each would let anybody fill the log.
        log_level="error",
        # The access log would hold login codes and signatures.
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=30,
        ws="none",
    )


@dataclass
class QuietLoop:
    """What goes wrong in the loop itself, told once a minute and without anybody's words."""

    _told: float = float("-inf")

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Report it."""
        if loop.time() - self._told < _QUIET_FOR:
            return
        self._told = loop.time()
        error = context.get("exception")
        if isinstance(error, Exception):
            report("loop_failed", error)
        else:
            log.error("loop_failed", error=str(context.get("message", "")))
