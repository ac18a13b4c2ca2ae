"""A passive reply's TemplateCard XML as the JSON card of message/send (page 90241)."""

from __future__ import annotations

import re
from typing import Any

# Where the JSON name is not the XML name in snake case.
NAMES = {
    "AppId": "appid",
    "CheckBox": "checkbox",
    "KeyName": "keyname",
    "PagePath": "pagepath",
    "UserId": "userid",
}
LISTS = {
    "action_list",
    "button_list",
    "horizontal_content_list",
    "jump_list",
    "option_list",
    "select_list",
    "vertical_content_list",
}
NUMBERS = {"type", "style", "desc_color", "mode"}
BOOLEANS = {"disable", "is_checked"}


def card_from_xml(node: dict[str, Any]) -> dict[str, Any]:
    """Lists are repeated siblings in XML, so a single entry has to become a list again."""
    card: dict[str, Any] = {}
    for tag, value in node.items():
        name = NAMES.get(tag) or re.sub(r"(?<!^)(?=[A-Z])", "_", tag).lower()
        converted = _value(name, value)
        if name in LISTS and not isinstance(converted, list):
            converted = [converted]
        card[name] = converted
    return card


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_value(name, one) for one in value]
    if isinstance(value, dict):
        return card_from_xml(value)
    text = value or ""
    if name in NUMBERS and text.isdecimal():
        return int(text)
    if name in BOOLEANS:
        return text.lower() in ("1", "true")
    return text
