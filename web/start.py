"""The first page of whoever comes: the board for who has one, else the own checklist."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from handlers.turn.permissions import Deed, may
from web.login import visitor
from web.site import CurrentSite


def create_start(router: APIRouter) -> None:
    """The address everybody may begin at."""

    @router.get("/start")
    def start(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
        return RedirectResponse("/board" if may(member.role, Deed.SEE_BOARD) else "/unit", 302)
