"""OAuth and browser login as pages: who is played goes in, a code comes out (91022, 98152)."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, Cookie, Request, Response
from fastapi.responses import RedirectResponse

from simulator.api.gate import WorldOf
from simulator.contacts import Member
from simulator.people import groups
from simulator.render import is_web_address, templates
from simulator.world import LoginCode, World

router = APIRouter()
COOKIE = "sim_user"
# Set for a moment where a link is tapped in the chat: it opens inside WeCom, where nobody scans.
INSIDE = "sim_inside"
INSIDE_SECONDS = 20
STATE = re.compile(r"[A-Za-z0-9]{0,128}\Z")  # page 91022
# Addresses of the real service that a link may name; the simulator plays them all.
LOGIN_HOSTS = ("open.weixin.qq.com", "login.work.weixin.qq.com", "open.work.weixin.qq.com")
PlayedCookie = Annotated[str, Cookie(alias=COOKIE)]
InsideCookie = Annotated[str, Cookie(alias=INSIDE)]


@router.get("/connect/oauth2/authorize")
def authorize(
    request: Request,
    world: WorldOf,
    appid: str = "",
    redirect_uri: str = "",
    response_type: str = "",
    scope: str = "",
    state: str = "",
    agentid: str = "",
    sim_user: str = "",
    played: PlayedCookie = "",
) -> Response:
    """Inside WeCom: nobody is asked when it is known who is played."""
    problem = _problem(world, appid, redirect_uri, state)
    if response_type != "code" or scope not in ("snsapi_base", "snsapi_privateinfo"):
        problem = problem or "response_type 应为 code，scope 应为 snsapi_base 或 snsapi_privateinfo"
    if scope == "snsapi_privateinfo" and not agentid:
        problem = problem or "scope 为 snsapi_privateinfo 时须带 agentid"
    if problem:
        return _error(request, problem)
    member = world.contacts.member(sim_user or played)
    if member is None:
        return _choose(request, world, "以谁的身份登录")
    return _redirect(world, member, redirect_uri, state)


@router.get("/wwlogin/sso/login")
def browser_login(
    request: Request,
    world: WorldOf,
    login_type: str = "",
    appid: str = "",
    agentid: str = "",
    redirect_uri: str = "",
    state: str = "",
    sim_user: str = "",
    inside: InsideCookie = "",
) -> Response:
    """An ordinary browser: somebody has to scan, so the page asks who.

    A link tapped in the chat is the exception: this browser then plays the one inside WeCom, whose
    name it cannot take on, so that a bot which goes by that name sends it here.
    """
    problem = _problem(world, appid, redirect_uri, state)
    if login_type != "CorpApp" or agentid != str(world.config.agent_id):
        problem = problem or "login_type 应为 CorpApp，agentid 应为本应用"
    if problem:
        return _error(request, problem)
    member = world.contacts.member(sim_user or inside)
    if member is None:
        return _scan_page(request, world)
    return _redirect(world, member, redirect_uri, state)


@router.get("/open")
def open_link(
    request: Request, world: WorldOf, userid: str, url: str, played: PlayedCookie = ""
) -> Response:
    """A link tapped in the chat: opens as this member."""
    member = world.contacts.member(userid)
    if member is None or not is_web_address(url):
        return _error(request, "这个链接打不开")
    response = RedirectResponse(_played_here(url), 303)
    play_as(member, request, response, played)
    response.set_cookie(
        INSIDE, member.userid, max_age=INSIDE_SECONDS, samesite="lax", httponly=True
    )
    return response


def play_as(member: Member, request: Request, response: Response, played: str) -> None:
    """From here on this browser is that member's phone.

    What the bot's pages left in the browser for another member is not on it. Cookies do not
    tell ports apart, so those of a bot on this host can be dropped here.
    """
    if played != member.userid:
        for name in request.cookies:
            response.delete_cookie(name)
    response.set_cookie(COOKIE, member.userid, samesite="lax", httponly=True)


def _problem(world: World, appid: str, redirect_uri: str, state: str) -> str:
    if appid != world.config.corp_id:
        return "appid 不是本企业的 CorpID（40013）"
    if not STATE.match(state):
        return "state 只能是不超过 128 个字母和数字"
    wanted = world.config.trusted_host
    if not is_web_address(redirect_uri) or _host(redirect_uri, with_port=":" in wanted) != wanted:
        return f"redirect_uri 的域名不是应用的可信域名 {wanted}（50001）"
    return ""


def _host(url: str, *, with_port: bool) -> str | None:
    target = urlsplit(url)
    return target.netloc if with_port else target.hostname


def _redirect(world: World, member: Member, redirect_uri: str, state: str) -> Response:
    with world.lock:
        code = world.ids.text(43)
        world.login_codes[code] = LoginCode(member.userid, world.clock.timestamp())
    parts = urlsplit(redirect_uri)
    query = [*parse_qsl(parts.query, keep_blank_values=True), ("code", code), ("state", state)]
    return RedirectResponse(urlunsplit(parts._replace(query=urlencode(query))), 302)


def _choose(request: Request, world: World, title: str) -> Response:
    again = f"{request.url.path}?{request.url.query}&sim_user="
    context = {"title": title, "groups": groups(world.contacts.members), "again": again}
    return templates.TemplateResponse(request, "choose.html", context)


def _scan_page(request: Request, world: World) -> Response:
    again = f"{request.url.path}?{request.url.query}&sim_user="
    context = {
        "title": "扫码登录",
        "groups": groups(world.contacts.members),
        "again": again,
    }
    return templates.TemplateResponse(request, "scan.html", context)


def _error(request: Request, problem: str) -> Response:
    return templates.TemplateResponse(request, "error.html", {"problem": problem}, 400)


def _played_here(url: str) -> str:
    """The same address on the simulator when it names a login page of the real service."""
    parts = urlsplit(url)
    if parts.hostname not in LOGIN_HOSTS:
        return url
    return f"{parts.path}?{quote(parts.query, safe='=&%+')}"
