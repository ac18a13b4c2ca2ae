"""The one late answer to a message: POST to its response_url (page 101138)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from simulator.aibot.cards import check_feedback, show_card
from simulator.aibot.replies import STREAM_BYTES
from simulator.api.gate import OK, ApiRoute, JsonBody, WorldOf
from simulator.bot_state import GROUP, RESPONSE_SECONDS
from simulator.errors import ApiError
from simulator.world import World

router = APIRouter(prefix="/aibot", route_class=ApiRoute)


@router.post("/response")
def respond(request: JsonBody, world: WorldOf, response_code: str = "") -> dict[str, Any]:
    with world.lock:
        bot = world.bot
        allowed = bot.response_urls.get(response_code)
        too_late = allowed and world.clock.timestamp() - allowed.issued >= RESPONSE_SECONDS
        if allowed is None or allowed.used or too_late:
            raise ApiError(60140)
        kind = request.get("msgtype")
        part = request.get(str(kind))
        if kind not in ("markdown", "template_card") or not isinstance(part, dict):
            raise ApiError(40008, f"msgtype {kind!r}")
        if kind == "template_card":
            if allowed.conversation == GROUP:
                raise ApiError(40008, "template_card is for single chats only")
            show_card(bot, allowed.conversation, part)
        else:
            _markdown(world, allowed.conversation, part, allowed.message_id)
        allowed.used = True
        bot.ends(allowed.userid, allowed.message_id)
    return dict(OK)


def _markdown(world: World, conversation: str, part: dict[str, Any], quoted: int | None) -> None:
    content = part.get("content")
    if not isinstance(content, str) or not content:
        raise ApiError(44004, "markdown.content")
    if len(content.encode()) > STREAM_BYTES:
        raise ApiError(40058, f"markdown.content exceed max length {STREAM_BYTES}")
    feedback = check_feedback(part)
    bot, now = world.bot, world.clock.now()
    body = {"content": content}
    message = bot.chat.add(conversation, "out", "markdown", body, now, world.ids.text(32))
    message.quoted = quoted if conversation == GROUP else None
    if feedback:
        bot.feedback_ids[message.id] = feedback
