"""附件1 filled in on a phone in a real browser: saved, kept while away, not written over unseen."""

from playwright.sync_api import Browser, Page, expect

from tests.kit.waiting import until
from tests.kit.web.browser import fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.filling import CAREFUL, entry_of

SAVED = "#saved:has-text('已保存')"


def opened(browser: Browser, served: tuple[County, str], userid: str = "zhangwei") -> Page:
    page = page_of(browser, served, userid, 390)
    page.goto(f"/fill/registration/{served[0].person_id('张伟')}")
    return page


def test_a_cadre_fills_in_reads_and_gives_on_and_the_clerk_hands_in(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    page = opened(browser, served)
    expect(page.get_by_label("姓名")).to_have_value("张伟")
    picture(page, "fill-1")
    page.get_by_label("性别").select_option("男")
    page.get_by_label("出生年月").fill("一九七一年四月")
    expect(page.get_by_text("表上写作1971.04")).to_be_visible()
    page.get_by_role("button", name="中共党员").click()
    page.get_by_role("link", name="下一步：单位和职务").click()
    expect(page.get_by_label("姓名")).to_be_hidden()
    page.get_by_label("任现职时间").fill("16年9月")
    page.get_by_role("button", name="改成2016.09").click()
    page.get_by_label("从事或分管工作").fill(CAREFUL["duties"])
    picture(page, "fill-2")
    page.get_by_role("link", name="下一步：个人总结").click()
    page.get_by_label("个人总结").fill(CAREFUL["summary"])
    picture(page, "fill-3")
    page.get_by_role("link", name="下一步：本人意见").click()
    page.get_by_role("link", name="看一遍").click()
    expect(page.get_by_role("heading", name="您的部分填好了")).to_be_visible()
    picture(page, "fill-read")
    assert fits(page)
    page.get_by_role("button", name="填好了，交给单位").click()
    expect(page.get_by_role("heading", name="已交给单位")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]

    clerk = page_of(browser, served, "wangfang", 390)
    clerk.goto("/fill")
    expect(clerk.get_by_text("1份本人已填好")).to_be_visible()
    picture(clerk, "fill-list")
    clerk.get_by_role("link", name="张伟").first.click()
    clerk.get_by_role("link", name="单位填写的").click()
    clerk.get_by_label("参加脱产培训情况").fill("无")
    clerk.get_by_label("考核等次", exact=True).select_option("称职")
    picture(clerk, "fill-unit")
    clerk.get_by_role("link", name="看一遍").click()
    clerk.get_by_role("button", name="上交").click()
    expect(clerk.get_by_role("heading", name="已收到")).to_be_visible()
    picture(clerk, "fill-done")
    assert clerk.faults == []  # type: ignore[attr-defined]
    with county.store.reading() as records:
        [handin] = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
    assert (handin.paper, handin.status, handin.filename) == (
        "registration", "checked", "张伟附件1县管干部年度考核登记表.xlsx",
    )  # fmt: skip


def test_what_is_left_empty_is_told_at_its_place_and_one_may_go_on(
    browser: Browser, served: tuple[County, str]
) -> None:
    page = opened(browser, served)
    expect(page.locator("#state")).to_have_text("还没有填")
    page.get_by_label("性别").select_option("男")
    expect(page.locator("#state")).to_have_text("填写中")
    page.get_by_role("link", name="下一步：单位和职务").click()
    expect(page.locator("#saved")).to_contain_text("格空着，已标出")
    born = page.locator("[data-blank='born']")
    expect(born).to_contain_text("还空着")
    expect(page.get_by_label("姓名")).to_be_visible()
    picture(page, "fill-skipped")
    page.get_by_label("出生年月").fill("1971.4")
    expect(page.locator("[data-reads]:has-text('1971.04')")).to_be_visible()
    expect(born).not_to_contain_text("还空着")
    next_screen = page.get_by_role("link", name="下一步：单位和职务")
    next_screen.click()
    next_screen.click()
    expect(page.get_by_label("姓名")).to_be_hidden()
    assert page.faults == []  # type: ignore[attr-defined]


def test_what_is_typed_without_a_network_is_there_after_the_page_was_closed(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    page = opened(browser, served)
    page.context.set_offline(True)
    page.get_by_label("出生年月").fill("1971.4")
    expect(page.locator("#saved")).to_contain_text("没有网络。写的已留在这台手机上")
    picture(page, "fill-away")
    assert entry_of(county, "张伟", "born") is None
    # The way out is cut off as well, so that only what lies on the phone can bring it back: what a
    # page sends while it is left gets past the browser's own switch.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")
    page.goto("about:blank")
    page.context.set_offline(False)
    assert entry_of(county, "张伟", "born") is None
    page.goto(f"/fill/registration/{county.person_id('张伟')}")
    expect(page.get_by_label("出生年月")).to_have_value("1971.4")
    expect(page.locator(SAVED)).to_be_visible()
    assert entry_of(county, "张伟", "born") == "1971.4"
    assert page.evaluate("localStorage.length") == 0


def test_it_is_saved_by_itself_once_the_network_is_back(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    page = opened(browser, served)
    page.context.set_offline(True)
    page.get_by_label("出生年月").fill("1971.4")
    expect(page.locator("#saved")).to_contain_text("没有网络")
    page.context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible()
    assert entry_of(county, "张伟", "born") == "1971.4"


def test_two_pages_of_one_paper_do_not_write_over_each_other_unseen(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    clerk, cadre = opened(browser, served, "wangfang"), opened(browser, served)
    clerk.get_by_label("出生年月").fill("1972.5")
    expect(clerk.locator(SAVED)).to_be_visible()
    # First where they clash: the answer to the other would already show what 王芳 wrote.
    cadre.get_by_label("出生年月").fill("1971.4")
    cadre.get_by_label("性别").select_option("男")
    expect(cadre.get_by_text("这一格王芳在")).to_be_visible()
    expect(cadre.locator("#saved")).to_contain_text("有1格没有存")
    picture(cadre, "fill-clash")
    assert entry_of(county, "张伟", "born") == "1972.5"
    until(lambda: entry_of(county, "张伟", "sex") == "男")
    cadre.get_by_role("button", name="用我写的").click()
    expect(cadre.locator(SAVED)).to_be_visible()
    assert entry_of(county, "张伟", "born") == "1971.4"


def test_a_login_that_ended_loses_nothing(browser: Browser, served: tuple[County, str]) -> None:
    page = opened(browser, served)
    page.context.clear_cookies()
    page.get_by_label("出生年月").fill("1971.4")
    expect(page.locator("#saved")).to_contain_text("登录已过期。写的都留在这台手机上")
    expect(page.get_by_role("link", name="重新打开")).to_be_visible()
    assert page.evaluate("localStorage.length") == 1
