"""A message as JSON: what the member sees, with what a test wants to know besides."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from simulator.chat import Message
from simulator.delivery import Courier


def message_json(message: Message, courier: Courier) -> dict[str, Any]:
    delivery = courier.get(message.delivery_id)
    return {
        "id": message.id,
        "userid": message.userid,
        "direction": message.direction,
        "type": message.type,
        "text": plain_text(message),
        "body": message.body,
        "at": message.at.isoformat(timespec="seconds"),
        "msgid": message.msgid,
        "flags": message.flags,
        "warnings": message.warnings,
        "attachment": message.attachment,
        "card": asdict(message.card) if message.card else None,
        "delivery": delivery.as_json() if delivery else None,
    }


def plain_text(message: Message) -> str:
    """Everything readable in it, in reading order; what previews and assertions look at."""
    if message.attachment:
        name = str(message.attachment["name"])
        return " ".join([name, *_words({**message.body, "media_id": ""})])
    return "\n".join(_words(message.body))


READ = (
    "content",
    "title",
    "desc",
    "description",
    "quote_text",
    "keyname",
    "value",
    "text",
    "sub_title_text",
    "label",
    "btntxt",
)


# A card is read in its own order, whatever the order of the fields in the request.
_FIRST = (
    "source",
    "main_title",
    "title",
    "desc",
    "quote_area",
    "quote_text",
    "keyname",
    "value",
    "sub_title_text",
    "horizontal_content_list",
    "checkbox",
    "select_list",
    "option_list",
    "button_list",
)


def _in_reading_order(fields: dict[str, Any]) -> list[tuple[str, Any]]:
    place = {name: number for number, name in enumerate(_FIRST)}
    return sorted(fields.items(), key=lambda field: place.get(field[0], len(_FIRST)))


def _words(node: object) -> list[str]:
    if isinstance(node, list):
        return [word for one in node for word in _words(one)]
    if not isinstance(node, dict):
        return []
    words: list[str] = []
    for key, value in _in_reading_order(node):
        if isinstance(value, str):
            words += [value] if key in READ and value else []
        else:
            words += _words(value)
    return words
