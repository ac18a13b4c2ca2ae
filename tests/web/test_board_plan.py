"""The notice as an official reads it: all of it is there, and what is open is told."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handlers.cases.service import told
from rules.engine.clashes import contradictions
from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.read_aloud import open_matters, passages
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN
from tests.kit.web.board import words
from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County, make_county


def page(county: County, query: str = "", userid: str = "jiandu") -> str:
    answer = county.as_member(userid).get(f"/board/plan{query}")
    assert answer.status_code == 200
    return words(answer.text)


def test_every_clause_rule_deadline_paper_and_silence_is_there(tmp_path: Path) -> None:
    county = make_county(tmp_path)
    said = page(county)
    squeezed = "".join(said.split())
    everything = [clause.text for clause in PLAN.clauses.values()]
    everything += [rule.title for rule in PLAN.rules if rule.clause in PLAN.clauses]
    everything += [each.label for each in PLAN.deadlines.values()]
    everything += [each.name for each in PLAN.papers.values()]
    everything += [each.text for each in PLAN.silences.values()]
    assert [one for one in everything if "".join(one.split()) not in squeezed] == []
    assert "看方案" in county.as_member("jiandu").get("/board").text
    county.store.close()


def test_a_date_that_was_confirmed_is_not_open_any_more(tmp_path: Path) -> None:
    county = make_county(tmp_path)
    blank = next(each for each in PLAN.deadlines.values() if each.effective is None)
    assert f"{blank.label}（{blank.clause}）" in page(county)
    with county.store.transaction() as records:
        records.dates.set("2019", blank.id, date(2020, 1, 9), by="jiandu", at=county.at)
    said = page(county)
    assert f"{blank.label}（{blank.clause}）" not in said
    assert "2020年1月9日（星期四） 已确认" in said
    county.store.close()


def test_clauses_are_searched(tmp_path: Path) -> None:
    county = make_county(tmp_path)
    found = page(county, "?q=驻村")
    assert "驻村" in found
    assert PLAN.clauses["一(三)5"].text[:20] not in found
    assert "没有找到“<b>”" in page(county, "?q=<b>").replace("&lt;", "<").replace("&gt;", ">")
    county.store.close()


def test_who_sees_no_board_sees_no_plan_page(tmp_path: Path) -> None:
    county = make_county(tmp_path)
    assert county.as_member("wangfang").get("/board/plan").status_code == 403
    assert "确认或改定日期" not in page(county, userid="kaohezu")
    county.store.close()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_notice_of_any_kind_is_shown(folder: Path, tmp_path: Path) -> None:
    plan: Plan = load_plan(folder)
    county = make_county(tmp_path, plan=plan)
    said = "".join(page(county).split())
    for clause in plan.clauses.values():
        assert "".join(clause.text.split()) in said
    assert len(passages(plan)) == len(plan.clauses)
    assert all(one.words for one in open_matters(plan, plan.deadlines))
    county.store.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_the_screen(browser: Browser, served: tuple[County, str], width: int) -> None:
    here = page_of(browser, served, "jiandu", width)
    here.goto("/board/plan")
    expect(here.get_by_role("heading", name="2019年度考核方案")).to_be_visible()
    assert fits(here)
    picture(here, f"board-plan-{width}")
    here.locator(".clause details summary").first.click()
    expect(here.locator(".clause details .result").first).to_be_visible()
    assert fits(here)
    here.get_by_label("在条款里找").fill("没有这个词")
    here.get_by_role("button", name="查找").click()
    expect(here.get_by_role("heading", name="没有找到“没有这个词”")).to_be_visible()
    assert fits(here)
    assert here.faults == []  # type: ignore[attr-defined]


def test_where_the_notice_contradicts_itself_is_told_with_both_results(tmp_path: Path) -> None:
    county = make_county(tmp_path)
    said = page(county)
    for one in contradictions(PLAN):
        axis = PLAN.axes[one.axis]
        for words_of in (axis.label, *(axis.values[value] for value in one.values)):
            assert words_of in said
        assert "；".join(told(PLAN.facts[id], value) for id, value in one.example.items()) in said
    assert "一(一)1 与 一(一)2" in said
    county.store.close()
