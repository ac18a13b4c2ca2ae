"""The chat page: who one plays, the conversation with the app, what changes in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from simulator.actions import preset, questions
from simulator.api.gate import WorldOf
from simulator.api.media import file_headers
from simulator.chat import Message
from simulator.contacts import Member
from simulator.control import CourierOf
from simulator.delivery import Courier
from simulator.login import PlayedCookie, play_as
from simulator.media import LOOKS_RIGHT
from simulator.people import groups, person
from simulator.render import moment, short_moment, templates
from simulator.seen import plain_text
from simulator.world import World

router = APIRouter()
PAUSE = timedelta(minutes=5)  # after which a message gets a time above it
AT_ONCE = 300  # messages a fresh page shows
PLACEHOLDERS = {"image": "[图片]", "voice": "[语音]", "video": "[视频]", "location": "[位置]"}
INLINE = {"image": "image/jpeg", "video": "video/mp4"}  # shown in the page, not saved


@router.get("/")
def index(
    request: Request,
    world: WorldOf,
    courier: CourierOf,
    played: PlayedCookie = "",
) -> Response:
    """`?as=userid` is the chat; without it, on a phone, the list of people."""
    member = world.contacts.member(request.query_params.get("as", ""))
    with world.lock:
        context = _context(world, courier, member)
    response = templates.TemplateResponse(request, "index.html", context)
    if member:
        play_as(member, request, response, played)
    return response


@router.get("/chat/updates")
def updates(
    world: WorldOf, courier: CourierOf, userid: str = "", since: int = 0, read: bool = False
) -> dict[str, Any]:
    """What changed after version `since`; polled once a second."""
    member = world.contacts.member(userid)
    with world.lock:
        found: dict[str, Any] = {
            "version": world.chat.version,
            "now": moment(world.clock.now()),
            "at": world.clock.now().strftime("%Y-%m-%dT%H:%M"),
            "clock_error": world.clock_error,
            "faults": world.faults.model_dump(),
            "messages": [],
        }
        if member:
            if read:
                world.chat.mark_read(member.userid)
            found["messages"] = [
                {"id": one.id, "html": _message_html(world, courier, one)}
                for one in world.chat.of(member.userid, since)
            ]
            found["preview"], found["preview_at"] = _preview(world, member)
            found["menu"] = templates.get_template("menu.html").render(menu=world.menu)
        found["unread"] = world.chat.unread()
        return found


@router.get("/files/{media_id}")
def file(media_id: str, world: WorldOf) -> Response:
    """A file in a chat, as its member opens it; never anything a browser would run."""
    media = world.media.ever(media_id)
    if media is None:
        return Response("没有这个文件。", 404, media_type="text/plain; charset=utf-8")
    headers = file_headers(media) | {"X-Content-Type-Options": "nosniff"}
    kind = INLINE.get(media.type)
    if kind and LOOKS_RIGHT[media.type](media.content[:16]):
        headers.pop("Content-Disposition")
        png = media.content.startswith(b"\x89PNG")
        return Response(media.content, 200, headers, "image/png" if png else kind)
    return Response(media.content, 200, headers, "application/octet-stream")


def _context(world: World, courier: Courier, member: Member | None) -> dict[str, Any]:
    shown = world.chat.of(member.userid)[-AT_ONCE:] if member else []
    if member:
        world.chat.mark_read(member.userid)
    preview, preview_at = _preview(world, member) if member else ("", "")
    return {
        "app_name": world.config.app_name,
        "groups": groups(world.contacts.members),
        "me": person(member) if member else None,
        "messages": Markup("").join(_message_html(world, courier, one) for one in shown),
        "menu": world.menu,
        "preview": preview,
        "preview_at": preview_at,
        "version": world.chat.version,
        "every": world.config.poll_seconds,
        "now": moment(world.clock.now()),
        "at": world.clock.now().strftime("%Y-%m-%dT%H:%M"),
        "clock_error": world.clock_error,
        "faults": world.faults.model_dump(),
        "unread": world.chat.unread(),
        "callback_url": world.config.callback_url,
        "follows": bool(world.config.clock_url),
    }


def _message_html(world: World, courier: Courier, message: Message) -> Markup:
    before = world.chat.before(message)
    paused = before is None or abs(message.at - before.at) >= PAUSE
    asked = {one["question_key"]: one for one in questions(message.body)}
    chosen = {key: preset(one) for key, one in asked.items()}
    html = templates.get_template("message.html").render(
        message=message,
        me=message.userid,
        name=world.played(message.userid).name,
        app_name=world.config.app_name,
        separator=moment(message.at) if paused and message.shown else "",
        delivery=courier.get(message.delivery_id),
        chosen=chosen | (message.card.selected if message.card else {}),
        size_of=_size_of(world),
    )
    return Markup(html)  # noqa: S704 — rendered with autoescape on


def _size_of(world: World) -> Any:
    def size_of(media_id: str) -> int:
        media = world.media.ever(media_id)
        return len(media.content) if media else 0

    return size_of


def _preview(world: World, member: Member) -> tuple[str, str]:
    """The conversation list's second line and its time."""
    shown = [one for one in world.chat.of(member.userid) if one.shown]
    if not shown:
        return "还没有消息", ""
    last = shown[-1]
    if "recalled" in last.flags:
        text = "撤回了一条消息"
    else:
        prefix = "[文件] " if last.type == "file" else "[卡片] " if last.card else ""
        text = PLACEHOLDERS.get(last.type) or prefix + plain_text(last)
    return text.replace("\n", " ")[:60], short_moment(last.at)
