"""Limits by address: who sends forged callbacks or logs in without end is not listened to."""

from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.limits import FORGED, LOGIN, Limits

_CALLBACKS: Final = "/wecom/"
_LOGINS: Final = "/oauth/"
_REFUSED: Final = (400, 403)
_WORDS: Final = "来得太频繁，请过一分钟再试。"


class Rates:
    """Before anything is read. The address is the proxy's word where the proxy is ours."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as ASGI has it, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, address = scope["path"], (scope.get("client") or ("",))[0]
        forging = path.startswith(_CALLBACKS)
        if forging and not self._limits.may(FORGED, "forged", address, 0):
            await _too_often(scope, receive, send)
            return
        if path.startswith(_LOGINS) and not self._limits.may(LOGIN, "login", address):
            await _too_often(scope, receive, send)
            return

        async def watched(message: Message) -> None:
            if (
                forging
                and message["type"] == "http.response.start"
                and message["status"] in _REFUSED
            ):
                self._limits.may(FORGED, "forged", address)
            await send(message)

        await self._app(scope, receive, watched)


async def _too_often(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse(_WORDS, 429, headers={"Retry-After": "60"})
    await answer(scope, receive, send)
