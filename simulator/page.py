"""The chat page: who one plays, the conversation with the app, what changes in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from simulator.actions import preset, questions
from simulator.aibot.control import CourierOf as BotCourierOf
from simulator.api.gate import WorldOf
from simulator.api.media import file_headers
from simulator.bot_state import GROUP
from simulator.chat import Chat, Message
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
GROUP_NAME = "年度考核工作群"
PAUSE = timedelta(minutes=5)  # after which a message gets a time above it
AT_ONCE = 300  # messages a fresh page shows
PLACEHOLDERS = {"image": "[图片]", "voice": "[语音]", "video": "[视频]", "location": "[位置]"}
CHATS = ("app", "bot", "group")
INLINE = {"image": "image/jpeg", "video": "video/mp4"}  # shown in the page, not saved


@dataclass(frozen=True)
class Conversation:
    """One of a member's chats: with the app, alone with the AI bot, or in the group with it."""

    kind: str
    title: str
    key: str
    chat: Chat
    courier: Courier

    @property
    def shown(self) -> list[Message]:
        return [one for one in self.chat.of(self.key) if one.shown]


def conversation(
    world: World, courier: Courier, bot_courier: Courier, kind: str, userid: str
) -> Conversation:
    config = world.config
    if kind == "bot":
        return Conversation(kind, config.bot_name, userid, world.bot.chat, bot_courier)
    if kind == "group":
        return Conversation(kind, GROUP_NAME, GROUP, world.bot.chat, bot_courier)
    return Conversation("app", config.app_name, userid, world.chat, courier)


@router.get("/")
def index(
    request: Request,
    world: WorldOf,
    courier: CourierOf,
    bot_courier: BotCourierOf,
    chat: str = "app",
    played: PlayedCookie = "",
) -> Response:
    """`?as=userid` is the chat; without it, on a phone, the list of people."""
    member = world.contacts.member(request.query_params.get("as", ""))
    kinds = CHATS if world.config.bot_callback_url else CHATS[:1]
    userid = member.userid if member else ""
    chats = [conversation(world, courier, bot_courier, kind, userid) for kind in kinds]
    opened = next((one for one in chats if one.kind == chat), chats[0])
    with world.lock:
        context = _context(world, opened, chats, member)
    response = templates.TemplateResponse(request, "index.html", context)
    if member:
        play_as(member, request, response, played)
    return response


@router.get("/chat/updates")
def updates(
    world: WorldOf,
    courier: CourierOf,
    bot_courier: BotCourierOf,
    userid: str = "",
    since: int = 0,
    read: bool = False,
    chat: str = "app",
) -> dict[str, Any]:
    """What changed after version `since`; polled once a second."""
    member = world.contacts.member(userid)
    opened = conversation(world, courier, bot_courier, chat, member.userid if member else "")
    with world.lock:
        found: dict[str, Any] = {
            "version": opened.chat.version,
            "now": moment(world.clock.now()),
            "at": world.clock.now().strftime("%Y-%m-%dT%H:%M"),
            "clock_error": world.clock_error,
            "faults": world.faults.model_dump(),
            "messages": [],
        }
        if member:
            if read:
                opened.chat.mark_read(opened.key)
            found["messages"] = [
                {"id": one.id, "html": _message_html(world, opened, member, one)}
                for one in opened.chat.of(opened.key, since)
            ]
            found["preview"], found["preview_at"] = _preview(opened)
            menu = world.menu if opened.kind == "app" else None
            found["menu"] = templates.get_template("menu.html").render(menu=menu)
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


def _context(
    world: World, opened: Conversation, chats: list[Conversation], member: Member | None
) -> dict[str, Any]:
    html: list[Markup] = []
    if member:
        opened.chat.mark_read(opened.key)
        shown = opened.chat.of(opened.key)[-AT_ONCE:]
        html = [_message_html(world, opened, member, one) for one in shown]
    return {
        "app_name": opened.title,
        "chat": opened.kind,
        "chats": [(one, *_preview(one)) for one in chats] if member else [],
        "mention": world.bot.mention if opened.kind == "group" else "",
        "groups": groups(world.contacts.members),
        "me": person(member) if member else None,
        "messages": Markup("").join(html),
        "menu": world.menu if opened.kind == "app" else None,
        "version": opened.chat.version,
        "every": world.config.poll_seconds,
        "now": moment(world.clock.now()),
        "at": world.clock.now().strftime("%Y-%m-%dT%H:%M"),
        "clock_error": world.clock_error,
        "faults": world.faults.model_dump(),
        "unread": world.chat.unread(),
        "callback_url": world.config.callback_url,
        "follows": bool(world.config.clock_url),
    }


def _message_html(world: World, opened: Conversation, me: Member, message: Message) -> Markup:
    before = opened.chat.before(message)
    sender = world.contacts.member(message.sender) or me
    quoted = opened.chat.get(message.quoted or 0)
    paused = before is None or abs(message.at - before.at) >= PAUSE
    asked = {one["question_key"]: one for one in questions(message.body)}
    chosen = {key: preset(one) for key, one in asked.items()}
    html = templates.get_template("message.html").render(
        message=message,
        me=me.userid,
        mine=message.direction == "in" and sender == me,
        name=sender.name,
        app_name=world.config.bot_name if opened.kind != "app" else opened.title,
        chat=opened.kind,
        quoted=plain_text(quoted)[:60] if quoted else "",
        feedback=opened.kind != "app" and message.id in world.bot.feedback_ids,
        separator=moment(message.at) if paused and message.shown else "",
        delivery=opened.courier.get(message.delivery_id),
        chosen=chosen | (message.card.selected if message.card else {}),
        size_of=_size_of(world),
    )
    return Markup(html)  # noqa: S704 — rendered with autoescape on


def _size_of(world: World) -> Any:
    def size_of(media_id: str) -> int:
        media = world.media.ever(media_id)
        return len(media.content) if media else 0

    return size_of


def _preview(opened: Conversation) -> tuple[str, str]:
    """The conversation list's second line and its time."""
    shown = opened.shown
    if not shown:
        return "还没有消息", ""
    last = shown[-1]
    if "recalled" in last.flags:
        text = "撤回了一条消息"
    else:
        prefix = "[文件] " if last.type == "file" else "[卡片] " if last.card else ""
        text = PLACEHOLDERS.get(last.type) or prefix + plain_text(last)
    return text.replace("\n", " ")[:60], short_moment(last.at)
