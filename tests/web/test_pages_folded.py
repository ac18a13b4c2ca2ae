"""Long lists folded by group; the roster looked through; whom to turn to."""

import pytest
from playwright.sync_api import Browser, expect

from rules.roster import ImportRows, MemberRow
from storage.views import HandInStatus
from tests.kit.web.board import words
from tests.kit.web.browser import fits, page_of, picture
from tests.kit.web.county import NAMES, County
from tests.kit.web.hundred import LONG, a_hundred_units, hand_in

SCREEN = 844
GROUPS = ("第一考核组", "第二考核组", "第三考核组")


@pytest.mark.parametrize("path", ["/board", "/board/chase", "/roster", "/contacts"])
def test_a_hundred_units_are_three_lines_on_a_phone(
    browser: Browser, served: tuple[County, str], path: str
) -> None:
    county, _ = served
    a_hundred_units(county)
    hand_in(county, 3)
    page = page_of(browser, served, "jiandu", 390)
    page.goto(path)
    folded = page.locator("main details:not([open]) > summary")
    expect(folded).to_have_count(3)
    for name in GROUPS:
        expect(folded.filter(has_text=name)).to_be_visible()
    assert fits(page)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2.5 * SCREEN
    folded.first.click()
    expect(page.get_by_text("城关镇").last).to_be_visible()
    assert fits(page)
    picture(page, f"folded-{path.replace('/', '-')}")
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_narrowed_board_is_open(county: County) -> None:
    a_hundred_units(county)
    page = county.as_member("jiandu").get("/board", params={"q": "产权制度"}).text
    assert '<details class="card by-group" open>' in page
    assert LONG in page


def test_a_unit_is_opened_and_lists_its_people(county: County) -> None:
    a_hundred_units(county)
    boss = county.as_member("jiandu")
    assert "张伟" not in words(boss.get("/roster").text)
    page = words(boss.get(f"/roster?unit={county.unit_id('城关镇')}").text)
    assert [name for name in NAMES if name in page] == NAMES
    assert "何平" not in page
    assert "看会改什么" in page  # the import stands beside it


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("张伟", ["张伟"]),
        ("胡", ["胡军"]),
        ("财政", ["胡军"]),
        ("党委书记", ["王建国"]),
        ("没有此人", []),
        ("<b>", []),
    ],
)
def test_people_are_found_by_name_post_and_unit(county: County, q: str, found: list[str]) -> None:
    page = words(county.as_member("jiandu").get("/roster", params={"q": q}).text)
    everybody = ["王建国", *NAMES, "胡军", "何平"]
    assert f"找到{len(found)}人" in page
    assert [name for name in everybody if name in page.partition("找到")[2]] == found


def test_what_is_known_of_somebody_stands_beside_the_name(county: County) -> None:
    page = words(county.as_member("jiandu").get("/roster?q=胡军").text)
    assert "在城关镇挂职（县派，2019年6月起）" in page


def test_a_clerk_sees_the_people_of_the_own_unit_and_who_is_there_on_secondment(
    county: County,
) -> None:
    page = words(county.as_member("wangfang").get("/roster").text)
    assert all(name in page for name in (*NAMES, "胡军"))
    assert "何平" not in page
    for q in ("何平", "河口"):
        found = county.as_member("wangfang").get("/roster", params={"q": q}).text
        assert "找到0人" in words(found)
    other = f"/roster?unit={county.unit_id('河口镇')}"
    assert "何平" not in county.as_member("wangfang").get(other).text


def test_contacts_are_those_who_concern_one(county: County) -> None:
    row = MemberRow(2, "lina2", "李娜二", "考核组", "", "第二考核组")
    with county.store.transaction() as records:
        assert records.roster.import_rows(ImportRows(members=(row,)), county.plan.facts).added
        records.members.mark_unreachable("wangfang", "没有激活")
    clerk = words(county.as_member("wangfang").get("/contacts").text)
    assert "第一考核组 冯组长" in clerk
    assert "郑监督" in clerk
    assert "王芳 企业微信收不到：没有激活" in clerk
    assert "李娜" not in clerk
    group = words(county.as_member("kaohezu").get("/contacts").text)
    assert "城关镇 王芳" in group
    assert "河口镇" not in group
    boss = words(county.as_member("jiandu").get("/contacts").text)
    assert "河口镇 李娜" in boss
    assert "县财政局 名册里还没有登记" in boss
    found = words(county.as_member("jiandu").get("/contacts?q=李娜").text)
    assert "河口镇 李娜" in found
    assert "县财政局" not in found


def test_people_of_a_unit_of_whom_nothing_is_in_are_one_line_on_a_phone(
    browser: Browser, served: tuple[County, str]
) -> None:
    county, _ = served
    unit, blob = county.unit_id("城关镇"), county.store.blobs.put([b"x"])
    with county.store.transaction() as records:
        records.handins.add(
            unit, "registration", county.person_id("张伟"), blob, "f.xlsx",
            "xlsx", "wangfang", county.at, plan_id="2019", status=HandInStatus.CHECKED,
        )  # fmt: skip
    page = page_of(browser, served, "jiandu", 390)
    page.goto(f"/board/unit/{unit}")
    folded = page.locator("details.waiting")
    expect(page.get_by_role("heading", name="张伟")).to_be_visible()
    expect(page.get_by_role("heading", name="刘洋")).to_be_hidden()
    expect(folded.locator("summary")).to_contain_text("刘洋、陈静")
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * SCREEN
    folded.locator("summary").click()
    expect(page.get_by_role("heading", name="刘洋")).to_be_visible()
    assert fits(page)
    page.goto(f"/board/unit/{unit}?state=missing")
    expect(page.get_by_role("heading", name="刘洋")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]
