"""Correcting the roster in a real browser, at the width of a phone and of a desk."""

import pytest
from playwright.sync_api import Browser, expect

from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_finds_looks_confirms_and_sees_it_in_the_history(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    page = page_of(browser, served, "jiandu", width)
    page.goto("/roster")
    page.get_by_role("link", name="查找和更正").click()
    page.get_by_label("姓名、单位名称或企业微信账号").fill("张伟")
    page.get_by_role("button", name="查找").click()
    move = page.locator("form").filter(has=page.get_by_label("所在单位")).first
    expect(move).to_be_visible()
    assert fits(page)
    picture(page, f"roster-edit-found-{width}")
    move.get_by_role("combobox").fill("县财政局")
    move.get_by_role("button", name="看会改什么").click()
    expect(page.get_by_text("所在单位：城关镇 → 县财政局").first).to_be_visible()
    expect(page.get_by_text("11人，优秀不超过2个")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-edit-look-{width}")
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("heading", name="已改好")).to_be_visible()
    page.get_by_role("link", name="改动记录").click()
    moved = page.get_by_role("listitem").filter(has_text="所在单位：城关镇 → 县财政局")
    # The person and the account, which goes with them.
    expect(moved).to_have_count(2)
    assert fits(page)
    picture(page, f"roster-history-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_facts_a_secondment_and_an_account_are_typed_looked_at_and_confirmed(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    page = page_of(browser, served, "jiandu", width)
    page.goto("/roster/edit?q=张伟")
    page.get_by_text("其他情况").click()
    page.get_by_text("加一条挂职").click()
    page.get_by_text("身份和单位").click()
    page.get_by_text("加一个企业微信账号").click()
    assert fits(page)
    picture(page, f"roster-edit-open-{width}")

    page.get_by_label("职务", exact=True).select_option("党政正职、单位主要负责人")
    facts = page.get_by_role("group").filter(has=page.get_by_label("是否借调"))
    facts.get_by_role("button", name="看会改什么").click()
    expect(page.get_by_text("职务：班子成员（副职） → 党政正职、单位主要负责人")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-edit-facts-{width}")
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("heading", name="已改好")).to_be_visible()

    page.get_by_role("link", name="接着更正").click()
    page.get_by_text("加一条挂职").click()
    posted = page.get_by_role("group").filter(has=page.get_by_label("挂职开始日期"))
    posted.get_by_label("挂职单位").fill("河口镇")
    posted.get_by_label("挂职开始日期").fill("2019-06-03")
    posted.get_by_label("挂职结束日期").fill("2019-05-03")
    posted.get_by_role("button", name="看会改什么").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("挂职结束日期2019-05-03早于开始日期2019-06-03")
    assert fits(page)
    picture(page, f"roster-edit-wrong-{width}")
    # What was typed is still there.
    alert.get_by_label("挂职结束日期").fill("")
    alert.get_by_role("button", name="看会改什么").click()
    expect(page.get_by_text("在河口镇的挂职新增：城关镇（县）派出，2019年6月3日起")).to_be_visible()
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("heading", name="已改好")).to_be_visible()
    # The refusal itself, and nothing of scripts or styles.
    assert all("422" in each for each in page.faults)  # type: ignore[attr-defined]
