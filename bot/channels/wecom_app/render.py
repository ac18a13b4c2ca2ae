"""A Reply in WeCom's shapes: text that fits, the rest as further messages, options as a card."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from bot.channels.wecom_app.translate import LABEL_MARK
from handlers.turn.reply import Link, Option, Push, Reply

TEXT_BYTES: Final = 2048  # page 90236; the rest is cut off, in the middle of a character if need be
CARD_BUTTONS: Final = 6
BUTTON_CHARACTERS: Final = 10
KEY_BYTES: Final = 1024
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+[”’」）]*|[^。！？；\n]+")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Payload = dict[str, Any]


@dataclass(frozen=True)
class Rendered:
    """`first` may be the passive answer; `later` goes through the outbox, in this order."""

    first: str
    later: tuple[Payload, ...]


def render(reply: Reply, public_url: str, message_id: str, said: str = "") -> Rendered:
    """A choice is a card or numbered text, never both. `said`: the message that is answered."""
    first, *rest = pieces(full_text(reply, public_url))
    later: list[Payload] = [text_payload(one) for one in rest]
    if fits_card(reply.options):
        later.append({"kind": "card", "template_card": card(reply, message_id, said)})
    later += [{"kind": "file", "blob": one.blob, "name": one.name} for one in reply.files]
    for batch in reply.batches:
        later.append({"kind": "file", "name": batch.name, "batch": asdict(batch)})
        done = "，全部做好了。" if batch.last == batch.of else "，接着做。"
        later.append(text_payload(f"已做好{batch.last}份，共{batch.of}份{done}"))
    return Rendered(first, tuple(later))


def full_text(reply: Reply, public_url: str) -> str:
    """All of a reply as text, options numbered where they fit no card."""
    lines = [plain(reply.text)]
    if reply.batches:
        lines.append(f"也在分{len(reply.batches)}包做，做好一包就发到这里一包。")
    if not fits_card(reply.options):
        lines += numbered(reply.options)
    lines += [anchor(one, public_url) for one in reply.links]
    return "\n".join(lines)


def numbered(options: Sequence[Option]) -> list[str]:
    """A choice where no card can be shown."""
    return [f"{number}. {plain(one.label)}" for number, one in enumerate(options, 1)]


def plain(text: str) -> str:
    """Text that cannot be taken for a link of ours, whatever somebody's words contained."""
    return _NOT_IN_XML.sub("", re.sub(r"<(?=\s*/?\s*a\b)", "＜", text, flags=re.IGNORECASE))


def anchor(link: Link, public_url: str) -> str:
    """A link as WeCom's text messages take it."""
    return f'<a href="{public_url}{link.path}">{plain(link.label)}</a>'


def push_payload(push: Push, public_url: str) -> Payload:
    """A notice to somebody else; shortened to its first message if it is too long for one."""
    tail = f"\n{anchor(push.link, public_url)}" if push.link else ""
    payload = text_payload(plain(push.text) + tail)
    author: Payload = {"author": {"to": push.author, "whom": push.whom}} if push.author else {}
    about: Payload = {"about": {"papers": list(push.papers)}} if push.papers else {}
    season: Payload = {"plan": push.season} if push.season else {}
    return {**payload, **author, **about, **season}


def text_payload(text: str) -> Payload:
    """A text message for the outbox."""
    return {"kind": "text", "text": text}


def pieces(text: str, limit: int = TEXT_BYTES) -> list[str]:
    """Cut at line ends or sentence ends, inside a sentence only where one alone is too long."""
    found: list[str] = []
    current = ""
    for part in _parts(text, limit):
        if current and _size((current + part).rstrip()) > limit:
            found.append(current.strip("\n"))
            current = ""
        current += part
    return [*found, current.strip("\n")]


def _parts(text: str, limit: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if _size(line.rstrip()) <= limit and (_is_anchor(line) or _size(line) <= limit // 2):
            yield line
            continue
        for sentence in _SENTENCE.findall(line):
            yield from _chunks(sentence, limit)


def _is_anchor(line: str) -> bool:
    return line.startswith("<a ")


def _chunks(sentence: str, limit: int) -> Iterator[str]:
    """Whole characters only; a character is at most 4 bytes long."""
    while _size(sentence) > limit:
        head = sentence.encode()[:limit].decode(errors="ignore")
        yield head
        sentence = sentence[len(head) :]
    yield sentence


def _size(text: str) -> int:
    return len(text.encode())


def fits_card(options: Sequence[Option]) -> bool:
    """Whether a card can show them all, each in full."""
    return 1 <= len(options) <= CARD_BUTTONS and all(
        len(one.label) <= BUTTON_CHARACTERS and _size(button_key(one)) <= KEY_BYTES
        for one in options
    )


def button_key(option: Option) -> str:
    """The label travels with the key, so that the pressed card can show what was chosen."""
    return f"{option.key}{LABEL_MARK}{option.label}"


@dataclass(frozen=True)
class CardLimits:
    """Characters a client shows of a card's two lines."""

    title: int
    desc: int


IN_APP: Final = CardLimits(36, 44)  # page 90236


def card(reply: Reply, message_id: str, said: str = "", limits: CardLimits = IN_APP) -> Payload:
    """A button_interaction card that says what it asks and to which words it belongs.

    It may come long after them. Its task id is the same for the same message, whoever makes it.
    """
    title = {"title": clipped(plain(reply.asked), limits.title)}
    quoted = " ".join(plain(said).split())
    if quoted:
        title["desc"] = clipped(f"您说的：{quoted}", limits.desc)
    return {
        "card_type": "button_interaction",
        "main_title": title,
        "task_id": task_id(message_id),
        "button_list": [
            {"text": one.label, "style": 1, "key": button_key(one)} for one in reply.options
        ],
    }


def clipped(text: str, longest: int) -> str:
    """The text, or as much of it as fits with what shows that it goes on."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def task_id(message_id: str) -> str:
    """The id of the card that goes with the answer to a message."""
    return "choice-" + hashlib.sha256(message_id.encode()).hexdigest()[:32]


def passive_text(to: str, corp_id: str, timestamp: str, content: str) -> str:
    """A text as the answer to a callback itself."""
    return _passive(to, corp_id, timestamp, "text", {"Content": content})


def passive_button(to: str, corp_id: str, timestamp: str, label: str) -> str:
    """Replaces the buttons of the pressed card by one line: what was chosen."""
    return _passive(to, corp_id, timestamp, "update_button", {"Button": {"ReplaceName": label}})


def _passive(
    to: str, corp_id: str, timestamp: str, kind: str, body: Mapping[str, str | Mapping[str, str]]
) -> str:
    head = {
        "ToUserName": to,
        "FromUserName": corp_id,
        "CreateTime": timestamp,
        "MsgType": kind,
    }
    return f"<xml>{_elements({**head, **body})}</xml>"


def _elements(fields: Mapping[str, str | Mapping[str, str]]) -> str:
    return "".join(f"<{name}>{_element(value)}</{name}>" for name, value in fields.items())


def _element(value: str | Mapping[str, str]) -> str:
    return escape(_NOT_IN_XML.sub("", value)) if isinstance(value, str) else _elements(value)
