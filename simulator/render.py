"""Message text as safe HTML: the few tags WeCom knows, everything else escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi.templating import Jinja2Templates
from jinja2 import ChainableUndefined
from markupsafe import Markup, escape

ANCHOR = r"""<a\s+[^>]*?href=(?P<quote>["'])(?P<href>.*?)(?P=quote)[^>]*>(?P<label>.*?)</a>"""
BARE_URL = r"(?P<bare>https?://[^\s<>\"'，。；、）】》\u201d]+)"
TEXT = re.compile(f"{ANCHOR}|{BARE_URL}", re.DOTALL | re.IGNORECASE)
MARKDOWN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*"
    r"|\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)"
    r"|`(?P<code>[^`]+)`"
    r"""|<font\s+color=["'](?P<color>info|comment|warning)["']>(?P<tinted>.*?)</font>"""
    f"|{BARE_URL}"
)
CARD_TEXT = re.compile(
    r"""<div\s+class=["'](?P<tone>gray|highlight|normal)["']>(?P<toned>.*?)</div>"""
    r"|(?P<br><br\s*/?>)",
    re.DOTALL,
)
WEEKDAYS = "一二三四五六日"


def is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # such as http://[
        return False


def link_target(address: object, userid: str) -> str:
    """Where a link in the chat leads: out through /open, which knows who taps it."""
    url = str(address)
    if not is_web_address(url):
        return "#"
    return f"/open?userid={quote(userid, safe='')}&url={quote(url, safe='')}"


def anchor(url: str, label: str | Markup, userid: str) -> Markup:
    return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(
        link_target(url, userid), label
    )


def text_html(content: str, userid: str) -> Markup:
    """A text message: newlines stay (by style sheet), links become links."""
    return _replaced(TEXT, content, lambda found: _link(found, userid))


def markdown_html(content: str, userid: str) -> Markup:
    """The subset of page 90236: headings, bold, links, code, quotes, three colours."""
    return Markup("").join(_line(line, userid) for line in content.split("\n"))


def card_text_html(content: str) -> Markup:
    """A textcard's description with its grey, normal and highlighted parts."""

    def part(found: re.Match[str]) -> Markup:
        if found["br"]:
            return Markup("<br>")
        return Markup('<div class="{}">{}</div>').format(found["tone"], found["toned"])

    return _replaced(CARD_TEXT, content, part)


def moment(at: datetime) -> str:
    """`2019年12月25日 周三 09:00`."""
    day = f"{at.year}年{at.month}月{at.day}日"
    return f"{day} 周{WEEKDAYS[at.weekday()]} {at:%H:%M}"


def short_moment(at: datetime) -> str:
    return f"{at.month}月{at.day}日 {at:%H:%M}"


def file_size(count: int) -> str:
    if count < 1024:
        return f"{count} 字节"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def hue(text: str) -> int:
    """A quiet, stable avatar colour."""
    return sum(ord(char) * 47 for char in text) % 360


def _replaced(
    pattern: re.Pattern[str], text: str, replacement: Callable[[re.Match[str]], Markup]
) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in pattern.finditer(text):
        parts += [escape(text[end : found.start()]), replacement(found)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _link(found: re.Match[str], userid: str) -> Markup:
    if found["bare"]:
        return anchor(found["bare"], found["bare"], userid)
    return anchor(found["href"], found["label"], userid)


def _line(line: str, userid: str) -> Markup:
    heading = re.match(r"(#{1,6})\s+(.*)", line)
    if heading:
        html = Markup('<div class="md-h md-h{}">{}</div>')
        return html.format(len(heading[1]), _inline(heading[2], userid))
    if line.startswith(">"):
        quoted = _inline(line[1:].lstrip(), userid)
        return Markup('<div class="md-quote">{}</div>').format(quoted)
    return Markup('<div class="md-line">{}</div>').format(_inline(line, userid))


def _inline(text: str, userid: str) -> Markup:
    def part(found: re.Match[str]) -> Markup:
        if found["bold"]:
            return Markup("<strong>{}</strong>").format(_inline(found["bold"], userid))
        if found["code"]:
            return Markup("<code>{}</code>").format(found["code"])
        if found["color"]:
            tinted = _inline(found["tinted"], userid)
            return Markup('<span class="tint-{}">{}</span>').format(found["color"], tinted)
        return _link(found, userid)

    return _replaced(MARKDOWN, text, part)


templates = Jinja2Templates(Path(__file__).parent / "templates")
# What a bot leaves out of a card is simply not shown, at whatever depth.
templates.env.undefined = ChainableUndefined
templates.env.trim_blocks = templates.env.lstrip_blocks = True
templates.env.filters |= {
    "text_html": text_html,
    "markdown_html": markdown_html,
    "card_text_html": card_text_html,
    "moment": moment,
    "short_moment": short_moment,
    "file_size": file_size,
    "link_target": link_target,
    "hue": hue,
}
