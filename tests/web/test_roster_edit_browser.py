"""Correcting the roster in a real browser, at the width of a phone and of a desk."""

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import County
from tests.web.test_browser import WIDTHS, fits, page_of, picture


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_finds_looks_confirms_and_sees_it_in_the_history(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    page = page_of(browser, served, "jiandu", width)
    page.goto("/roster")
    page.get_by_role("link", name="查找和更正").click()
    page.get_by_label("姓名或单位名称").fill("张伟")
    page.get_by_role("button", name="查找").click()
    assert fits(page)
    picture(page, f"roster-edit-found-{width}")
    page.get_by_label("所在单位").fill("县财政局")
    page.get_by_role("button", name="看会改什么").nth(1).click()
    expect(page.get_by_text("所在单位：城关镇 → 县财政局")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-edit-look-{width}")
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("heading", name="已改好")).to_be_visible()
    page.get_by_role("link", name="改过的").click()
    moved = page.get_by_role("listitem").filter(has_text="所在单位：城关镇 → 县财政局")
    # The person and the member, who is the same.
    expect(moved).to_have_count(2)
    assert fits(page)
    picture(page, f"roster-history-{width}")
