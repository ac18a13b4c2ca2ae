"""Pages in a real browser."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Response

from tests.kit.waiting import ON_A_PAGE
from tests.kit.web.county import County, log_in

WIDTHS = [1280, 390]
HEIGHT: Final = 844


class _Kept:
    """A page that test after test gets: making one is most of what a short test with one takes.

    Each test has a server, and so an origin, of its own; what is not of an origin is put back.
    """

    def __init__(self) -> None:
        self.page: Page | None = None
        self.address = ""  # of the test that has it

    def given(self, browser: Browser, address: str, width: int) -> Page | None:
        """The page, unless this test has it already."""
        if self.address == address:
            return None
        self.address = address
        if self.page is None or self.page.context.browser is not browser:
            self.page = _made(browser, width)
            _from_here(self.page, lambda: self.address)
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.faults.clear()  # type: ignore[attr-defined]
        return self.page

    def taken_back(self) -> None:
        """Nothing of the test stays in it; where the test closed it there will be another."""
        page, self.address = self.page, ""
        if page is None or page.is_closed() or page.context.pages != [page]:
            self.page = None
            return
        page.context.set_offline(False)
        page.unroute_all()
        page.emulate_media(media="null")
        page.goto("about:blank")
        page.context.clear_cookies()


_KEPT: Final = _Kept()


def page_of(
    browser: Browser, served: tuple[County, str], userid: str, width: int, **more: Any
) -> Page:
    """A page of this width, logged in. `more`: what a context of its own is made with."""
    county, address = served
    client = TestClient(county.app, base_url=address, follow_redirects=False)
    log_in(client, userid)
    kept = None if more else _KEPT.given(browser, address, width)
    page = kept or _made(browser, width, base_url=address, **more)
    page.context.add_cookies(
        [{"name": "kaohe_session", "value": client.cookies["kaohe_session"], "url": address}]
    )
    return page


def _from_here(page: Page, address: Callable[[], str]) -> None:
    """Let `goto` take paths: the address a context is made with stays, and servers change."""
    goto = page.goto

    def gone(url: str, **how: Any) -> Response | None:
        return goto(urljoin(address(), url), **how)

    page.goto = gone  # type: ignore[method-assign]


def _made(browser: Browser, width: int, **more: Any) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale="zh-CN", **more
    )
    page = context.new_page()
    page.set_default_timeout(ON_A_PAGE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.faults = faults  # type: ignore[attr-defined]
    return page


def leave(browser: Browser) -> None:
    """Close what a test opened: pages left open would go on working, and its server wait."""
    _KEPT.taken_back()
    for context in browser.contexts:
        if _KEPT.page is None or context is not _KEPT.page.context:
            context.close()


def picture(page: Page, name: str) -> None:
    """For eyes: kept where KAOHE_PICTURES says, thrown away otherwise."""
    folder = os.environ.get("KAOHE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Nothing sticks out to the right. A page that is still on its way has no size yet."""
    page.wait_for_load_state()
    whole = page.locator("html")  # waits until there is one; pages of ours let no string be run
    return bool(whole.evaluate("one => one.scrollWidth <= window.innerWidth"))
