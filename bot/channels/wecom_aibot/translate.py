"""From the AI bot's JSON to an IncomingMessage (pages 100719, 101027)."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field

from bot.channels.wecom_app.crypto import Unreadable
from bot.channels.wecom_app.translate import LABEL_MARK, Nature
from handlers.turn.message import Attachment, Choice, IncomingMessage

CHANNEL: Final = "aibot"
_LONGEST_ID: Final = 256
MOST_QUOTED: Final = 200  # characters; what is longer is an article, not the start of a question
_MENTION: Final = re.compile(r"@\S+(?:[\s\u2005]+|$)")
_MEDIA: Final = ("file", "image", "video")
_WITH_WORDS: Final = ("text", "voice")


@dataclass(frozen=True)
class Arrival:
    """`media_url` is where what was sent lies for five minutes, encrypted with the bot's key.

    `more_urls`: further pictures of the same message, pages of one paper. `late_url` takes one
    answer that comes too late for the callback. `quoted` is the text quoted; `quote_unread`: it
    is too long to be read.
    """

    # Kept in the outbox under its first name: an arrival of an older release is taken over too.
    message: Annotated[IncomingMessage, Field(alias="inquiry")]
    nature: Nature
    label: str = ""
    quoted: str = ""
    media_url: str = ""
    late_url: str = ""
    more_urls: tuple[str, ...] = ()
    quote_unread: bool = False


@dataclass(frozen=True)
class Refresh:
    """WeCom asks how far the answer with this stream id is."""

    stream_id: str


@dataclass(frozen=True)
class Judgement:
    """What a member thinks of the answer that bears this id; `kind` and `reasons` as sent."""

    sender: str
    answer_id: str
    kind: int
    reasons: tuple[int, ...] = ()
    content: str = ""


def read_json(text: str) -> Mapping[str, Any]:
    """Raises Unreadable."""
    try:
        fields = json.loads(text)
    except ValueError as error:
        raise Unreadable from error
    if not isinstance(fields, dict):
        raise Unreadable
    return fields


def translate(fields: Mapping[str, Any], at: datetime) -> Arrival | Refresh | Judgement:
    """Raises Unreadable where the sender or the message's identity is missing."""
    kind = _text(fields, "msgtype")
    if kind == "stream":
        return Refresh(_text(_part(fields, "stream"), "id"))
    sender, number = _text(_part(fields, "from"), "userid"), _text(fields, "msgid")
    if not sender or not number or not kind:
        raise Unreadable
    group = _text(fields, "chatid") if fields.get("chattype") == "group" else None
    about = IncomingMessage(message_id_of(number), sender, CHANNEL, at, group=group)
    late_url = _text(fields, "response_url")
    if kind == "event":
        return _judgement(fields, sender) or _event(fields, about, late_url)
    return _message(fields, kind, about, late_url)


def message_id_of(number: str) -> str:
    """The inbox's key; its last part is the id of the stream that answers."""
    return f"{CHANNEL}:{hashlib.sha256(number.encode()).hexdigest()[:40]}"


def stream_of(message_id: str) -> str:
    """The id of the stream in which a message is answered."""
    return message_id.partition(":")[2]


def _message(
    fields: Mapping[str, Any], kind: str, about: IncomingMessage, late_url: str
) -> Arrival:
    quote = _part(fields, "quote")
    quoted_kind = _text(quote, "msgtype")
    words, media_kind, urls = _content(fields, kind)
    quoted, quoted_media, quoted_urls = _content(quote, quoted_kind)
    if not media_kind and quoted_media:
        media_kind, urls = quoted_media, quoted_urls
    attachment = Attachment(media_kind) if media_kind else None
    if attachment is None and kind not in (*_WITH_WORDS, "mixed"):
        attachment = Attachment("unknown")
    text = _MENTION.sub("", words).strip() if about.group else words.strip()
    message = replace(about, text=text or None, attachment=attachment)
    nature = Nature.SENT if attachment else Nature.SAID
    short = quoted if len(quoted) <= MOST_QUOTED else ""
    return Arrival(
        message,
        nature,
        quoted=short,
        media_url=next(iter(urls), ""),
        late_url=late_url,
        more_urls=urls[1:],
        quote_unread=short != quoted,
    )


def _content(fields: Mapping[str, Any], kind: str) -> tuple[str, str, tuple[str, ...]]:
    """Words, kind of what was sent beside them, and where each piece of that lies."""
    if kind in _WITH_WORDS:
        return _text(_part(fields, kind), "content"), "", ()
    if kind in _MEDIA:
        return "", kind, (_text(_part(fields, kind), "url"),)
    items = _part(fields, "mixed").get("msg_item", []) if kind == "mixed" else []
    parts = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    words = " ".join(_text(_part(one, "text"), "content") for one in parts).strip()
    urls = [_text(_part(one, "image"), "url") for one in parts if "image" in one]
    found = tuple(url for url in urls if url)
    return words, "image" if found else "", found


def _judgement(fields: Mapping[str, Any], sender: str) -> Judgement | None:
    """Of an event on an answer of ours; None for every other one."""
    body = _part(fields, "event")
    if _text(body, "eventtype") != "feedback_event":
        return None
    told = _part(body, "feedback_event")
    kind, reasons = told.get("type"), told.get("inaccurate_reason_list")
    numbers = [one for one in reasons if isinstance(one, int)] if isinstance(reasons, list) else []
    return Judgement(
        sender,
        _text(told, "id")[:_LONGEST_ID],
        kind if isinstance(kind, int) else 0,
        tuple(numbers),
        _text(told, "content"),
    )


def _event(fields: Mapping[str, Any], about: IncomingMessage, late_url: str) -> Arrival:
    body = _part(fields, "event")
    event = _text(body, "eventtype")
    if event == "template_card_event":
        pressed = _part(body, event)
        key = _text(pressed, "event_key")
        option, _, label = key.rpartition(LABEL_MARK) if LABEL_MARK in key else (key, "", "")
        choice = Choice(option, _text(pressed, "task_id"))
        message = replace(about, choice=choice, event=event)
        return Arrival(message, Nature.PRESSED, label, late_url=late_url)
    nature = Nature.GREETED if event == "enter_chat" else Nature.NOTICED
    return Arrival(replace(about, event=event), nature)


def _part(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
