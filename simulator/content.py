"""The body of a message/send by type: what is required, refused and cut (page 90236)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.cards import check_card
from simulator.errors import ApiError
from simulator.media import Media, MediaStore

TEXT_BYTES = 2048


@dataclass
class Content:
    """A checked body: possibly cut, with the file it shows."""

    body: dict[str, Any]
    cut: bool = False
    warnings: list[str] = field(default_factory=list)
    media: Media | None = None


def cut_bytes(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, never half a character."""
    return text.encode()[:most].decode(errors="ignore")


def read_content(request: dict[str, Any], store: MediaStore) -> Content:
    kind = request.get("msgtype")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise ApiError(40008, f"msgtype {kind!r}")
    body = request.get(str(kind))
    if not isinstance(body, dict):
        raise ApiError(40058, f"{kind} missing or not an object")
    return reader(dict(body), store)


def _text(body: dict[str, Any], store: MediaStore) -> Content:
    content = _string("text.content", body.get("content"))
    if not content:
        raise ApiError(44004, "text.content")
    kept = cut_bytes(content, TEXT_BYTES)
    return Content({"content": kept}, cut=kept != content)


def _markdown(body: dict[str, Any], store: MediaStore) -> Content:
    content = _string("markdown.content", body.get("content"))
    if not content:
        raise ApiError(44004, "markdown.content")
    if len(content.encode()) > TEXT_BYTES:
        raise ApiError(40058, f"markdown.content exceed max length {TEXT_BYTES}")
    return Content({"content": content})


def _textcard(body: dict[str, Any], store: MediaStore) -> Content:
    for name in ("title", "description", "url"):
        if not _string(f"textcard.{name}", body.get(name)):
            raise ApiError(40058, f"textcard.{name} missing")
    _check_url("textcard.url", body["url"])
    kept = {
        "title": body["title"][:128],
        "description": body["description"][:512],
        "url": body["url"],
        "btntxt": _string("textcard.btntxt", body.get("btntxt") or "详情")[:4],
    }
    return Content(kept, cut=any(body.get(name, kept[name]) != kept[name] for name in kept))


def _news(body: dict[str, Any], store: MediaStore) -> Content:
    articles = body.get("articles")
    if not isinstance(articles, list) or not articles:
        raise ApiError(40058, "news.articles missing")
    if len(articles) > 8:
        raise ApiError(45008, f"news.articles size {len(articles)}")
    kept = [_article(one) for one in articles]
    return Content({"articles": kept}, cut=kept != articles)


def _article(article: object) -> dict[str, Any]:
    if not isinstance(article, dict) or not article.get("title"):
        raise ApiError(40058, "news.articles.title missing")
    if not article.get("url") and not article.get("appid"):
        raise ApiError(40058, "news.articles.url missing")
    _check_url("news.articles.url", article.get("url", ""))
    kept = dict(article)
    kept["title"] = cut_bytes(_string("news.articles.title", article["title"]), 128)
    if "description" in article:
        text = _string("news.articles.description", article["description"])
        kept["description"] = cut_bytes(text, 512)
    return kept


def _media(body: dict[str, Any], store: MediaStore) -> Content:
    media = store.valid(body.get("media_id"))
    return Content({"media_id": media.media_id}, media=media)


def _video(body: dict[str, Any], store: MediaStore) -> Content:
    content = _media(body, store)
    for name, most in (("title", 128), ("description", 512)):
        if name in body:
            text = _string(f"video.{name}", body[name])
            content.body[name] = cut_bytes(text, most)
            content.cut = content.cut or content.body[name] != text
    return content


def _template_card(body: dict[str, Any], store: MediaStore) -> Content:
    warnings = check_card(body)
    for line in body.get("horizontal_content_list", []):
        if line.get("type") == 2:
            store.valid(line.get("media_id"))
    return Content(body, warnings=warnings)


READERS: dict[str, Callable[[dict[str, Any], MediaStore], Content]] = {
    "text": _text,
    "markdown": _markdown,
    "textcard": _textcard,
    "news": _news,
    "image": _media,
    "voice": _media,
    "video": _video,
    "file": _media,
    "template_card": _template_card,
}


def _string(path: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ApiError(40058, f"{path} not a string")
    return value


def _check_url(path: str, url: object) -> None:
    if len(_string(path, url).encode()) > 2048:
        raise ApiError(40058, f"{path} exceed max length 2048")
