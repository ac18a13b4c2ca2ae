"""A Reply in the AI bot's shapes: markdown in a stream, a card (pages 101031, 101032)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.wecom_app.render import (
    BUTTON_CHARACTERS,
    CardLimits,
    card,
    fits_card,
    numbered,
    pieces,
    plain,
)
from handlers.turn.reply import Link, OutFile, Reply

STREAM_BYTES: Final = 20480
_LIMITS: Final = CardLimits(26, 30)  # page 101032
_CUT: Final = "\n（内容太长，其余请打开网页查看。）"
_OURS: Final = re.compile(r"[\s*_>`#\[\]（）()·]+")

Card = dict[str, Any]
# A page that hands this member a stored file, as a path with its query.
FilePage = Callable[[OutFile, str], str]


@dataclass(frozen=True)
class Answer:
    """What a stream shows in the end, and the one card after it."""

    text: str
    card: Card | None = None

    def to_json(self) -> dict[str, Any]:
        """As kept in the inbox."""
        return {"text": self.text, "card": self.card}


def render(
    reply: Reply,
    public_url: str,
    message_id: str,
    to: str,
    page: FilePage,
    *,
    said: str = "",
    cards: bool = True,
) -> Answer:
    """The bot cannot send files (page 101031): they are handed over as links to a page.

    `cards`: whether the answer goes where a card can stand; a press and a late one cannot have one.
    """
    shown = None
    lines = [markdown(reply.text)]
    if cards and fits_card(reply.options):
        shown = card(reply, message_id, said, _LIMITS)
    else:
        lines += [markdown(line) for line in numbered(reply.options)]
    links = [*reply.links, *(Link(f"下载 {one.name}", page(one, to)) for one in reply.files)]
    lines += [link(one, public_url) for one in links]
    return Answer(fitting("\n".join(lines)), shown)


def markdown(text: str) -> str:
    """Somebody's words, unable to make a link, a heading or a thought of the bot's."""
    words = plain(text).replace("](", "］(").replace("<", "＜")
    return re.sub(r"(?m)^(\s*)#", r"\1＃", words)


def link(one: Link, public_url: str) -> str:
    """A link in markdown."""
    label = re.sub(r"[\[\]]", "", plain(one.label))
    return f"[{label}]({public_url}{one.path})"


def fitting(text: str) -> str:
    """The text, cut with a word about it where a stream would not take it all."""
    first, *rest = pieces(text, STREAM_BYTES - len(_CUT.encode()))
    return first + _CUT if rest else first


def chosen_card(label: str, pressed_task: str, public_url: str) -> Card:
    """What stands in place of the buttons once one was pressed; the same task."""
    return {
        "card_type": "text_notice",
        "main_title": {"title": f"已选：{label[:BUTTON_CHARACTERS]}" if label else "已收到"},
        "card_action": {"type": 1, "url": f"{public_url}/unit"},
        "task_id": pressed_task,
    }


def bare(text: str) -> str:
    """A text as it is compared with what somebody quotes of it, whatever the client shows."""
    return _OURS.sub("", text)
