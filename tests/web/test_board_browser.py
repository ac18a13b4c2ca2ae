"""The board and the clerk's page in a real browser: at a desk, on a phone, by keyboard."""

import pytest
from playwright.sync_api import Browser, expect

from tests.kit.web.board import handed_in, put_a_case
from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.hundred import LONG, a_hundred_units, hand_in


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_handed_in_yet(browser: Browser, served: tuple[County, str], width: int) -> None:
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board")
    expect(page.get_by_text("还没有单位交材料。")).to_be_visible()
    expect(page.locator(".timeline img")).to_have_js_property("complete", True)
    assert fits(page)
    picture(page, f"board-empty-{width}")
    page.get_by_role("link", name="城关镇", exact=True).click()
    expect(page.get_by_role("heading", name="城关镇")).to_be_visible()
    assert fits(page)
    picture(page, f"board-unit-empty-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hundred_units_of_which_some_handed_in(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    a_hundred_units(served[0])
    hand_in(served[0], 3)
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board")
    expect(page.get_by_text("100个单位").first).to_be_visible()
    assert fits(page)
    picture(page, f"board-{width}")
    page.get_by_label("单位名称").fill("产权制度")
    page.locator("select[name=state]").select_option("missing")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("link", name=LONG, exact=True)).to_be_visible()
    assert fits(page)
    picture(page, f"board-filtered-{width}")
    page.get_by_role("link", name=LONG, exact=True).click()
    expect(page.get_by_role("heading", name=LONG)).to_be_visible()
    assert fits(page)
    picture(page, f"board-unit-{width}")
    page.goto("/board?q=没有这个单位")
    expect(page.get_by_role("heading", name="没有符合条件的单位")).to_be_visible()
    picture(page, f"board-none-{width}")
    page.goto("/board/timeline")
    assert fits(page)
    picture(page, f"board-timeline-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_handed_in(browser: Browser, served: tuple[County, str], width: int) -> None:
    hand_in(served[0], 1)
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board")
    expect(page.get_by_text("全部交齐了。")).to_be_visible()
    expect(page.get_by_role("link", name="催一下没交的")).to_have_count(0)
    picture(page, f"board-complete-{width}")
    page = page_of(browser, served, "wangfang", width)
    page.goto("/unit")
    expect(page.get_by_text("全部交齐").first).to_be_visible()
    assert fits(page)
    picture(page, f"clerk-complete-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_returns_a_paper_chases_and_confirms_a_date(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    handed_in(county, "城关镇", "registration", "张伟")
    page = page_of(browser, served, "jiandu", width)
    page.goto(f"/board/unit/{county.unit_id('城关镇')}?state=in")
    picture(page, f"board-unit-in-{width}")
    page.get_by_role("link", name="退回").click()
    page.get_by_label("缺公章").check()
    picture(page, f"board-return-{width}")
    page.get_by_role("button", name="确认退回").click()
    expect(page.get_by_text("已退回城关镇的附件1")).to_be_visible()
    picture(page, f"board-returned-{width}")
    page.get_by_role("link", name="返回").click()
    expect(page.locator("span.bad-state")).to_be_visible()
    page.get_by_role("link", name="催这个单位").click()
    expect(page.get_by_text("将提醒下列1个单位各一人（还没有发出）")).to_be_visible()
    assert fits(page)
    picture(page, f"board-chase-{width}")
    page.get_by_role("button", name="发送提醒").click()
    expect(page.get_by_text("已提醒城关镇")).to_be_visible()

    page.goto("/board/dates")
    assert fits(page)
    picture(page, f"board-dates-{width}")
    page.get_by_label("考核单位将材料上报至考核组的日期").fill("2020-01-08")
    page.locator("#unit_to_group").get_by_role("button").click()
    expect(page.get_by_text("请核对（还没有改）")).to_be_visible()
    picture(page, f"board-date-shown-{width}")
    page.get_by_role("button", name="确认这样定").click()
    expect(page.get_by_text("已记录：郑监督")).to_be_visible()

    page.goto("/audit")
    expect(page.get_by_role("cell", name="定时间")).to_be_visible()
    assert fits(page)
    picture(page, f"audit-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_are_taught_and_cases_ruled_on_the_page(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    with county.store.transaction() as records:
        records.unread.note("某人家属随军补贴怎么发", county.at)
        records.cases.file(
            "2019",
            "silence:rounding",
            axes=(),
            facts={},
            rests=(),
            clauses=("一(二)1",),
            signatures=("rounding",),
            person_id=None,
            by="wangfang",
            at=county.at,
        )
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board/questions")
    page.get_by_text("以后这样答…").click()
    page.get_by_label("或者自己写").fill("补贴不归年度考核管，请问县人社局。")
    assert fits(page)
    picture(page, f"board-questions-{width}")
    page.get_by_role("button", name="核对答法…").click()
    page.get_by_role("button", name="确认这样答").click()
    expect(page.get_by_text("已记下")).to_be_visible()
    page.get_by_role("link", name="返回").click()
    expect(page.get_by_role("button", name="撤销第1条答法")).to_be_visible()

    page.goto("/board/cases")
    assert fits(page)
    picture(page, f"board-cases-{width}")
    page.get_by_label("结果").fill("不足1个的不进位")
    page.get_by_label("理由").fill("从严掌握")
    page.get_by_role("button", name="核对批复第1号").click()
    expect(page.get_by_text("请确认对第1号请示的批复")).to_be_visible()
    page.get_by_role("button", name="确认批复").click()
    expect(page.get_by_text("已批复第1号")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_unit_is_found_and_opened_from_the_keyboard(
    browser: Browser, served: tuple[County, str]
) -> None:
    page = page_of(browser, served, "jiandu", 1280)
    page.goto("/board")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("城关")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1个单位；按名册的顺序排列。")).to_be_visible()
    page.wait_for_load_state()  # there are as many to step through as there will be
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "城关镇":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="城关镇")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_clerks_page_shows_list_state_and_history(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    first = handed_in(county, "城关镇", "registration", "张伟")
    second = handed_in(county, "城关镇", "registration", "张伟")
    page = page_of(browser, served, "wangfang", width)
    page.goto("/unit")
    page.get_by_text("逐人查看和上交").first.click()
    page.get_by_text("2个版本").click()
    expect(page.get_by_text(first)).to_be_visible()
    expect(page.get_by_text(second)).to_be_visible()
    assert fits(page)
    picture(page, f"clerk-{width}")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
def test_whom_a_ruling_is_for_is_told_as_its_facts_are_changed(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    put_a_case(county)
    page = page_of(browser, served, "jiandu", width)
    page.goto("/board/cases")
    expect(page.get_by_role("button", name="看名册上有谁")).to_be_hidden()
    page.get_by_label("以后凡是下面这样的人都照此").check()
    told = page.locator(".reach")
    expect(told).to_contain_text("名册上现在没有人是这样")
    page.get_by_label("挂职的地方").select_option("乡镇（含设在乡镇的站所）")
    expect(told).to_contain_text("名册上现在有1人是这样：胡军")
    page.get_by_text("再加别的情况").click()
    page.get_by_label("驻村职务").select_option("村第一书记")
    expect(told).to_contain_text("名册上现在没有人是这样")
    assert fits(page)
    picture(page, f"board-case-facts-{width}")
    page.locator("select[name=result]").select_option("原单位（派出单位）")
    page.get_by_label("理由").first.fill("由派出单位管")
    page.get_by_role("button", name="核对批复第1号").click()
    expect(page.get_by_text("驻村职务：村第一书记")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]


def test_the_head_stays_on_one_line_on_a_phone(
    browser: Browser, served: tuple[County, str]
) -> None:
    """What is seldom looked at stands behind one word there, and is reached by keyboard too."""
    page = page_of(browser, served, "jiandu", 390)
    page.goto("/board")
    links = page.locator("nav.many > a:visible, nav.many summary")
    tops = {round(links.nth(n).bounding_box()["y"]) for n in range(links.count())}  # type: ignore[index]
    assert len(tops) == 1
    page.locator("nav.many summary").press("Enter")
    picture(page, "head-390")
    page.get_by_role("link", name="没答上来的").click()
    expect(page.get_by_role("heading", name="没答上来的问题")).to_be_visible()
    assert fits(page)
    wide = page_of(browser, served, "jiandu", 1280)
    wide.goto("/board")
    expect(wide.locator("nav.many summary")).to_be_hidden()
    expect(wide.get_by_role("link", name="没答上来的")).to_be_visible()
