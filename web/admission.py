"""Who may send a form at all, and how long: decided before the body is read or touches the disk."""

from typing import Final

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from handlers.turn.season import over_words
from web.limits import FORM
from web.login import visitor
from web.refused import Refused, too_often
from web.site import Site

MOST_BYTES: Final = 256 * 1024  # a text of 20,000 characters as a form sends it
MOST_FIELDS: Final = 500
# These look at the sender themselves and measure each file as it comes (`web.arriving`).
TAKES_FILES: Final = frozenset(
    {"/upload", "/roster", "/roster/verdicts.xlsx", "/roster/import", "/cases/files"}
)

# The next season's roster is made ready while none goes on; logging out is never refused.
AT_ANY_TIME: Final = ("/roster", "/sessions")


async def admitted(site: Site, request: Request) -> Request:
    """The same request with its whole body at hand. Raises NotLoggedIn or Refused."""
    if request.scope["path"] in TAKES_FILES:
        return request
    await run_in_threadpool(_look_at_sender, site, request)
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        words = "这里不收文件，什么也没有办。要交材料请打开上传页面。"
        raise Refused(415, "这里不收文件", words, link="/upload", label="打开上传页面")
    body = await _read(request)
    if len(body) > MOST_BYTES or body.count(b"&") >= MOST_FIELDS:
        words = "填写的内容太长，没有办成。请写短一些再试，例如理由不超过200字。"
        raise Refused(413, "内容太长", words, link="/unit", label="回到我的清单")
    return Request(request.scope, _said_again(body))


def _look_at_sender(site: Site, request: Request) -> None:
    """Raises Refused too where the season is over: it is looked at and no more."""
    with site.store.reading() as records:
        member = visitor(site, request, records)
        if not site.limits.may(FORM, "form", member.userid):
            raise too_often()
        if request.scope["path"].startswith(AT_ANY_TIME):
            return
        if words := over_words(site.plan, records):
            raise Refused(409, "考核已经结束", words, link="/unit", label="回到我的清单")


async def _read(request: Request) -> bytes:
    """The body, cut off once it is too long."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                break
    except ClientDisconnect:
        words = "内容没有传完，没有办成。请检查网络后再试一次。"
        raise Refused(400, "没有传完", words, link="/unit", label="回到我的清单") from None
    return bytes(body)


def _said_again(body: bytes) -> Receive:
    messages: list[Message] = [
        {"type": "http.request", "body": body, "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return messages.pop(0) if len(messages) > 1 else messages[0]

    return receive
