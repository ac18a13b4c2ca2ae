"""Pages of matters, cases and logins in a real browser: they fit, and acts are asked first."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from storage.views import MatterKind
from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County


def put(county: County) -> None:
    """A later day asked for, words, a doubt, and an open case."""
    about: dict[str, Any] = {"by": "wangfang", "at": county.at, "unit_id": county.unit_id("城关镇")}
    talk = ({"who": "王芳", "text": "张伟在哪考核"}, {"who": "助手", "text": "在城关镇考核。" * 20})
    with county.store.transaction() as records:
        records.matters.put(
            "2019", MatterKind.EXTENSION, "a", words="党委会还没有开", paper="grade_proposals",
            day=date(2020, 1, 12), **about,
        )  # fmt: skip
        records.matters.put("2019", MatterKind.HUMAN, "b", words="名册错了", context=talk, **about)
        records.matters.put("2019", MatterKind.DOUBT, "c", words="facts", context=talk, **about)
        records.cases.file(
            "2019", "silence:rounding", axes=(), facts={}, rests=(), clauses=("一(二)1",),
            signatures=("rounding",), person_id=None, by="wangfang", at=county.at,
        )  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_the_section_grants_a_later_day(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    put(county)
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board/matters")
    expect(page.get_by_role("heading", name="延期申请第1号")).to_be_visible()
    picture(page, f"matters-{width}")
    assert fits(page)
    page.get_by_role("button", name="核对延期第").first.click()
    expect(page.get_by_text("同意延到2020年1月12日")).to_be_visible()
    picture(page, f"matters-asked-{width}")
    page.get_by_role("button", name="确认同意").click()
    expect(page.get_by_text("已告诉王芳（城关镇）")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_own_cases_and_logins_fit_and_all_are_ended_after_a_yes(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    put(county)
    page = page_of(browser, served, "wangfang", width)
    page.goto("/cases")
    expect(page.get_by_text("第1号", exact=False).first).to_be_visible()
    picture(page, f"cases-{width}")
    assert fits(page)
    page.goto("/unit")
    page.get_by_role("link", name="交不了的，申请延期").click()
    page.get_by_label("延到").fill("2020-01-12")
    page.get_by_label("理由").fill("党委会还没有开")
    picture(page, f"extension-{width}")
    assert fits(page)
    page.goto("/sessions")
    picture(page, f"sessions-{width}")
    assert fits(page)
    page.get_by_role("button", name="全部退出…").click()
    expect(page.get_by_role("heading", name="全部退出？")).to_be_visible()
    picture(page, f"sessions-asked-{width}")
    page.get_by_role("link", name="先不退出").click()
    expect(page.get_by_role("button", name="全部退出…")).to_be_visible()
    page.get_by_role("button", name="全部退出…").click()
    page.get_by_role("button", name="确认全部退出").click()
    expect(page.get_by_role("link", name="重新登录")).to_be_visible()
