"""A county's own 附件8 over the pages: handed out, handed in, marked."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.kit.forms import right_proposals
from tests.kit.forms.own_proposals import FIRST, own, packed
from tests.kit.web.county import County, make_county
from tests.kit.web.upload import PROPOSALS, hand_in, versions


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path, plan=own(tmp_path).plan)
    yield made
    made.store.close()


def test_the_countys_sheet_goes_out_comes_back_and_is_marked(county: County) -> None:
    clerk = county.as_member("wangfang")
    book = openpyxl.load_workbook(io.BytesIO(clerk.get("/template/grade_proposals.xlsx").content))
    sheet = book["汇总"]
    assert (sheet["A3"].value, sheet[f"B{FIRST}"].value) == ("报送单位（盖章）：城关镇", "王建国")
    for row in range(FIRST, FIRST + 12):
        sheet[f"G{row}"], sheet[f"H{row}"], sheet[f"F{row}"] = 93, "有", "称职"
    right = packed(book)
    sheet[f"F{FIRST + 3}"] = "秤职"

    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", packed(book)))
    assert f"F{FIRST + 3} 必须改" in words
    assert "“秤职”不是规定的等次" in words
    marked = openpyxl.load_workbook(io.BytesIO(clerk.get("/marked/2019-000001.xlsx").content))
    assert "秤职" in marked["汇总"][f"F{FIRST + 3}"].comment.text

    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", right))
    assert "已收到" in words
    assert [status for _, status, _ in versions(county)] == ["faulty", "checked"]


def test_our_sample_is_sent_back_with_how_to_get_the_countys(county: County) -> None:
    clerk = county.as_member("wangfang")
    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", right_proposals.filled()))
    assert "现在用的是“县委组织部2019年第2版”" in words
    assert "发我附件8" in words
