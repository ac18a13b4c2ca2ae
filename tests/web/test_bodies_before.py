"""Every form of every page: nothing of a body is read before it is known who sends it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.routing import APIRoute

from tests.kit.web.board import token
from tests.kit.web.county import County
from web.admission import MOST_BYTES, TAKES_FILES
from web.arriving import MOST_FIELDS
from web.router import _pages

POSTS = sorted(
    route.path
    for route in _pages().routes
    if isinstance(route, APIRoute) and "POST" in (route.methods or ())
)
MEGABYTE = b"x" * 1024 * 1024


def test_the_pages_have_forms() -> None:
    assert len(POSTS) > 10
    assert set(POSTS) >= TAKES_FILES


class Sent:
    """A request of a gigabyte, played to the application itself: how much of it was taken."""

    def __init__(self, county: County, path: str, kind: str, cookie: str = "") -> None:
        self.taken, self.status, self.said = 0, 0, b""
        headers = [(b"content-type", kind.encode()), (b"cookie", cookie.encode())]
        scope: dict[str, Any] = {
            "type": "http",
            "method": "POST",
            "path": path.replace("{", "").replace("}", ""),
            "query_string": b"",
            "headers": headers,
        }
        # A thread of its own: where a browser was used before, this one has a loop already.
        with ThreadPoolExecutor(1) as alone:
            alone.submit(asyncio.run, self._played(county, scope)).result()

    async def _played(self, county: County, scope: dict[str, Any]) -> None:
        await county.app(scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        self.taken += 1
        assert self.taken < 1024
        return {"type": "http.request", "body": MEGABYTE, "more_body": True}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.said += message.get("body", b"")


FORMS = ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain")


@pytest.mark.parametrize("path", POSTS)
def test_of_a_stranger_nothing_is_read(county: County, path: str) -> None:
    for kind in FORMS:
        sent = Sent(county, path, kind)
        assert (sent.status, sent.taken) == (401, 0)
        assert "登录".encode() in sent.said
    assert county.left_over() == []


@pytest.mark.parametrize("path", sorted({*POSTS} - TAKES_FILES))
def test_of_a_member_no_more_is_read_than_a_form_holds(county: County, path: str) -> None:
    session = county.as_member("jiandu").cookies["kaohe_session"]
    for kind in FORMS:
        sent = Sent(county, path, kind, f"kaohe_session={session}")
        assert sent.status in (413, 415), path
        assert sent.taken <= MOST_BYTES // len(MEGABYTE) + 1


def test_a_form_of_two_hundred_thousand_fields_is_refused_in_words(county: County) -> None:
    boss = county.as_member("jiandu")
    fields = "&".join(f"a{number}=" for number in range(20_000))
    kind = {"content-type": "application/x-www-form-urlencoded"}

    page = boss.post("/board/settle", content=fields, headers=kind)

    assert page.status_code == 413
    assert "内容太长" in page.text


def test_an_upload_of_very_many_fields_is_refused(county: County) -> None:
    clerk = county.as_member("wangfang")
    fields = {f"a{number}": "" for number in range(MOST_FIELDS + 1)}

    page = clerk.post("/upload", data=fields, files={"files": ("a.pdf", b"")})

    assert page.status_code == 400
    assert county.left_over() == []


def test_what_is_typed_at_length_still_gets_through(county: County) -> None:
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "number": "1", "own": "不进位", "reason": "从严" * 5000}

    assert boss.post("/board/cases", data=data).status_code in (200, 422)
