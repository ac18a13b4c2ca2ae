"""The callback's HTTP: the one path that is asked most, with no framework around it."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.wecom_app.crypto import Forged, Unreadable
from bot.channels.wecom_app.receive import BODY_BYTES, Callback, Envelope, Stale
from bot.error_reporting import report

PATH: Final = "/wecom/callback"
_REFUSED: Final = (Forged, Stale, Unreadable, ValueError, ClientDisconnect)
log = structlog.get_logger(__name__)


class Door:
    """Stands before the application and lets everything through but the callback."""

    def __init__(self, app: ASGIApp, callback: Callback) -> None:
        self._app, self._callback = app, callback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a callback; pass anything else on, as ASGI has it."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
        elif scope["method"] == "POST":
            await (await self._answered(scope, receive))(scope, receive, send)
        elif scope["method"] == "GET":
            await self._verified(scope)(scope, receive, send)
        else:
            await Response(status_code=405)(scope, receive, send)

    def _verified(self, scope: Scope) -> Response:
        query = _query(scope)
        try:
            plain = self._callback.verified(_envelope(query), query.get("echostr", ""))
        except _REFUSED as error:
            return _refused(error)
        log.info("callback_verified")
        return Response(plain, media_type="text/plain")

    async def _answered(self, scope: Scope, receive: Receive) -> Response:
        try:
            arrival = self._callback.arrival(_envelope(_query(scope)), await _body(receive))
        except _REFUSED as error:
            return _refused(error)
        try:
            sealed = await self._callback.answer(arrival)
        except Exception as error:  # a status that makes WeCom bring it again
            report("callback_failed", error)
            return Response(status_code=503)
        return Response(sealed, media_type="text/xml")


def _query(scope: Scope) -> Mapping[str, str]:
    """Of a name given twice the last counts."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return {name: values[-1] for name, values in query.items()}


def _envelope(query: Mapping[str, str]) -> Envelope:
    return Envelope(
        query.get("msg_signature", ""), query.get("timestamp", ""), query.get("nonce", "")
    )


async def _body(receive: Receive) -> bytes:
    """At most BODY_BYTES, whatever the headers say. Raises Unreadable or ClientDisconnect."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > BODY_BYTES:
            raise Unreadable
        if not message.get("more_body", False):
            return body


def _refused(error: Exception) -> Response:
    """403 for what is not from WeCom now, 400 for what cannot be read. Says and logs no more."""
    status = 403 if isinstance(error, Forged | Stale) else 400
    log.warning("callback_refused", why=type(error).__name__, status=status)
    return Response(status_code=status)
