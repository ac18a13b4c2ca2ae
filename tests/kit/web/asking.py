"""Pages asked as the test client asks them, in one crossing to the event loop and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import unquote

import httpx2 as httpx
import pytest
from anyio import Event
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi.testclient import TestClient
from starlette import testclient
from starlette.types import ASGIApp, Message, Scope

_PORTS: Final = {"http": 80, "https": 443}


class Exchange:
    """One request to an application, and all that it answers."""

    def __init__(self, app: ASGIApp, scope: Scope, body: bytes) -> None:
        self._app, self._scope = app, scope
        self._body: bytes | None = body
        self._whole: Event | None = None
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.pieces: list[bytes] = []
        self.error: Exception | None = None

    async def run(self) -> None:
        """Ask; what the application raises is kept, as it may have answered before."""
        self._whole = Event()
        try:
            await self._app(self._scope, self._receive, self._send)
        except Exception as error:
            self.error = error

    async def _receive(self) -> Message:
        if self._body is None:
            assert self._whole is not None
            await self._whole.wait()
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body}

    async def _send(self, message: Message) -> None:
        assert self._whole is not None
        if message["type"] == "http.response.start":
            assert not self.status, "answers begin once"
            self.status = message["status"]
            self.headers = [(bytes(name), bytes(value)) for name, value in message["headers"]]
        elif message["type"] == "http.response.body":
            assert self.status, "an answer begins with its status"
            assert not self._whole.is_set(), "an answer ends once"
            self.pieces.append(bytes(message.get("body", b"")))
            if not message.get("more_body", False):
                self._whole.set()


def _asked(
    transport: Any, request: httpx.Request, *, others: Callable[..., httpx.Response]
) -> httpx.Response:
    """In place of the test client's own way, which crosses to the loop eight times a request."""
    url = request.url
    if url.scheme not in _PORTS:  # a socket that stays open
        return others(transport, request)
    path, _, query = url.raw_path.partition(b"?")
    headers = [(name.lower(), value) for name, value in request.headers.raw]
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "path": unquote(url.path),
        "raw_path": path,
        "root_path": transport.root_path,
        "scheme": url.scheme,
        "query_string": query,
        "headers": headers,
        "client": transport.client,
        "server": [url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]],
        "extensions": {"http.response.debug": {}},
        "state": transport.app_state.copy(),
    }
    exchange = Exchange(transport.app, scope, request.read())
    with transport.portal_factory() as portal:
        portal.call(exchange.run)
    if exchange.error is not None and transport.raise_server_exceptions:
        raise exchange.error
    if not exchange.status:
        assert not transport.raise_server_exceptions, "nothing was answered"
        return httpx.Response(500, request=request)
    body = b"" if request.method == "HEAD" else b"".join(exchange.pieces)
    stream = httpx.ByteStream(body)
    return httpx.Response(exchange.status, headers=exchange.headers, stream=stream, request=request)


@contextmanager
def in_one_loop() -> Iterator[BlockingPortal]:
    """All test clients ask in the same event loop, as in the service, and in one go."""
    others = testclient._TestClientTransport.handle_request

    def asked(transport: Any, request: httpx.Request) -> httpx.Response:
        return _asked(transport, request, others=others)

    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        patch.setattr(testclient._TestClientTransport, "handle_request", asked)
        yield portal
