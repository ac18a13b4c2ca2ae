"""Merging a unit in a real browser, at the width of a phone and of a desk."""

import pytest
from playwright.sync_api import Browser, expect

from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.merge import hand_in


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_looks_and_confirms(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    for unit in ("河口镇", "城关镇"):
        hand_in(served[0], unit, "grade_proposals")
    page = page_of(browser, served, "jiandu", width)
    page.goto("/roster/edit")
    page.get_by_role("link", name="单位并入另一个单位").click()
    page.get_by_label("并走的单位").fill("河口镇")
    page.get_by_label("并到哪个单位").fill("城关镇")
    page.get_by_role("button", name="看会改什么").click()
    expect(page.get_by_role("heading", name="河口镇还没有并入城关镇")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-merge-look-{width}")
    page.get_by_role("button", name="确认并入").click()
    expect(page.get_by_role("heading", name="河口镇已并入城关镇")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-merge-done-{width}")
    page.goto(f"/board/unit/{served[0].unit_id('城关镇')}")
    expect(page.get_by_role("heading", name="并入单位原来交的")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-merge-board-{width}")
