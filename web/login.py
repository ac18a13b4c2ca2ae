"""Logging in: off to WeCom with a state, back with a code, into a signed cookie."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from storage import Records
from storage.sessions import WebSession
from storage.views import Member
from web.browsers import browser_words
from web.refused import NotLoggedIn, Refused, outsider
from web.session import (
    LOGIN_LASTS,
    SESSION,
    SESSION_LASTS,
    Seal,
    login_cookie,
    mark_of,
    new_session,
    new_state,
)
from web.site import CurrentSite, Site

log = structlog.get_logger(__name__)
CALLBACK: Final = "/oauth/callback"
_SEEN_EVERY: Final = timedelta(minutes=1)


def visitor(site: Site, request: Request, records: Records) -> Member:
    """Who is looking. Raises NotLoggedIn, or Refused for somebody since taken off the roster.

    Where it is to do something, what the same member does at the same moment waits: a double click.
    """
    session = session_of(site, request, records)
    if session is None:
        raise NotLoggedIn
    request.state.session = session
    records.talks.hold(session.userid)
    member = records.members.by_userid(session.userid)
    if member is None:
        raise outsider()
    return member


def session_of(site: Site, request: Request, records: Records) -> WebSession | None:
    """The session of this browser, while it goes on."""
    mark = Seal(site.session_key).mark(request.cookies.get(SESSION), site.now())
    return records.sessions.live(mark, site.now(), site.idle) if mark else None


def note_seen(site: Site, request: Request) -> None:
    """Remember that the session is in use, once a minute; a page does not fail for it."""
    session: WebSession | None = getattr(request.state, "session", None)
    if session is None or site.now() - session.seen_at < _SEEN_EVERY:
        return
    try:
        with site.store.transaction() as records:
            records.sessions.touch(session.id, site.now())
    except Exception as error:
        log.warning("session_not_noted", error=type(error).__name__)


def begin(site: Site, path: str, browser: str = "") -> Response:
    """To WeCom's page: inside WeCom nobody is asked, elsewhere the member scans with the phone.

    `browser`: what it calls itself. Nothing hangs on its being true: either page tells who it is.
    """
    state = new_state()
    scans = bool(site.scan_url) and _is_ordinary(browser)
    response = RedirectResponse(_scan(site, state) if scans else _authorize(site, state), 302)
    sealed = Seal(site.session_key).login(state, path, site.now())
    _set(site, response, login_cookie(state), sealed, int(LOGIN_LASTS.total_seconds()))
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_ordinary(browser: str) -> bool:
    """A browser of people, and not the one inside WeCom, which adds wxwork to its name."""
    return "Mozilla" in browser and "wxwork" not in browser.lower()


def _authorize(site: Site, state: str) -> str:
    """The order of the parameters and the fragment matter there (91022)."""
    query = urlencode(
        {
            "appid": site.corp_id,
            "redirect_uri": f"{site.public_url}{CALLBACK}",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": str(site.agent_id),
        }
    )
    return f"{site.authorize_url}?{query}#wechat_redirect"


def _scan(site: Site, state: str) -> str:
    """The page with the code to scan (98152)."""
    query = urlencode(
        {
            "login_type": "CorpApp",
            "appid": site.corp_id,
            "agentid": str(site.agent_id),
            "redirect_uri": f"{site.public_url}{CALLBACK}",
            "state": state,
        }
    )
    return f"{site.scan_url}?{query}"


def create_login(router: APIRouter) -> None:
    """Adds the page WeCom sends members back to."""

    @router.get(CALLBACK)
    def callback(request: Request, site: CurrentSite, code: str = "", state: str = "") -> Response:
        seal = Seal(site.session_key)
        name = login_cookie(state)
        with site.store.reading() as records:
            session = session_of(site, request, records)
        here = session.userid if session else None
        path = seal.path(request.cookies.get(name), state, site.now(), code)
        if path is None and here is not None:
            # Led back once more, by the back key or a page opened twice: they are logged in.
            return RedirectResponse("/unit", 303)
        if path is None:
            raise _again("这个登录链接已经用过或过期，请重新打开。", "/unit")
        if not code:
            raise _again("企业微信没有确认您的身份，请在企业微信里重新打开。", path)
        userid = _who(site, code, path, here)
        id = new_session()
        with site.store.transaction() as records:
            if userid is None or records.members.by_userid(userid) is None:
                raise outsider()
            if session is not None:  # this browser's earlier one
                records.sessions.end(session.userid, userid, site.now(), id=session.id)
            browser = browser_words(request.headers.get("user-agent", ""))
            records.sessions.begin(mark_of(id), userid, browser, site.now())
        # The cookie of this login stays for its ten minutes: whoever comes back goes on, but
        # with the same code only.
        response = RedirectResponse(path, 303)
        used = seal.login(state, path, site.now(), code)
        _set(site, response, name, used, int(LOGIN_LASTS.total_seconds()))
        sealed = seal.session(id, site.now())
        _set(site, response, SESSION, sealed, int(SESSION_LASTS.total_seconds()))
        response.headers["Cache-Control"] = "no-store"
        return response


def _who(site: Site, code: str, path: str, here: str | None) -> str | None:
    try:
        return site.codes.userid_of(code, site.now(), site.identity.userid_of)
    # Whatever went wrong on the way to WeCom, the member can only try again.
    except Exception as error:
        log.warning("login_failed", error=type(error).__name__)
        if here is not None:  # a code of another process, used there: its session is good
            return here
        raise _again("企业微信暂时没有确认您的身份，请稍后重新打开。", path) from None


def _again(words: str, path: str) -> Refused:
    return Refused(400, "没有登录成功", words, link=path, label="重新打开")


def _set(site: Site, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", secure=site.secure
    )
