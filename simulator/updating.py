"""What happens to messages after they were sent: cards updated, messages recalled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simulator.cards import INTERACTIVE, check_card
from simulator.chat import Message
from simulator.errors import ApiError
from simulator.sending import check_agent, find_recipients
from simulator.world import World

CODE_LIFETIME = 72 * 3600  # seconds, page 94888
RECALLABLE = timedelta(hours=24)  # page 94867


def update_by_code(world: World, request: dict[str, Any]) -> dict[str, Any]:
    """message/update_template_card."""
    check_agent(world, request)
    copies, invalid = _addressed(world, request)
    change = _change(request)
    code = str(request.get("response_code", ""))
    allowed = world.response_codes.get(code)
    if allowed is None or world.clock.timestamp() - allowed.issued >= CODE_LIFETIME:
        raise ApiError(60140)
    del world.response_codes[code]  # works once
    for message in world.chat.sent_as(allowed.msgid):
        userid = message.userid.casefold()
        if userid in allowed.userids and (copies is None or userid in copies):
            _apply(world, message, change)
    return {"errcode": 0, "errmsg": "ok", "invaliduser": invalid}


def replace_button(world: World, message: Message, text: str) -> None:
    """The card stays, its buttons become one grey text."""
    if message.card:
        message.card.state = "done"
        message.card.replace_text = text
        message.card.updates += 1
        world.chat.touch(message)


def replace_card(world: World, message: Message, card: dict[str, Any]) -> None:
    if message.card is None:
        return
    text = str(card.get("replace_text", ""))
    message.body = {key: value for key, value in card.items() if key != "replace_text"}
    message.card.state = "done" if text or card["card_type"] not in INTERACTIVE else "open"
    message.card.replace_text = text
    message.card.updates += 1
    message.warnings = check_card(message.body)
    world.chat.touch(message)


def recall(world: World, msgid: object) -> dict[str, Any]:
    copies = world.chat.sent_as(msgid) if isinstance(msgid, str) else []
    if not copies or any("passive" in message.flags for message in copies):
        raise ApiError(40035, "msgid")
    if world.clock.now() - copies[0].at > RECALLABLE:
        raise ApiError(40035, "msgid older than 24 hours")
    for message in copies:
        message.flag("recalled")
        world.chat.touch(message)
    return {"errcode": 0, "errmsg": "ok"}


def _addressed(world: World, request: dict[str, Any]) -> tuple[set[str] | None, list[str]]:
    """Casefolded userids the update is for (None: all), and those that do not exist."""
    if request.get("atall") == 1:
        return None, []
    joined = {
        "touser": "|".join(map(str, request.get("userids", []))),
        "toparty": "|".join(map(str, request.get("partyids", []))),
        "totag": "|".join(map(str, request.get("tagids", []))),
    }
    found = find_recipients(world, joined)
    members = {member.userid.casefold() for member in found.members}
    return members, [userid.lower() for userid in found.invalid_users]


def _change(request: dict[str, Any]) -> str | dict[str, Any]:
    """A new text for the buttons, or a whole new card."""
    button = request.get("button")
    if isinstance(button, dict) and button.get("replace_name"):
        return str(button["replace_name"])
    card = request.get("template_card")
    if isinstance(card, dict):
        check_card(card)
        return card
    raise ApiError(40058, "button.replace_name and template_card both missing")


def _apply(world: World, message: Message, change: str | dict[str, Any]) -> None:
    if isinstance(change, str):
        replace_button(world, message, change)
    else:
        replace_card(world, message, change)
