"""Every page as a phone shows it, for each role: nothing cut off, nothing too small to press."""

import pytest
from playwright.sync_api import Browser, expect

from rules.roster import ImportRows, MemberRow
from tests.kit.web.board import handed_in
from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.hundred import a_hundred_units, hand_in

UNIT = ["/unit", "/upload", "/receipt/{receipt}", "/roster", "/board", "/nowhere", "/fill",
        "/fill/registration/{person}", "/fill/registration/{person}/read", "/contacts"]  # fmt: skip
BOARD = ["/board", "/board?q=没有这个", "/board/unit/{unit}", "/board/timeline", "/board/chase",
         "/board/return/{receipt}", "/board/step/{receipt}", "/unit", "/unit/{unit}",
         "/receipt/{receipt}", "/nowhere", "/contacts", "/board/plan"]  # fmt: skip
SUPERVISOR = ["/board/dates", "/board/cases", "/board/questions", "/audit", "/audit?who=没有这个人",
              "/roster", "/roster?q=张", "/roster/edit?q=张伟", "/roster/history"]  # fmt: skip
PAGES = {
    "wangfang": UNIT,
    "zhangwei": UNIT,
    "kaohezu": BOARD,
    "jiandu": [*BOARD, *SUPERVISOR],
}
# What is drawn to the right of the screen, also where a part of the page scrolls or hides it.
STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !one.matches(".skip, .unseen, .unseen *, option, optgroup"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 20)}`)"""
# What is pressed by itself. A link within a sentence is as high as its line.
TOO_SMALL = """() => [...document.querySelectorAll(
    "nav a, button, .button, select, summary, textarea, .filters input, .act, .acts-cell a"
  )]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 20)}`)"""
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
  .filter((one) => !one.labels.length && !one.getAttribute("aria-label"))
  .map((one) => one.name)"""


@pytest.mark.parametrize("userid", PAGES)
def test_no_page_is_cut_off_on_a_phone(
    browser: Browser, served: tuple[County, str], userid: str
) -> None:
    county, _ = served
    a_hundred_units(county)
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    hand_in(county, 3)
    page = page_of(browser, served, userid, 390)
    unit, person = county.unit_id("城关镇"), county.person_id("张伟")
    for path in PAGES[userid]:
        page.goto(path.format(receipt=receipt, unit=unit, person=person))
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert fits(page), path
        for fault in (STICKING_OUT, TOO_SMALL, NAMELESS):
            assert page.evaluate(fault) == [], path
        picture(page, f"phone-{userid}-{path.strip('/').replace('/', '-')[:20]}")


def test_a_long_name_pushes_nothing_off_a_phone(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    member = MemberRow(2, "long", "阿卜杜热合曼·买买提艾力·吐尔逊江", "政工人事", "城关镇")
    with county.store.transaction() as records:
        result = records.roster.import_rows(ImportRows(members=(member,)), county.plan.facts)
    assert result.problems == ()
    page = page_of(browser, served, "long", 390)
    page.goto("/unit")
    expect(page.get_by_role("link", name="名册")).to_be_visible()
    assert fits(page)
    assert page.evaluate(STICKING_OUT) == []
    covered = "one => one.scrollWidth > one.clientWidth"
    assert not page.locator(".top nav").evaluate(covered)
    picture(page, "phone-long-name")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_words_of_the_timeline_can_be_read_at_every_width(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    hand_in(served[0], 3)
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board/timeline")
    drawn = page.locator(".timeline img")
    expect(drawn).to_have_js_property("complete", True)
    # It is drawn 240 points high, in words of 13.
    assert drawn.evaluate("one => one.clientHeight / 240 * 13") > 11
    picture(page, f"timeline-{width}")


def test_the_checklist_on_paper_shows_everybody_and_nothing_to_press(
    browser: Browser, served: tuple[County, str]
) -> None:
    handed_in(served[0], "城关镇", "registration", "张伟")
    page = page_of(browser, served, "wangfang", 760)
    page.goto("/unit")
    row = page.locator("#registration .row", has_text="张伟")
    expect(row).not_to_be_visible()
    page.emulate_media(media="print")
    expect(row).to_be_visible()
    expect(row.locator(".state")).to_have_text("已交（第1版）")
    for pressed in (".act", "nav", ".together", ".template"):
        expect(page.locator(pressed).filter(visible=True)).to_have_count(0)
    picture(page, "checklist-on-paper")
