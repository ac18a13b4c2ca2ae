"""From WeCom's XML to an IncomingMessage (pages 90239, 90240); nothing of it goes further in."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final
from xml.parsers.expat import ExpatError

import xmltodict
from pydantic import Field

from bot.channels.wecom_app.crypto import Unreadable
from handlers.turn.message import Attachment, Choice, IncomingMessage

CHANNEL: Final = "wecom_app"
LABEL_MARK: Final = "#"  # between an option's key and its label in a button's key
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ATTACHMENTS: Final = ("image", "voice", "video", "location", "link", "file")
_CARD_EVENTS: Final = ("template_card_event", "template_card_menu_event")
_GREETINGS: Final = ("subscribe", "enter_agent")


class Nature(StrEnum):
    """How an arrival is to be dealt with."""

    SAID = "said"  # text or a menu entry
    PRESSED = "pressed"  # a card's button: the passive answer can only change the card
    PICKED = "picked"  # a card's menu entry: text may be answered
    SENT = "sent"  # something that is not text
    GREETED = "greeted"
    NOTICED = "noticed"  # nothing to answer


@dataclass(frozen=True)
class Arrival:
    """`label` is what stood on the pressed button."""

    # Kept in the outbox under its first name: an arrival of an older release is taken over too.
    message: Annotated[IncomingMessage, Field(alias="inquiry")]
    nature: Nature
    label: str = ""


def read_xml(text: str) -> Mapping[str, Any]:
    """The fields of one <xml> element; entities are refused. Raises Unreadable."""
    try:
        whole = xmltodict.parse(
            _NOT_IN_XML.sub("", text),
            disable_entities=True,
            force_list=("SelectedItem", "OptionId"),
        )
    except (ExpatError, ValueError) as error:
        raise Unreadable from error
    fields = whole.get("xml")
    if not isinstance(fields, dict):
        raise Unreadable
    return fields


def translate(fields: Mapping[str, Any], at: datetime) -> Arrival:
    """Raises Unreadable where the sender or the message's identity is missing."""
    sender, kind = _text(fields, "FromUserName"), _text(fields, "MsgType")
    if not sender or not kind:
        raise Unreadable
    if kind == "event":
        return _event(fields, sender, at)
    number = _text(fields, "MsgId")
    if not number:
        raise Unreadable
    message_id = f"{CHANNEL}:{number}"
    if kind == "text":
        said = IncomingMessage(message_id, sender, CHANNEL, at, text=_text(fields, "Content"))
        return Arrival(said, Nature.SAID)
    sent = IncomingMessage(message_id, sender, CHANNEL, at, attachment=_attachment(fields, kind))
    return Arrival(sent, Nature.SENT)


def _event(fields: Mapping[str, Any], sender: str, at: datetime) -> Arrival:
    event, key = _text(fields, "Event"), _text(fields, "EventKey")
    message_id = _event_id(fields)
    if event in _CARD_EVENTS:
        option, _, label = key.rpartition(LABEL_MARK) if LABEL_MARK in key else (key, "", "")
        choice = Choice(
            option, _text(fields, "TaskId"), _text(fields, "ResponseCode"), _selected(fields)
        )
        nature = Nature.PRESSED if event == "template_card_event" else Nature.PICKED
        pressed = IncomingMessage(message_id, sender, CHANNEL, at, choice=choice, event=event)
        return Arrival(pressed, nature, label)
    if event == "click":  # our menu's keys are what one would write
        return Arrival(IncomingMessage(message_id, sender, CHANNEL, at, text=key), Nature.SAID)
    nature = Nature.GREETED if event in _GREETINGS else Nature.NOTICED
    return Arrival(IncomingMessage(message_id, sender, CHANNEL, at, event=event), nature)


def _event_id(fields: Mapping[str, Any]) -> str:
    """Events carry no MsgId; sender and second alone would make one of two quick clicks."""
    names = ("FromUserName", "CreateTime", "Event", "EventKey", "TaskId")
    joined = "\n".join(_text(fields, name) for name in names)
    return f"{CHANNEL}:event:{hashlib.sha256(joined.encode()).hexdigest()[:40]}"


def _attachment(fields: Mapping[str, Any], kind: str) -> Attachment:
    """A file never reaches a self-built app officially; it is read in case it does."""
    name = _text(fields, "FileName") or _text(fields, "Title")
    note = _text(fields, "Label") or _text(fields, "Url")
    known = kind if kind in _ATTACHMENTS else "unknown"
    return Attachment(known, _text(fields, "MediaId"), name, note)


def _selected(fields: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    box = fields.get("SelectedItems")
    for item in box.get("SelectedItem", []) if isinstance(box, dict) else []:
        if isinstance(item, dict):
            options = item.get("OptionIds")
            chosen = options.get("OptionId", []) if isinstance(options, dict) else []
            found[_text(item, "QuestionKey")] = tuple(str(one) for one in chosen if one)
    return found


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
