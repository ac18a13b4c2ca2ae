"""Headers that every answer carries, whoever gives it: pages, callbacks, refusals, errors."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR: Final = 365 * 24 * 3600


class Headers:
    """Adds what an answer does not set itself. `secure`: the public address is https."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str], *, secure: bool) -> None:
        hsts = {"Strict-Transport-Security": f"max-age={_YEAR}"} if secure else {}
        self._app, self._headers = app, {**headers, **hsts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    sent.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
