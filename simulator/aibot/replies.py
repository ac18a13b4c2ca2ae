"""Answers of the AI bot's callback: opened, checked, shown (page 101031)."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from simulator.aibot.cards import check_feedback, show_card, update_card
from simulator.bot_state import BotState, Stream
from simulator.crypto import CryptoError
from simulator.errors import ApiError
from simulator.media import LOOKS_RIGHT, MEGABYTE
from simulator.replies import BadReply

STREAM_BYTES = 20480
MOST_IMAGES = 10
IMAGE_MEGABYTES = 10
MESSAGES = ("text", "image", "mixed", "voice", "file", "video")
TO_MESSAGE = ("stream", "template_card", "stream_with_template_card")
# The card of a stream may come with any of its packets, once (page 101031).
TO_REFRESH = ("stream", "stream_with_template_card")
TO_ENTER = ("text", "template_card")


@dataclass(frozen=True)
class Asked:
    """What is answered: a message, an event or a refresh of `stream`."""

    kind: str
    userid: str
    conversation: str
    message_id: int | None
    at: int
    stream: Stream | None = None


def open_bot_reply(bot: BotState, body: str, nonce: str) -> dict[str, Any]:
    """The decrypted JSON of a reply; raises BadReply."""
    outer = _parsed(body)
    for name, kind in (("encrypt", str), ("msgsignature", str), ("timestamp", int), ("nonce", str)):
        if not isinstance(outer.get(name), kind) or isinstance(outer.get(name), bool):
            raise BadReply(f"回复外层的 {name} 缺失或类型不对")
    if outer["nonce"] != nonce:
        raise BadReply("回复的 nonce 不是回调地址里的 nonce")
    try:
        bot.crypto.check_signature(
            outer["msgsignature"], str(outer["timestamp"]), nonce, outer["encrypt"]
        )
        return _parsed(bot.crypto.decrypt(outer["encrypt"]))
    except CryptoError as error:
        raise BadReply(f"回复{error}") from error


def apply_bot_reply(bot: BotState, reply: dict[str, Any], asked: Asked) -> Stream | None:
    """Shows a reply; gives the stream to go on refreshing. Raises BadReply."""
    try:
        return _applied(bot, reply, asked)
    except ApiError as error:
        raise BadReply(error.detail) from error


def type_of(reply: dict[str, Any]) -> str:
    return str(reply.get("msgtype") or reply.get("response_type") or "")


def allowed(kind: str) -> tuple[str, ...]:
    if kind == "stream":
        return TO_REFRESH
    if kind == "enter_chat":
        return TO_ENTER
    if kind == "template_card_event":
        return ("update_template_card",)
    return TO_MESSAGE if kind in MESSAGES else ()


def _applied(bot: BotState, reply: dict[str, Any], asked: Asked) -> Stream | None:
    kind = type_of(reply)
    if kind not in allowed(asked.kind):
        raise BadReply(f"{asked.kind} 不能用 {kind or '空类型'} 回复")
    card = reply.get("template_card")
    if kind == "update_template_card":
        _update(bot, card, asked)
        return None
    if kind == "text":
        _text(bot, reply, asked)
        return None
    if kind == "template_card":
        show_card(bot, asked.conversation, _object(card, "template_card"))
        bot.ends(asked.userid, asked.message_id)
        return None
    stream = _stream(bot, _object(reply.get("stream"), "stream"), asked)
    if kind == "stream_with_template_card":
        if stream.carded:
            raise BadReply("同一条消息的卡片只能回复一次")
        show_card(bot, asked.conversation, _object(card, "template_card"))
        stream.carded = True
    return stream


def _text(bot: BotState, reply: dict[str, Any], asked: Asked) -> None:
    content = _object(reply.get("text"), "text").get("content")
    if not isinstance(content, str) or not content:
        raise BadReply("text.content 是空的")
    msgid = bot.ids.text(32)
    bot.chat.add(asked.conversation, "out", "text", {"content": content}, bot.clock.now(), msgid)


def _update(bot: BotState, card: object, asked: Asked) -> None:
    message = bot.chat.get(asked.message_id or 0)
    if message is None:
        raise BadReply("没有可更新的卡片")
    update_card(bot, message, _object(card, "template_card"))


def _stream(bot: BotState, part: dict[str, Any], asked: Asked) -> Stream:
    id, content, finish = part.get("id"), part.get("content", ""), part.get("finish", False)
    if not isinstance(id, str) or not id or not isinstance(finish, bool):
        raise BadReply("stream.id 或 stream.finish 不对")
    if not isinstance(content, str) or len(content.encode()) > STREAM_BYTES:
        raise BadReply(f"stream.content 不是字符串，或超过 {STREAM_BYTES} 字节")
    images = _images(part, finish)
    body = {"id": id, "content": content, "finish": finish, "images": images}
    stream = asked.stream
    if stream is None:
        feedback = check_feedback(part)
        shown = bot.chat.add(
            asked.conversation, "out", "stream", body, bot.clock.now(), bot.ids.text(32)
        )
        stream = Stream(id, shown, asked.userid, asked.at, asked.message_id or 0)
        if feedback:
            bot.feedback_ids[shown.id] = feedback
    elif id != stream.id:
        raise BadReply("刷新的 stream.id 不是这条流式消息的")
    elif "feedback" in part:
        raise BadReply("stream.feedback 只能在首次回复时带上")
    elif body != stream.shown.body:
        stream.shown.body = body
        bot.chat.touch(stream.shown)
    if finish:
        bot.ends(asked.userid, stream.message_id)
    return stream


def _images(part: dict[str, Any], finish: bool) -> int:
    """How many images the last packet shows."""
    items = part.get("msg_item", [])
    if items and not finish:
        raise BadReply("msg_item 只能在 finish 为 true 时带上")
    if not isinstance(items, list) or len(items) > MOST_IMAGES:
        raise BadReply(f"msg_item 最多 {MOST_IMAGES} 张图片")
    for item in items:
        image = _object(item.get("image") if isinstance(item, dict) else None, "msg_item.image")
        content = b64decode(str(image.get("base64", "")))
        if len(content) > IMAGE_MEGABYTES * MEGABYTE or not LOOKS_RIGHT["image"](content[:16]):
            raise BadReply(f"msg_item.image 须是 {IMAGE_MEGABYTES}MB 以内的 JPG 或 PNG")
        if md5(content, usedforsecurity=False).hexdigest() != image.get("md5"):
            raise BadReply("msg_item.image.md5 不符")
    return len(items)


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadReply(f"{name} 缺失或不是对象")
    return value


def _parsed(body: str) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise BadReply("回复不是 JSON") from error
    return _object(parsed, "回复")
