"""All pages as one router, built once, and what an application needs to have them."""

from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any, Final

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, RedirectResponse
from fastapi.routing import APIRoute

from storage.full import is_disk_full
from storage.shelf import ShelfAway
from web import login, show
from web.admission import admitted
from web.board import create_board
from web.board_acts import create_board_acts
from web.board_audit import create_board_audit
from web.board_cases import create_board_cases
from web.board_dates import create_board_dates
from web.board_matters import create_board_matters
from web.board_plan import create_board_plan
from web.board_questions import create_board_questions
from web.board_several import create_board_several
from web.board_workdays import create_board_workdays
from web.cases import create_cases
from web.chat_files import create_chat_files
from web.comments import create_comments
from web.contacts import create_contacts
from web.extend import create_extend
from web.fill import create_fill_finishing, create_fill_pages
from web.handed import create_handed
from web.marked import create_marked
from web.packet import create_packet
from web.refused import OFFICE, LedOn, NotLoggedIn, Refused, no_room, not_found, shelf_away
from web.roster import create_roster
from web.roster_edit import create_roster_edit
from web.roster_history import create_roster_history
from web.roster_merge import create_roster_merge
from web.seasons import SeasonPages
from web.sessions import create_sessions
from web.site import Site, current_site
from web.start import create_start
from web.template import create_template
from web.timeline import create_timeline
from web.unit import create_unit
from web.upload import create_upload
from web.verdicts import create_verdicts

log = structlog.get_logger(__name__)
_STATIC: Final = Path(__file__).parent / "static"
_ASSETS: Final = {
    "board.css": "text/css",
    "board.js": "text/javascript",
    "cases.js": "text/javascript",
    "fill.css": "text/css",
    "fill.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "kaohe.css": "text/css",
    "chat-files.js": "text/javascript",
    "upload.js": "text/javascript",
}
_BOARD: Final = (
    create_board,
    create_board_acts,
    create_board_several,
    create_board_dates,
    create_board_workdays,
    create_board_cases,
    create_board_matters,
    create_board_questions,
    create_board_plan,
    create_board_audit,
    create_timeline,
)
_YEAR: Final = 365 * 24 * 3600


def add_pages(app: FastAPI, site: Site) -> None:
    """Give an application the pages and their site; nothing is touched before the first request."""
    app.state.site = site
    app.state.other_seasons = {plan.id: site.of_other(plan) for plan in site.others}
    if site.others:
        app.add_middleware(SeasonPages, plans=site.plans)
    # Not include_router, which works every route out anew for each application.
    app.router.routes.extend(_pages().routes)


@cache
def _pages() -> APIRouter:
    """Build the routes, once a process: they take their site from the request."""
    router = APIRouter(route_class=PageRoute, include_in_schema=False)
    login.create_login(router)
    create_upload(router)
    create_chat_files(router)
    create_start(router)
    create_extend(router)  # before a unit by its number
    create_unit(router)
    create_comments(router)
    create_contacts(router)
    create_cases(router)
    create_sessions(router)
    create_fill_pages(router)
    create_fill_finishing(router)
    create_handed(router)
    create_template(router)
    create_packet(router)
    create_marked(router)
    create_verdicts(router)
    create_roster(router)
    create_roster_edit(router)
    create_roster_history(router)
    create_roster_merge(router)
    for create in _BOARD:
        create(router)

    @router.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in _ASSETS:
            raise not_found()
        keep = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
        return FileResponse(_STATIC / name, media_type=_ASSETS[name], headers=keep)

    return router


class PageRoute(APIRoute):
    """A route whose refusals become pages, and whose answers all carry the same headers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap what FastAPI would call."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST":
                    request = await admitted(await current_site(request), request)
                response = await handler(request)
                await run_in_threadpool(login.note_seen, await current_site(request), request)
            except NotLoggedIn:
                response = _not_logged_in(await current_site(request), request)
            except LedOn as led:
                response = RedirectResponse(led.path, 302)
            except Refused as refused:
                response = _refusal(request, refused)
            except ShelfAway as away:
                log.error("shelf_away", why=away.why)
                response = _refusal(request, shelf_away((await current_site(request)).plan.office))
            except Exception as error:
                if not is_disk_full(error):
                    raise
                log.error("disk_full")
                response = _refusal(request, no_room((await current_site(request)).plan.office))
            for name, value in show.HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answer


async def nothing_here(request: Request, _error: Exception) -> Response:
    """For the application: an address that leads nowhere is answered by a page as well."""
    response = _refusal(request, not_found())
    for name, value in show.HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _not_logged_in(site: Site, request: Request) -> Response:
    """A page waits for the login; a form sent with an old login has to be filled in again."""
    if request.method == "GET" and not show.is_part(request):
        query = f"?{request.url.query}" if request.url.query else ""
        browser = request.headers.get("user-agent", "")
        return login.begin(site, f"{site.path}{request.url.path}{query}", browser)
    words = "登录已经过期，刚才的没有办成。请重新打开页面，再办一次。"
    refused = Refused(401, "登录已过期", words, link="/unit", label="重新打开")
    if request.url.path == "/upload":
        words = "登录已经过期，刚才的文件没有收。请重新打开上传页面，再选一次文件。"
        refused = Refused(401, "登录已过期", words, link="/upload", label="重新打开")
    return _refusal(request, refused)


def _refusal(request: Request, refused: Refused) -> Response:
    name = "refused_part.html" if show.is_part(request) else "refused.html"
    site: Site = request.app.state.site
    words = refused.words.replace(OFFICE, site.plan.office)
    context = {"title": refused.title, "refused": refused, "words": words}
    return show.page(request, name, context, refused.status)
