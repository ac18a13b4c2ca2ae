"""The ruled roster over the pages: who may download whose."""

import io
from dataclasses import replace
from functools import partial

import openpyxl
import pytest

from handlers.dialogue.conversation import respond
from handlers.turn.message import IncomingMessage
from language.reader import Reader
from rules.roster import PersonRow
from tests.kit.plans import PLAN
from tests.kit.web.county import MEMBER, ROWS, County


def names(body: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(body))["逐人判定"]
    return [str(row[1]) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_a_clerk_downloads_the_own_units_people_with_the_secondee(county: County) -> None:
    response = county.as_member("wangfang").get("/verdicts.xlsx")

    assert response.status_code == 200
    assert response.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert response.headers["cache-control"] == "no-store"
    found = names(response.content)
    assert (len(found), found[0], found[-1]) == (12, "王建国", "胡军")


def test_a_supervisor_downloads_the_county_with_everybody_once(county: County) -> None:
    found = names(county.as_member("jiandu").get("/verdicts.xlsx").content)
    assert len(found) == len(set(found)) == 13


@pytest.mark.parametrize(
    ("userid", "unit", "status"),
    [
        ("wangfang", "城关镇", 200),
        ("wangfang", "河口镇", 403),
        ("lina", "城关镇", 403),
        ("zhangwei", "城关镇", 403),
        ("jiandu", "河口镇", 200),
        ("kaohezu", "城关镇", 200),
        ("kaohezu", "河口镇", 403),
    ],
)
def test_who_may_download_which_unit(county: County, userid: str, unit: str, status: int) -> None:
    response = county.as_member(userid).get(f"/verdicts/{county.unit_id(unit)}.xlsx")
    assert response.status_code == status
    if status == 403:
        assert unit not in response.text


@pytest.mark.parametrize("userid", ["zhangwei", "kaohezu"])
def test_without_a_unit_of_their_own_there_is_nothing_to_download(
    county: County, userid: str
) -> None:
    assert county.as_member(userid).get("/verdicts.xlsx").status_code == 403


def test_a_unit_there_is_not(county: County) -> None:
    assert county.as_member("jiandu").get("/verdicts/9999.xlsx").status_code == 404
    assert county.as_member("wangfang").get("/verdicts/x.xlsx").status_code == 403
    assert county.anonymous().get("/verdicts.xlsx").status_code == 302


def test_a_ruling_of_the_section_holds_on_the_pages_too(county: County) -> None:
    training = PersonRow(2, "胡军", "县财政局", "副局长", {"position": MEMBER, "in_training": "是"})
    with county.store.transaction() as records:
        result = records.roster.import_rows(replace(ROWS, people=(training,)), PLAN.facts)
        assert result.problems == ()
    before = row_of(county, "胡军")

    talk = partial(respond, store=county.store, plan=PLAN, reader=Reader(PLAN), public_url="")
    for number, (userid, text) in enumerate(
        [
            ("wangfang", "胡军评优占谁的指标"),
            ("wangfang", "请示"),
            ("wangfang", "确认"),
            ("jiandu", "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此"),
            ("jiandu", "确认批复"),
        ]
    ):
        talk(IncomingMessage(f"m{number}", userid, "console", county.at, text=text))

    assert before != row_of(county, "胡军")
    assert "占原单位" in str(row_of(county, "胡军"))


def row_of(county: County, name: str) -> tuple[object, ...]:
    body = county.as_member("wangfang").get("/verdicts.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(body))["逐人判定"]
    return next(row for row in sheet.iter_rows(min_row=4, values_only=True) if row[1] == name)
