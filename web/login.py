"""Logging in: off to WeCom with a state, back with a code, into a signed cookie."""

from typing import Final
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from storage import Records
from storage.views import Member
from web.refused import NotLoggedIn, Refused, outsider
from web.session import (
    LOGIN_LASTS,
    SESSION,
    SESSION_LASTS,
    Seal,
    login_cookie,
    new_state,
)
from web.site import CurrentSite, Site

log = structlog.get_logger(__name__)
CALLBACK: Final = "/oauth/callback"


def visitor(site: Site, request: Request, records: Records) -> Member:
    """Who is looking. Raises NotLoggedIn, or Refused for somebody since taken off the roster.

    Where it is to do something, what the same member does at the same moment waits: a double click.
    """
    userid = Seal(site.session_key).userid(request.cookies.get(SESSION), site.now())
    if userid is None:
        raise NotLoggedIn
    records.talks.hold(userid)
    member = records.members.by_userid(userid)
    if member is None:
        raise outsider()
    return member


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
        here = seal.userid(request.cookies.get(SESSION), site.now())
        path = seal.path(request.cookies.get(name), state, site.now(), code)
        if path is None and here is not None:
            # Led back once more, by the back key or a page opened twice: they are logged in.
            return RedirectResponse("/unit", 303)
        if path is None:
            raise _again("这个登录链接已经用过或过期，请重新打开。", "/unit")
        if not code:
            raise _again("企业微信没有确认您的身份，请在企业微信里重新打开。", path)
        userid = _who(site, code, path, here)
        with site.store.reading() as records:
            if userid is None or records.members.by_userid(userid) is None:
                raise outsider()
        # The cookie of this login stays for its ten minutes: whoever comes back goes on, but
        # with the same code only.
        response = RedirectResponse(path, 303)
        used = seal.login(state, path, site.now(), code)
        _set(site, response, name, used, int(LOGIN_LASTS.total_seconds()))
        sealed = seal.session(userid, site.now())
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
