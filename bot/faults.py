"""The last net around every page: a number for the user instead of a trace."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.error_reporting import report


class Faults:
    """Keeps what went wrong out of the server's own log, where its words might hold names."""

    def __init__(self, app: ASGIApp, office: str) -> None:
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as ASGI has it."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            number = report("request_failed", error)
            if scope["type"] != "http" or begun:
                raise
            words = (
                "抱歉，出了故障，没有办成。请稍后再试；"
                f"还是不行，请把编号 {number} 告诉{self._office}。"
            )
            await PlainTextResponse(words, 500)(scope, receive, send)
