"""Pages in a real browser."""

import os
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from tests.kit.web.county import County, log_in

WIDTHS = [1280, 390]


def page_of(
    browser: Browser, served: tuple[County, str], userid: str, width: int, **more: Any
) -> Page:
    county, address = served
    client = TestClient(county.app, base_url=address, follow_redirects=False)
    log_in(client, userid)
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="zh-CN", base_url=address, **more
    )
    context.add_cookies(
        [{"name": "kaohe_session", "value": client.cookies["kaohe_session"], "url": address}]
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.faults = faults  # type: ignore[attr-defined]
    return page


def picture(page: Page, name: str) -> None:
    """For eyes: kept where KAOHE_PICTURES says, thrown away otherwise."""
    folder = os.environ.get("KAOHE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
