"""Passive replies: opened, checked against what they may answer, shown (page 90241)."""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from simulator.card_xml import card_from_xml
from simulator.cards import check_card
from simulator.content import TEXT_BYTES, cut_bytes
from simulator.crypto import CryptoError
from simulator.errors import ApiError
from simulator.updating import replace_button, replace_card
from simulator.world import World

MESSAGE_REPLIES = ("text", "image", "voice", "video", "news")
CARD_REPLIES = ("update_button", "update_template_card")
MESSAGE_TYPES = ("text", "image", "voice", "video", "location", "link", "file")
ANSWERABLE_EVENTS = (
    "subscribe",
    "enter_agent",
    "LOCATION",
    "click",
    "view",
    "view_miniprogram",
    "scancode_waitmsg",
    "template_card_menu_event",
)


# The member who wrote or clicked, and the clicked card's message id (None for messages).
Asked = tuple[str, int | None]


class BadReply(Exception):
    """A reply the service would throw away; its text says why."""


def allowed_replies(kind: str) -> tuple[str, ...]:
    """Reply types that may answer a message type or an event."""
    if kind == "template_card_event":
        return CARD_REPLIES
    return MESSAGE_REPLIES if kind in MESSAGE_TYPES + ANSWERABLE_EVENTS else ()


def open_reply(world: World, body: str) -> dict[str, Any]:
    """The decrypted fields of a reply envelope; raises BadReply."""
    outer = _parse(body)
    names = ("Encrypt", "MsgSignature", "TimeStamp", "Nonce")
    missing = [name for name in names if not isinstance(outer.get(name), str)]
    if missing:
        raise BadReply(f"回复外层缺少 {'、'.join(missing)}")
    try:
        world.crypto.check_signature(
            outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"], outer["Encrypt"]
        )
        return _parse(world.crypto.decrypt(outer["Encrypt"]))
    except CryptoError as error:
        raise BadReply(f"回复{error}") from error


def apply_reply(world: World, reply: dict[str, Any], kind: str, asked: Asked) -> str:
    """Show a reply to the member it answers; gives its type. Raises BadReply."""
    userid, message_id = asked
    reply_type = str(reply.get("MsgType", ""))
    if reply_type not in allowed_replies(kind):
        raise BadReply(f"{kind} 不能用 {reply_type or '空类型'} 回复")
    if str(reply.get("ToUserName", "")).casefold() != userid.casefold():
        raise BadReply("回复的 ToUserName 不是发信人")
    if reply.get("FromUserName") != world.config.corp_id:
        raise BadReply("回复的 FromUserName 不是企业")
    if reply_type in CARD_REPLIES:
        _update_clicked_card(world, reply, reply_type, message_id)
    else:
        _show(world, reply, reply_type, userid)
    return reply_type


def _update_clicked_card(
    world: World, reply: dict[str, Any], reply_type: str, message_id: int | None
) -> None:
    message = world.chat.get(message_id or 0)
    if message is None:
        raise BadReply("没有可更新的卡片")
    if reply_type == "update_button":
        name = (reply.get("Button") or {}).get("ReplaceName")
        if not name:
            raise BadReply("update_button 缺少 ReplaceName")
        replace_button(world, message, name)
        return
    card = card_from_xml(reply.get("TemplateCard") or {})
    try:
        check_card(card)
    except ApiError as error:
        raise BadReply(f"update_template_card：{error.detail}") from error
    replace_card(world, message, card)


def _show(world: World, reply: dict[str, Any], reply_type: str, userid: str) -> None:
    body, media_id, cut = _body(reply, reply_type)
    media = None
    if media_id:
        try:
            media = world.media.valid(media_id)
        except ApiError as error:
            raise BadReply("回复的 MediaId 无效或已过期") from error
    msgid = world.ids.text(64)
    message = world.chat.add(userid, "out", reply_type, body, world.clock.now(), msgid)
    message.flag("passive")
    if cut:
        message.flag("cut")
    if media:
        message.attachment = media.as_attachment()


def _body(reply: dict[str, Any], reply_type: str) -> tuple[dict[str, Any], str, bool]:
    """The message's body, the media it shows, and whether it was cut."""
    if reply_type == "text":
        content = reply.get("Content") or ""
        if not content:
            raise BadReply("回复的 Content 是空的")
        kept = cut_bytes(content, TEXT_BYTES)
        return {"content": kept}, "", kept != content
    if reply_type == "news":
        return {"articles": _articles(reply)}, "", False
    part = reply.get(reply_type.capitalize()) or {}
    media_id = str(part.get("MediaId", ""))
    body = {"media_id": media_id}
    body |= {name.lower(): part[name] for name in ("Title", "Description") if part.get(name)}
    return body, media_id or "-", False


def _articles(reply: dict[str, Any]) -> list[dict[str, Any]]:
    items = (reply.get("Articles") or {}).get("item", [])
    if not 1 <= len(items) <= 8:
        raise BadReply("图文回复须有 1 到 8 条")
    return [{name.lower(): value or "" for name, value in item.items()} for item in items]


def _parse(body: str) -> dict[str, Any]:
    try:
        parsed = xmltodict.parse(body, force_list=("item",))
    except ExpatError as error:
        raise BadReply("回复不是 XML") from error
    fields = parsed.get("xml")
    if not isinstance(fields, dict):
        raise BadReply("回复不是 <xml> 结构")
    return fields
