import io
import random
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from forms.kit.changes import Change, Changes, changes
from forms.kit.marking.copy import Mended, Unmarkable, marked_copy, mended
from forms.kit.problem import Problem
from forms.kit.workbook import read
from tests.kit.forms import made

# openpyxl warns that it would drop the very extension the marked copy must keep.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning"),
    # Workbooks and documents by the hundred, checked or marked in child interpreters.
    pytest.mark.slow,
]

GRADE = Problem("C3", "等次建议没有填", "一(三)5", "称职")
SCORE = Problem("D4", "民主测评分偏低", example="92.5", must=False)
WHOLE = Problem("整张表", "少了张伟", "一(一)1", "张伟，副镇长")
X14 = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation '
    b'type="list"><x14:formula1><xm:f>Other!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F1:F9'
    b"</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def users_workbook(path: Path, dice: random.Random | None = None) -> Path:
    """A sheet with all that a user may have put in and must find again."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "等次'建议"
    sheet["A1"], sheet["A2"] = "2019年度", "姓名"
    sheet["A3"].value, sheet["A3"].data_type = "=张伟", "s"
    sheet["C3"].font = Font(bold=True, name="仿宋")
    sheet["C3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B4"], sheet["E9"] = 12.5, "=B4*2"
    sheet.merge_cells("C3:D3")
    for cell in ("A2", "D4"):
        sheet[cell].comment = Comment("我自己的批注", "李娜")
    for _ in range(40 if dice else 0):
        assert dice
        sheet.cell(dice.randint(10, 40), dice.randint(1, 9), dice.choice(("甲", 3, 2.5, "<&>")))
    choices = DataValidation(type="list", formula1='"优秀,称职"')
    choices.add("C5:C9")
    sheet.add_data_validation(choices)
    sheet.conditional_formatting.add("B4", CellIsRule(operator="lessThan", formula=["60"]))
    sheet.page_setup.orientation = "landscape"
    book.create_sheet("Other").sheet_state = "hidden"
    book.defined_names["等次"] = DefinedName("等次", attr_text="Other!$A$1:$A$3")
    sheet.print_title_rows = "1:2"
    book.save(path)
    return with_extension(path)


def with_extension(path: Path) -> Path:
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</worksheet>", X14 + b"</worksheet>")
    with zipfile.ZipFile(path, "w") as whole:
        for name, body in parts.items():
            whole.writestr(name, body)
    return path


def opened(body: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body))


def look_of(cell: Any) -> tuple[Any, ...]:
    kept = (cell.font, cell.border, cell.alignment, cell.protection, cell.number_format)
    return (cell.value, cell.data_type, *map(repr, kept))


def test_each_fault_is_a_comment_and_a_colour_beside_the_users_own(tmp_path: Path) -> None:
    path = users_workbook(tmp_path / "a.xlsx")

    sheet = opened(marked_copy(path, [GRADE, SCORE, WHOLE])).worksheets[0]

    said = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert said == {
        "A2": "我自己的批注",
        "C3": "【必须改】等次建议没有填（依据：一(三)5）\n例如：称职",
        "D4": "我自己的批注\n【请核对】民主测评分偏低\n例如：92.5",
    }
    assert (sheet["C3"].fill.fgColor.rgb, sheet["D4"].fill.fgColor.rgb) == ("FFFFC7CD", "FFFFEB9B")


def test_a_fault_inside_merged_cells_is_marked_where_they_begin(tmp_path: Path) -> None:
    path = users_workbook(tmp_path / "a.xlsx")

    sheet = opened(marked_copy(path, [Problem("D3", "空的")])).worksheets[0]

    assert sheet["C3"].comment.text == "【必须改】空的"


def test_the_summary_links_every_fault_and_says_what_was_mended(tmp_path: Path) -> None:
    path = users_workbook(tmp_path / "a.xlsx")
    before = [GRADE, Problem("A9", "=空的")]

    book = opened(marked_copy(path, [GRADE, WHOLE], before))

    assert book.sheetnames == ["等次'建议", "Other", "检查结果"]
    rows = [[cell.value for cell in row] for row in book["检查结果"].iter_rows()]
    assert [[value for value in row if value] for row in rows] == [
        ["考核助手检查结果"],
        ["上次2处，已改1处"],
        ["必须改2处（红色），请核对0处（黄色）；点“位置”可以跳到那一格"],
        ["位置", "问题", "依据", "怎样改", "必须改·请核对"],
        ["C3", "等次建议没有填", "一(三)5", "例如：称职", "必须改"],
        ["整张表", "少了张伟", "一(一)1", "例如：张伟，副镇长", "必须改"],
    ]
    assert book["检查结果"]["A5"].hyperlink.location == "'等次''建议'!C3"


def test_the_users_file_stays_and_so_does_all_in_it(tmp_path: Path) -> None:
    path = users_workbook(tmp_path / "a.xlsx")
    original = path.read_bytes()

    body = marked_copy(path, [GRADE, SCORE])

    assert path.read_bytes() == original
    with zipfile.ZipFile(io.BytesIO(body)) as copy, zipfile.ZipFile(path) as whole:
        assert b"x14:dataValidation " in copy.read("xl/worksheets/sheet1.xml")
        assert copy.read("xl/worksheets/sheet2.xml") == whole.read("xl/worksheets/sheet2.xml")
    sheet, book = opened(body).worksheets[0], opened(body)
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=张伟", "s")
    assert sheet.data_validations.dataValidation[0].formula1 == '"优秀,称职"'
    assert str(sheet.conditional_formatting[("B4")][0].formula) == "['60']"
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$2")
    assert book.defined_names["等次"].attr_text == "Other!$A$1:$A$3"


@pytest.mark.parametrize("seed", range(12))
def test_any_workbook_differs_only_in_its_marks(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = users_workbook(tmp_path / "a.xlsx", dice)
    cells = {f"{dice.choice('ABEFXZ')}{dice.randint(1, 60)}" for _ in range(9)}

    body = marked_copy(
        path, [Problem(cell, "<坏>&\x01", must=dice.random() < 0.5) for cell in cells]
    )

    old, new = openpyxl.load_workbook(path), opened(body)
    for sheet in old.worksheets:
        for row in sheet.iter_rows(max_row=61, max_col=27):
            for cell in row:
                other = new[sheet.title][cell.coordinate]
                assert look_of(cell) == look_of(other)
                if sheet.title == "Other" or cell.coordinate not in cells:
                    assert repr(cell.fill) == repr(other.fill)
    values = CalamineWorkbook.from_filelike(io.BytesIO(body))
    was = CalamineWorkbook.from_path(path).get_sheet_by_name("Other").to_python()
    assert values.get_sheet_by_name("Other").to_python() == was
    assert values.sheet_names[-1] == "检查结果"


def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")

    with pytest.raises(Unmarkable) as wrong:
        marked_copy(path, [GRADE])

    assert "另存为xlsx" in wrong.value.words("附件1")


def test_a_fault_is_mended_when_cell_and_words_are_gone() -> None:
    assert mended([GRADE, SCORE, WHOLE], [WHOLE, Problem("C3", "别的")]) == Mended(3, 2)


def test_versions_are_compared_cell_by_cell(tmp_path: Path) -> None:
    path = users_workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A2"], book.worksheets[0]["B4"] = "张伟", None
    book.save(tmp_path / "b.xlsx")

    found = changes(read(path), read(tmp_path / "b.xlsx"))

    name = "等次'建议"
    kept = [each for each in found.told if each.cell in ("A2", "B4")]
    assert kept == [Change(name, "A2", "姓名", "张伟"), Change(name, "B4", "12.5", "")]
    assert str(kept[1]) == "《等次'建议》B4：“12.5”→（空）"
    assert changes(read(path), read(path)) == Changes(())


def test_it_is_told_when_not_every_change_is_listed(tmp_path: Path) -> None:
    old, new = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    old.write_bytes(made.xlsx({"A1": "甲", "A2": "乙", "A3": "丙"}))
    new.write_bytes(made.xlsx({"A1": "丁", "A2": "戊", "A3": "己"}))

    assert changes(read(old), read(new), most=2).lines() == (
        "《Sheet》A1：“甲”→“丁”",
        "《Sheet》A2：“乙”→“戊”",
        "改动很多，这里只列出前2处，后面的没有列出；请打开两份表对照",
    )
    assert not changes(read(old), read(new), most=3).cut
