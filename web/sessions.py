"""Where a member is logged in, and ending that: oneself, or the section for somebody."""

from fastapi import APIRouter, Request, Response

from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.roster_commands import EndSessions
from storage import Records
from storage.views import Member
from web import access, show
from web.board_desk import Field, carried_out, check_token, token_of
from web.login import session_of, visitor
from web.refused import not_found
from web.session import SESSION
from web.site import CurrentSite, Site


def create_sessions(router: APIRouter) -> None:
    """The page of one's sessions, and where they are ended."""

    @router.get("/sessions")
    def sessions(request: Request, site: CurrentSite, of: str = "") -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            return _page(site, request, records, member, _whose(records, member, of))

    @router.post("/sessions/all")
    def look(request: Request, site: CurrentSite, token: Field = "", of: Field = "") -> Response:
        """What ending all of them means; nothing is ended yet."""
        with site.store.reading() as records:
            member = visitor(site, request, records)
            check_token(site, request, token)
            whose = _whose(records, member, of)
            return _page(site, request, records, member, whose, asks=True)

    @router.post("/sessions/end")
    def end(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        of: Field = "",
        session: Field = "",
    ) -> Response:
        with site.store.transaction() as records:
            member = visitor(site, request, records)
            check_token(site, request, token)
            whose = _whose(records, member, of)
            command = EndSessions(whose.userid, access.id_in(session))
            told = carried_out(site, records, member, command).text
            here = session_of(site, request, records)
            if here is not None:
                return _page(site, request, records, member, whose, told)
        response = show.page(request, "sessions_out.html", {"title": "已经退出", "told": told})
        response.delete_cookie(SESSION)
        return response


def _whose(records: Records, member: Member, of: str) -> Member:
    """The member named, else oneself. Refused alike for others and for nobody there is."""
    if not of or of.casefold() == member.userid.casefold():
        return member
    found = records.members.by_userid(of[:100])
    if found is None or reach(member.role, Deed.END_SESSIONS) is not Reach.COUNTY:
        raise not_found()
    return found


def _page(
    site: Site,
    request: Request,
    records: Records,
    member: Member,
    whose: Member,
    told: str = "",
    *,
    asks: bool = False,
) -> Response:
    here = session_of(site, request, records)
    context = {
        "title": "登录的手机和电脑",
        "member": member,
        "whose": whose,
        "sessions": records.sessions.of(whose.userid, site.now(), site.idle),
        "this": here.id if here else 0,
        "told": told,
        "asks": asks,
        "token": token_of(site, request),
        "idle": int(site.idle.total_seconds() // 60),
    }
    return show.page(request, "sessions.html", context)
