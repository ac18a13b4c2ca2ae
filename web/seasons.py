"""Pages of several seasons: those of another one than the running one stand under /season/<id>.

A page knows nothing of it: the address is taken off before it is asked, and put before every
address of ours in what it answers. So a link cannot lead from one season into another by mistake.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.turn.season import SEASON_PAGES, season_path
from rules.plan import Plan

SEASON: Final = "kaohe.season"  # in the scope of a request: the plan it is about
# One roster and one login for all seasons; what is no page of a season.
_SHARED: Final = ("/roster", "/sessions", "/contacts", "/assets/", "/oauth/", "/handed", "/wecom/")
_ADDRESS: Final = re.compile(
    rb'(\s(?:href|action|formaction|src|srcset)=")/(?!/|season/|roster|sessions|contacts|assets/|handed)'
)


@dataclass(frozen=True)
class SeasonLink:
    """One season in the head of a page."""

    year: int
    path: str
    here: bool


def season_links(plans: tuple[Plan, ...], here: Plan) -> list[SeasonLink]:
    """Every season in use by its year; none where there is only one."""
    if len(plans) < 2:
        return []
    by_year = sorted(plans, key=lambda plan: plan.year)
    return [SeasonLink(p.year, f"{season_path(p.id)}/start", p is here) for p in by_year]


class SeasonPages:
    """`plans`: of all seasons in use, the one that runs first."""

    def __init__(self, app: ASGIApp, plans: tuple[Plan, ...]) -> None:
        self._app, self._running = app, plans[0].id
        self._paths = {plan.id: season_path(plan.id) for plan in plans}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn a request of another season into one that its page understands."""
        path = str(scope.get("path", ""))
        id, _, rest = path.removeprefix(SEASON_PAGES).partition("/")
        if scope["type"] != "http" or not path.startswith(SEASON_PAGES) or id not in self._paths:
            await self._app(scope, receive, send)
            return
        rest = f"/{rest}"
        if id == self._running or rest.startswith(_SHARED):
            query = scope.get("query_string", b"").decode("latin-1")
            away = RedirectResponse(f"{rest}?{query}" if query else rest, 307)
            await away(scope, receive, send)
            return
        inner = {**scope, "path": rest, "raw_path": rest.encode(), SEASON: id}
        await self._app(inner, receive, _Addressed(send, self._paths[id].encode()))


class _Addressed:
    """What is sent, with every address of ours inside this season."""

    def __init__(self, send: Send, path: bytes) -> None:
        self._send, self._path = send, path
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begun(message)
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._ended(message, self._start)

    async def _begun(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        to = headers.get("location", "")
        if to.startswith("/") and not to.startswith((SEASON_PAGES, *_SHARED)):
            headers["location"] = self._path.decode() + to
        if headers.get("content-type", "").startswith("text/html"):
            self._start = message
        else:
            await self._send(message)

    async def _ended(self, message: Message, start: Message) -> None:
        body = _ADDRESS.sub(
            rb"\g<1>" + self._path.replace(b"\\", b"\\\\") + b"/", bytes(self._body)
        )
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
        await self._send(start)
        await self._send({**message, "body": body})


def season_in(scope: Mapping[str, Any]) -> str:
    """The plan a request is about; empty: the season that runs."""
    return str(scope.get(SEASON, ""))
