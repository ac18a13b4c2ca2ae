"""The faults of an upload: a summary and the marked copy first, then folded by person."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from forms.kit.problem import Problem
from tests.kit.web.browser import fits, page_of, picture
from tests.kit.web.county import NAMES, County
from tests.kit.web.upload import PROPOSALS, filled, token
from web.folding import folded

SPOILT = {f"{column}{row}": "很好" for row in range(6, 18) for column in "EFG"}
SCREEN = 844


def fault(cell: str, whose: str = "", *, must: bool = True) -> Problem:
    return Problem(cell, f"{cell}不对", must=must, whose=whose)


def test_a_sheets_own_faults_come_first_and_its_people_have_a_line_each() -> None:
    own = [fault(f"B{n}", must=n != 2) for n in range(1, 6)]
    people = [fault(f"G{n}", f"第{n}人") for n in range(1, 9) for _ in "ab"]
    found = folded([*people, *own])
    assert [each.cell for each in found.first] == ["B1", "B3", "B4"]
    assert [each.title for each in found.folds] == [
        "另有2处", *(f"第{n}人" for n in range(1, 6)),
    ]  # fmt: skip
    assert [each.title for each in found.rest] == ["第6人", "第7人", "第8人"]
    shown = [*found.first, *(p for f in (*found.folds, *found.rest) for p in f.problems)]
    assert sorted(map(str, shown)) == sorted(map(str, [*people, *own]))


def test_the_faults_of_the_only_one_need_no_line_of_theirs() -> None:
    found = folded([fault("G7", "张伟"), fault("E7", "张伟")])
    assert (len(found.first), found.folds, found.rest) == (2, (), ())


def test_whose_a_fault_is_makes_it_no_other_fault() -> None:
    assert fault("G7", "张伟") == fault("G7")


def answer_of(county: County, changes: dict[str, str]) -> str:
    client = county.as_member("wangfang")
    answer = client.post(
        "/upload",
        data={"token": token(client), "item": PROPOSALS},
        files={"files": ("附件8.xlsx", filled(client, changes))},
    )
    return answer.text.partition('id="results"')[2].partition("<form")[0]


def test_the_marked_copy_stands_before_the_first_fault(county: County) -> None:
    html = answer_of(county, SPOILT)
    assert -1 < html.index("还不算交") < html.index("下载批注版") < html.index('class="fold"')
    titles = re.findall(r"<summary><span>(.*?)</span>", html)
    assert titles[:5] == ["王建国", *NAMES[:4]]
    assert titles[5] == "其余7人"
    assert len(re.findall(r'class="problem must"', html)) == 36


def test_a_fault_of_the_whole_list_is_not_hidden_under_somebody(county: County) -> None:
    html = answer_of(county, {"G9": "优秀", "E10": "很好"})
    assert html.index("优秀多了") < html.index('class="fold"')
    assert re.findall(r"<summary><span>(.*?)</span>", html) == ["杨帆"]


@pytest.mark.parametrize("width", [390, 1280])
def test_thirty_six_faults_fit_two_screens(
    browser: Browser, served: tuple[County, str], width: int, tmp_path: Path
) -> None:
    county, _ = served
    path = tmp_path / "附件8.xlsx"
    path.write_bytes(filled(county.as_member("wangfang"), SPOILT))
    page = page_of(browser, served, "wangfang", width)
    page.goto("/upload?paper=grade_proposals")
    page.locator("#files").set_input_files(path)
    page.get_by_role("button", name="上交").click()
    expect(page.get_by_role("link", name="下载批注版")).to_be_visible()
    picture(page, f"result-{width}")
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * SCREEN
    page.get_by_text("张伟", exact=True).click()
    expect(page.locator("details[open] .problem.must").first).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="查看回执").click()
    expect(page.get_by_role("link", name="下载批注版")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * SCREEN
