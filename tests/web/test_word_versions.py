"""Forms filled in Word, or on a later sheet of a workbook: their faults, copies and changes."""

import io

import openpyxl
import pytest

from tests.kit.blobs import lies
from tests.kit.forms import made
from tests.kit.forms.faults import ONE
from tests.kit.forms.right_forms import CAREFUL
from tests.kit.forms.words import comments, word
from tests.kit.web.county import County
from tests.kit.web.upload import hand_in, plain

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow

RIGHT = {**CAREFUL["registration"], "sex": "男"}


def item(county: County) -> str:
    return f"registration:{county.person_id('张伟')}"


def two_word_versions(county: County) -> None:
    """附件1 of 张伟 in Word with two faults, then with one of them mended."""
    clerk = county.as_member("wangfang")
    for changes in ({"born": "明年", "party": ""}, {"born": "明年", "party": "中共党员"}):
        body = word({**RIGHT, **changes})
        hand_in(clerk, item(county), ("附件1.docx", body))


def test_a_word_form_with_faults_has_them_as_comments_in_its_copy(county: County) -> None:
    two_word_versions(county)
    clerk = county.as_member("wangfang")
    page = clerk.get("/receipt/2019-000001").text
    assert 'href="/marked/2019-000001.docx">下载批注版' in page
    first = comments(clerk.get("/marked/2019-000001.docx").content)
    assert first["出生年月"].startswith("【必须改】")
    assert first["政治面貌"].startswith("【必须改】")
    second = comments(clerk.get("/marked/2019-000002.docx").content)
    assert "政治面貌" not in second
    assert any(said.startswith("上次2处，已改1处") for said in second.values())
    assert clerk.get("/marked/2019-000001.xlsx").status_code == 404
    assert county.left_over() == []


def test_the_receipt_tells_what_changed_between_two_word_versions(county: County) -> None:
    two_word_versions(county)
    page = county.as_member("wangfang").get("/receipt/2019-000002").text
    assert "和第1版相比，改了1格。" in page
    assert "中共党员" in page.split("与上一版相比")[1]
    # The title is the first line, so the table's second row is the third.
    assert "“政治面貌”右边（第3行第2格）" in page.split("与上一版相比")[1]


def test_a_word_version_after_a_workbook_is_not_laid_beside_it(county: County) -> None:
    clerk = county.as_member("wangfang")
    hand_in(clerk, item(county), ("附件1.xlsx", ONE.filled()))
    hand_in(clerk, item(county), ("附件1.docx", word(RIGHT)))
    assert "没法逐格对照" in clerk.get("/receipt/2019-000002").text


def on_the_second_sheet(body: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(body))
    book.create_sheet("通知", 0)["A1"] = "请各单位按时上报"
    book.active = 1
    book.save(out := io.BytesIO())
    return out.getvalue()


def test_a_form_on_a_later_sheet_is_checked_and_marked_there(county: County) -> None:
    clerk = county.as_member("wangfang")
    body = on_the_second_sheet(ONE.filled({"born": "明年"}))
    _, words = hand_in(clerk, item(county), ("附件1.xlsx", body))
    assert "明年" in words
    copy = openpyxl.load_workbook(io.BytesIO(clerk.get("/marked/2019-000001.xlsx").content))
    assert copy.sheetnames[0] == "通知"
    assert copy.worksheets[1][ONE.cell("born")].comment
    assert not any(cell.comment for row in copy["通知"].iter_rows() for cell in row)
    hand_in(clerk, item(county), ("附件1.xlsx", on_the_second_sheet(ONE.filled())))
    page = clerk.get("/receipt/2019-000002").text
    assert f"{ONE.cell('born')}）</b><del>明年</del>" in page


def test_a_copy_that_cannot_be_made_is_refused_with_what_is_wrong_and_the_way_back(
    county: County,
) -> None:
    clerk = county.as_member("wangfang")
    hand_in(clerk, item(county), ("附件1.docx", word({**RIGHT, "born": "明年"})))
    with county.store.reading() as records:
        kept = records.handins.by_receipt("2019-000001")
    assert kept
    path = lies(county.store.blobs, kept.sha256)
    path.chmod(0o600)
    path.write_bytes(made.with_parts(made.docx_of("a"), {"word/document.xml": b"<w:broken"}))
    answer = clerk.get("/marked/2019-000001.docx")
    assert answer.status_code == 422
    assert "做不出批注版" in answer.text
    assert "例如“附件1.docx”" in answer.text
    assert "/receipt/2019-000001" in answer.text
    assert county.left_over() == []


def test_the_faults_of_a_word_form_are_on_the_page_and_the_receipt(county: County) -> None:
    clerk = county.as_member("wangfang")
    _, words = hand_in(
        clerk, item(county), ("附件1.docx", word({**RIGHT, "born": "明年", "party": ""}))
    )
    assert "有2处必须改，还不算交" in words
    assert "明年" in words
    assert "政治面貌" in words
    assert "明年" in plain(clerk.get("/receipt/2019-000001").text)
