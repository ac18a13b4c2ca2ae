"""Workbooks as they come from real computers: each is read as it is meant or refused in words."""

import io
import struct
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.grade_proposals import check, read
from forms.grade_proposals.form import FORM
from forms.kit import workbook
from forms.kit.marking.copy import Unmarkable, marked_copy
from forms.kit.problem import Problem
from forms.kit.registry import recognise
from forms.kit.safe import compound
from forms.kit.safe.safety import UnsafeFile, inspect
from tests.kit.forms import made
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.forms.right_proposals import filled
from tests.kit.plans import PLAN

# Workbooks of a million rows, in interpreters started for each.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("interpreters")]

ROWS = 1_048_576  # of a sheet in Excel
FAULTY = filled({"G10": "优秀"})
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def kept(folder: Path, body: bytes, name: str = "form.xlsx") -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def with_formatted_rows(body: bytes, row: bytes) -> bytes:
    """The form, and below it rows to the end of the sheet with a format and nothing else."""
    sheet = made.part_of(body, "xl/worksheets/sheet1.xml")
    below = b"".join(row % {b"n": number} for number in range(60, ROWS + 1))
    end = sheet.index(b"</sheetData>")
    return made.with_parts(body, {"xl/worksheets/sheet1.xml": sheet[:end] + below + sheet[end:]})


def faults(path: Path) -> list[Problem]:
    return list(check(PLAN, read(PLAN, path), TOWNSHIP, STANDINGS))


@pytest.mark.slow  # a workbook of a million rows is made
def test_a_million_formatted_rows_do_not_keep_a_form_from_being_read(tmp_path: Path) -> None:
    path = kept(tmp_path, with_formatted_rows(FAULTY, b'<row r="%(n)d" ht="14"/>'))

    inspect(path, "附件8.xlsx")
    found = faults(path)

    assert found == faults(kept(tmp_path, FAULTY, "short.xlsx"))
    marked = kept(tmp_path, marked_copy(path, found), "marked.xlsx")
    assert faults(marked) == found


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="%(n)d" spans="1:9" s="1" customFormat="1"/>',
        b'<row r="%(n)d"><c r="A%(n)d" s="1"/><c r="B%(n)d" s="1"/></row>',
    ],
)
def test_more_format_than_can_be_read_is_refused_with_the_way_out(
    tmp_path: Path, row: bytes
) -> None:
    with pytest.raises(UnsafeFile) as refused:
        inspect(kept(tmp_path, with_formatted_rows(FAULTY, row)), "附件8.xlsx")

    assert "多半是整列设了格式" in refused.value.words
    assert "把需要的内容复制到一个新文件里，另存后再交，例如“附件8.xlsx”" in refused.value.words


def test_a_word_far_below_the_last_row_we_read_is_not_passed_over(tmp_path: Path) -> None:
    path = kept(tmp_path, filled({"B9000": "张伟"}))

    assert [(each.cell, each.what) for each in faults(path)] == [
        ("整张表", workbook.HeavyWorkbook().words("附件8").rstrip("。"))
    ]


def test_more_filled_cells_than_a_form_can_have_are_too_many(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for _ in range(1600):
        sheet.append([1] * 100)
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(workbook.HeavyWorkbook):
        workbook.read(tmp_path / "a.xlsx")


def old_form() -> bytes:
    """附件8 filled with care but for one 优秀 too many, as an old xls."""
    sheet: Any = openpyxl.load_workbook(io.BytesIO(FAULTY))["等次建议"]
    values = {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    return made.xls(values)


def test_an_old_workbook_is_read_as_the_new_one_is(tmp_path: Path) -> None:
    path = kept(tmp_path, old_form(), "form.xls")

    assert inspect(path, "附件8.xls", FORM.reads).kind == "xls"
    assert faults(path) == faults(kept(tmp_path, FAULTY))
    assert recognise(path, "xls", PLAN) == FORM.recognise(path, PLAN)
    with pytest.raises(Unmarkable) as wrong:
        marked_copy(path, [])
    assert "另存为xlsx" in wrong.value.words("附件8")


def test_an_old_workbook_is_read_whatever_its_name_says(tmp_path: Path) -> None:
    body = old_form()

    stored = workbook.read(kept(tmp_path, body, "5f3a"))

    assert stored == workbook.read(kept(tmp_path, body, "form.xls"))
    assert stored == workbook.read(kept(tmp_path, body, "form.xlsx"))


def test_a_hidden_sheet_of_an_old_workbook_is_hidden(tmp_path: Path) -> None:
    path = kept(tmp_path, made.xls({(1, 1): "姓名", (1, 2): "等次建议"}, hidden=True), "a.xls")

    assert "取消隐藏" in faults(path)[0].what


def test_an_old_file_with_a_table_made_to_fill_memory_is_no_workbook(tmp_path: Path) -> None:
    body = bytearray(old_form())
    body[68:76] = struct.pack("<II", 1, 10_000)  # a list of sectors that leads back to itself
    body[1024 : 1024 + 512] = struct.pack("<128I", *([0] * 127), 1)

    with pytest.raises(compound.NotCompound):
        compound.look(kept(tmp_path, bytes(body), "a.xls"))


def test_labels_moved_and_merged_are_found_by_their_words(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FAULTY))
    sheet: Any = book["等次建议"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_cols(1)
    sheet.insert_rows(1, 2)
    sheet.merge_cells("A1:K2")
    out = io.BytesIO()
    book.save(out)

    found = faults(kept(tmp_path, out.getvalue()))

    assert [each.cell for each in found] == ["H12"]
    assert found[0].what == faults(kept(tmp_path, FAULTY))[0].what


def test_a_link_to_another_workbook_is_refused_with_the_way_out(tmp_path: Path) -> None:
    link = b'<externalLink xmlns="' + NAMESPACE + b'"/>'
    path = kept(tmp_path, made.with_parts(FAULTY, {"xl/externalLinks/externalLink1.xml": link}))

    with pytest.raises(UnsafeFile) as refused:
        inspect(path, "附件8.xlsx")

    assert refused.value.words == (
        "文件里有指向外部文件的链接（引用了其他工作簿），没有收。请断开链接、保存后再交，"
        "例如在Excel中选“数据—编辑链接—断开链接”，在Word中选“文件—信息—编辑指向文件的链接”。"
    )
