"""Marked copies over the page, and what changed from one version to the next."""

import io

import openpyxl
import pytest

from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.packets import opened
from tests.kit.web.upload import PROPOSALS, filled, hand_in, token

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow

FIRST, SECOND = "/marked/2019-000001.xlsx", "/marked/2019-000002.xlsx"


def two_versions(county: County) -> None:
    """附件8 with two faults, then with one of them mended."""
    clerk = county.as_member("wangfang")
    for changes in ({"G9": "优秀", "E10": None}, {"G9": "优秀"}):
        hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, changes)))


def test_a_form_with_faults_offers_its_marked_copy(county: County) -> None:
    clerk = county.as_member("wangfang")
    response = clerk.post(
        "/upload",
        data={"token": token(clerk), "item": PROPOSALS},
        files={"files": ("附件8.xlsx", filled(clerk, {"G9": "优秀"}))},
        headers={"X-Kaohe-Part": "1"},
    )
    for page in (response.text, clerk.get("/receipt/2019-000001").text):
        assert f'href="{FIRST}">下载批注版' in page
    answer = clerk.get(FIRST)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "必须改" in book.worksheets[0]["G9"].comment.text
    assert book.sheetnames[-1] == "检查结果"
    assert county.left_over() == []


def test_the_second_copy_says_how_much_was_mended(county: County) -> None:
    two_versions(county)
    clerk = county.as_member("wangfang")
    said = "".join(
        body.decode(errors="ignore")
        for name, body in opened(clerk.get(SECOND).content).items()
        if name.endswith(".xml")
    )
    assert "上次2处，已改1处" in said


@pytest.mark.parametrize(
    ("userid", "status"),
    [("wangfang", 200), ("jiandu", 200), ("kaohezu", 200), ("lina", 404), ("zhangwei", 404)],
)
def test_a_marked_copy_goes_to_whoever_may_open_the_version(
    county: County, userid: str, status: int
) -> None:
    two_versions(county)
    member = county.as_member(userid)
    assert member.get(FIRST).status_code == status
    assert member.get("/file/2019-000001").status_code == status


def test_a_marked_copy_fetched_is_in_the_trail(county: County) -> None:
    two_versions(county)
    county.as_member("jiandu").get(FIRST)
    page = county.as_member("jiandu").get("/audit").text
    assert "批注版" in page


def test_what_no_form_reads_has_no_marked_copy(county: County) -> None:
    clerk = county.as_member("wangfang")
    hand_in(clerk, PROPOSALS, ("盖章.pdf", made.pdf()))
    assert "下载批注版" not in clerk.get("/receipt/2019-000001").text
    for name in ("2019-000001.pdf", "2019-000001.xlsx", "2019-000001", "2019-000009.xlsx"):
        assert clerk.get(f"/marked/{name}").status_code == 404


def test_the_receipt_tells_the_cells_that_changed(county: County) -> None:
    two_versions(county)
    clerk = county.as_member("wangfang")
    assert "与上一版相比" not in clerk.get("/receipt/2019-000001").text
    page = clerk.get("/receipt/2019-000002").text
    assert "和第1版相比，改了1格。" in page
    assert "<b>杨帆的“民主测评分”（E10）</b><del>（空）</del>" in page


def test_a_long_list_of_changes_is_cut_in_words(county: County) -> None:
    clerk = county.as_member("wangfang")
    many = {f"{column}{row}": "改" for column in "JKLMNOPQRS" for row in range(30, 70)}
    for changes in ({}, many):
        hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, changes)))
    page = clerk.get("/receipt/2019-000002").text
    assert "改了200格以上" in page
    assert "这里只列出前200处" in page


def test_versions_with_the_same_cells_have_no_changes(county: County) -> None:
    clerk = county.as_member("wangfang")
    same = filled(clerk)
    with_a_blank_sheet = openpyxl.load_workbook(io.BytesIO(same))
    with_a_blank_sheet.create_sheet("空白")
    with_a_blank_sheet.save(again := io.BytesIO())
    for body in (same, again.getvalue()):
        hand_in(clerk, PROPOSALS, ("附件8.xlsx", body))
    assert "和第1版相比，表里的内容没有改动" in clerk.get("/receipt/2019-000002").text
