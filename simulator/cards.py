"""What makes a template card acceptable (page 90236, 模板卡片消息)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from simulator.errors import ApiError

CARD_TYPES = (
    "text_notice",
    "news_notice",
    "button_interaction",
    "vote_interaction",
    "multiple_interaction",
)
INTERACTIVE = CARD_TYPES[2:]
TASK_ID = re.compile(r"[A-Za-z0-9_\-@]{1,128}\Z")

# Characters a client shows before it cuts; only recommendations, so only warned about.
SHOWN_LENGTHS = {
    "source.desc": 20,
    "main_title.title": 36,
    "main_title.desc": 44,
    "emphasis_content.title": 14,
    "emphasis_content.desc": 22,
    "sub_title_text": 160,
    "horizontal_content_list.keyname": 5,
    "horizontal_content_list.value": 30,
    "vertical_content_list.title": 38,
    "vertical_content_list.desc": 160,
    "jump_list.title": 18,
    "button_list.text": 10,
    "checkbox.option_list.text": 17,
}
# Entries a list may hold; more is refused.
COUNTS = {
    "horizontal_content_list": (0, 6),
    "vertical_content_list": (0, 4),
    "jump_list": (0, 3),
    "action_menu.action_list": (1, 3),
    "button_selection.option_list": (1, 10),
    "button_list": (1, 6),
    "checkbox.option_list": (1, 20),
    "select_list": (1, 3),
    "select_list.option_list": (1, 10),
}
OBJECTS = (
    "source",
    "action_menu",
    "main_title",
    "quote_area",
    "emphasis_content",
    "image_text_area",
    "card_image",
    "card_action",
    "button_selection",
    "checkbox",
    "submit_button",
)
REQUIRED = {
    "text_notice": ("card_action",),
    "news_notice": ("main_title.title", "card_action"),
    "button_interaction": ("main_title.title", "button_list"),
    "vote_interaction": ("checkbox", "submit_button.key", "submit_button.text"),
    "multiple_interaction": ("select_list", "submit_button.key", "submit_button.text"),
}


def check_card(card: object, shown: Mapping[str, int] = SHOWN_LENGTHS) -> list[str]:
    """The warnings a card earns; raises ApiError for what the server would refuse."""
    if not isinstance(card, dict):
        raise ApiError(40058, "template_card missing or not an object")
    kind = card.get("card_type")
    if kind not in CARD_TYPES:
        raise ApiError(40058, f"template_card.card_type {kind!r} invalid")
    for name in OBJECTS:
        if not isinstance(card.get(name, {}), dict):
            raise _wrong(name, "must be an object")
    for path in REQUIRED[kind]:
        if not any(values_at(card, path)):
            raise _wrong(path, "missing")
    if kind == "text_notice" and not (
        any(values_at(card, "main_title.title")) or card.get("sub_title_text")
    ):
        raise _wrong("main_title.title", "and sub_title_text both missing")
    _check_counts(card)
    _check_targets(card)
    return list(_too_long(card, shown))


def check_task_id(card: dict[str, Any], used: Iterable[str]) -> None:
    """Interactive cards and those with a menu carry an id unique to the app."""
    task_id = card.get("task_id", "")
    needed = card["card_type"] in INTERACTIVE or "action_menu" in card
    if not task_id and not needed:
        return
    if not isinstance(task_id, str) or not TASK_ID.match(task_id):
        raise _wrong("task_id", "must be 1-128 of A-Za-z0-9_-@")
    if task_id in set(used):
        raise _wrong("task_id", "duplicated")


def values_at(node: object, path: str) -> Iterator[object]:
    """Every value at a dotted path; lists on the way are entered."""
    if not path:
        yield node
        return
    name, _, rest = path.partition(".")
    for one in node if isinstance(node, list) else [node]:
        if isinstance(one, dict) and name in one:
            yield from values_at(one[name], rest)


def _check_counts(card: dict[str, Any]) -> None:
    for path, (least, most) in COUNTS.items():
        for entries in values_at(card, path):
            if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
                raise _wrong(path, "must be a list of objects")
            if not least <= len(entries) <= most:
                raise _wrong(path, f"size {len(entries)} not in {least}..{most}")


def _check_targets(card: dict[str, Any]) -> None:
    action = card.get("card_action", {})
    if action.get("type") == 1 and not action.get("url"):
        raise _wrong("card_action.url", "missing")
    for button in card.get("button_list", []):
        target = "url" if button.get("type") == 1 else "key"
        if not button.get("text") or not button.get(target):
            raise _wrong(f"button_list.{target}", "or text missing")
    for path in ("checkbox", "button_selection", "select_list"):
        for asked in values_at(card, path):
            for one in asked if isinstance(asked, list) else [asked]:
                _check_question(path, one)


def _check_question(path: str, question: Any) -> None:
    if not question.get("question_key"):
        raise _wrong(f"{path}.question_key", "missing")
    for option in question.get("option_list", []):
        if not option.get("id") or not option.get("text"):
            raise _wrong(f"{path}.option_list", "needs id and text")


def _too_long(card: dict[str, Any], shown: Mapping[str, int]) -> Iterator[str]:
    for path, most in shown.items():
        for text in values_at(card, path):
            if isinstance(text, str) and len(text) > most:
                yield f"{path}: {len(text)} > {most}"


def _wrong(path: str, problem: str) -> ApiError:
    return ApiError(40058, f"template_card.{path} {problem}")
