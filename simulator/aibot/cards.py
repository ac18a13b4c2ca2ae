"""The AI bot's template cards: the app's rules with limits of their own (page 101032)."""

from __future__ import annotations

from typing import Any

from simulator.bot_state import BotState
from simulator.cards import check_card, check_task_id, values_at
from simulator.chat import CardState, Message
from simulator.errors import ApiError

SHOWN_LENGTHS = {
    "source.desc": 13,
    "main_title.title": 26,
    "main_title.desc": 30,
    "emphasis_content.title": 10,
    "emphasis_content.desc": 15,
    "sub_title_text": 112,
    "horizontal_content_list.keyname": 5,
    "horizontal_content_list.value": 26,
    "jump_list.title": 13,
    "select_list.title": 13,
    "button_list.text": 10,
}
KEY_BYTES = 1024
FEEDBACK_BYTES = 256
NEEDS_TASK_ID = ("action_menu", "button_list", "button_selection", "checkbox", "select_list")


def check_bot_card(card: dict[str, Any]) -> list[str]:
    """Warnings; raises ApiError for what the service would refuse."""
    warnings = check_card(card, SHOWN_LENGTHS)
    for line in card.get("horizontal_content_list", []):
        if line.get("type", 0) not in (0, 1, 3):
            raise ApiError(40058, "template_card.horizontal_content_list.type not in 0, 1, 3")
    for path in ("button_list.key", "action_menu.action_list.key"):
        if any(len(str(key).encode()) > KEY_BYTES for key in values_at(card, path)):
            raise ApiError(40058, f"template_card.{path} exceed max length {KEY_BYTES}")
    if any(name in card for name in NEEDS_TASK_ID) and not card.get("task_id"):
        raise ApiError(40058, "template_card.task_id missing")
    check_feedback(card)
    return warnings


def check_feedback(part: dict[str, Any]) -> str:
    """The feedback id, empty where there is none."""
    feedback = part.get("feedback", {})
    found = feedback.get("id", "") if isinstance(feedback, dict) else None
    if not isinstance(found, str) or len(found.encode()) > FEEDBACK_BYTES:
        raise ApiError(40058, f"feedback.id not a string of at most {FEEDBACK_BYTES} bytes")
    return found


def show_card(bot: BotState, conversation: str, card: dict[str, Any]) -> Message:
    """Raises ApiError."""
    warnings = check_bot_card(card)
    check_task_id(card, bot.chat.tasks())
    msgid = bot.ids.text(32)
    message = bot.chat.add(conversation, "out", "template_card", card, bot.clock.now(), msgid)
    message.warnings = warnings
    message.card = CardState(card.get("task_id", ""))
    if feedback := check_feedback(card):
        bot.feedback_ids[message.id] = feedback
    return message


def update_card(bot: BotState, message: Message, card: dict[str, Any]) -> None:
    """The answer to a click: the same task, shown anew. Raises ApiError."""
    warnings = check_bot_card(card)
    if message.card is None or card.get("task_id") != message.card.task_id:
        raise ApiError(40058, "template_card.task_id is not that of the clicked card")
    message.body, message.warnings = card, warnings
    message.card.updates += 1
    message.card.state = "done" if card["card_type"].endswith("_notice") else "open"
    bot.chat.touch(message)
