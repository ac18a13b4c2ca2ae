"""Headers that every answer carries, whoever gives it: pages, callbacks, refusals, errors."""

from collections.abc import Mapping
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR: Final = 365 * 24 * 3600


class Headers:
    """Adds what an answer does not set itself. `secure`: the public address is https."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str], *, secure: bool) -> None:
        hsts = {"Strict-Transport-Security": f"max-age={_YEAR}"} if secure else {}
        self._app = app
        self._headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in {**headers, **hsts}.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as ASGI has it."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = list(message.get("headers", ()))
                known = {name.lower() for name, _ in sent}
                sent += [one for one in self._headers if one[0] not in known]
                message["headers"] = sent
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
