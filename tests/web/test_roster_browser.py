"""The roster page in a real browser, at the width of a phone and of a desk."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County
from tests.kit.web.roster import LIST, everybody, filled, sheet


@pytest.mark.parametrize("width", WIDTHS)
def test_a_clerk_mends_the_list_and_takes_the_verdicts_home(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    county, _ = served
    before = everybody(county)
    wrong, right = tmp_path / "错.xlsx", tmp_path / "名册.xlsx"
    wrong.write_bytes(sheet([*LIST, [4, "张伟", "副镇长"]]))
    right.write_bytes(sheet(LIST))
    page = page_of(browser, served, "wangfang", width)

    page.goto("/roster")
    picture(page, f"roster-empty-{width}")
    page.get_by_label("选本单位的人员名册").set_input_files(wrong)
    page.get_by_role("button", name="逐人判定").click()
    expect(page.get_by_role("heading", name="有1处要改，还没有判定")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-wrong-{width}")

    page.get_by_label("选本单位的人员名册").set_input_files(right)
    page.get_by_role("button", name="逐人判定").click()
    expect(page.get_by_role("heading", name="判定好了，共3人")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-ruled-{width}")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载逐人判定表").click()
    assert download.value.suggested_filename == "城关镇逐人判定表.xlsx"
    saved = tmp_path / "saved.xlsx"
    download.value.save_as(saved)
    assert openpyxl.load_workbook(saved).sheetnames[0] == "逐人判定"
    assert everybody(county) == before


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_looks_and_then_confirms(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    county, _ = served
    file = tmp_path / "人员表.xlsx"
    units = [["城关镇", "乡镇", "城关", "第一考核组", ""]]
    file.write_bytes(filled([["钱多", "城关镇", "副镇长"]], 单位=units))
    page = page_of(browser, served, "jiandu", width)

    page.goto("/roster")
    page.get_by_label("选全县的人员表").set_input_files(file)
    page.get_by_role("button", name="看会改什么").click()
    expect(page.get_by_text("新增人员：钱多（城关镇）")).to_be_visible()
    assert fits(page)
    picture(page, f"roster-changes-{width}")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="已导入")).to_be_visible()
    picture(page, f"roster-done-{width}")
    assert everybody(county)["城关镇"][-1] == "钱多 副镇长"


def test_a_list_with_remarks_is_ruled_on_with_what_was_read_of_them(
    browser: Browser, served: tuple[County, str], tmp_path: Path
) -> None:
    file = tmp_path / "名册.xlsx"
    rows = [["姓名", "职务", "备注"], ["赵七", "副镇长", "县派挂职"]]
    file.write_bytes(sheet(rows))
    page = page_of(browser, served, "wangfang", 390)

    page.goto("/roster")
    page.get_by_label("选本单位的人员名册").set_input_files(file)
    page.get_by_role("button", name="逐人判定").click()

    expect(page.get_by_role("heading", name="判定好了，共1人")).to_be_visible()
    expect(page.get_by_text("表上还写着 “县派挂职”，读出：")).to_be_visible()
    expect(page.get_by_role("button", name="下载逐人判定表")).to_have_count(1)
    assert fits(page)
