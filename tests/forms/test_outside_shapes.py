# ruff: noqa: E501 (tables of cases, one a line)
"""Files of a shape other programs write are read, and marked, like our own."""

import io
from pathlib import Path

import openpyxl
import pytest

from forms.kit import document, workbook
from forms.kit.marking.copy import marked_copy
from forms.kit.problem import Problem
from forms.kit.registry import recognise
from forms.kit.safe.safety import inspect
from tests.kit.forms import made, outside
from tests.kit.forms.outside import S, with_
from tests.kit.plans import PLAN

SHAPES = [
    ("strict document", outside.strict(made.docx_of("个人述职述法报告", "姓名：张伟"))),
    ("another main part", outside.renamed(made.docx_of("个人述职述法报告", "姓名：张伟"), "word/document.xml", "word/document2.xml")),
    ("another folder", outside.renamed(made.docx_of("个人述职述法报告", "姓名：张伟"), "word/document.xml", "content/body.xml")),
    ("strict and renamed", outside.strict(outside.renamed(made.docx_of("个人述职述法报告", "姓名：张伟"), "word/document.xml", "word/d.xml"))),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "packed"), SHAPES, ids=[case[0] for case in SHAPES])
def test_a_document_of_another_shape_is_read_and_marked(
    tmp_path: Path, _why: str, packed: bytes
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(packed)

    assert inspect(path, path.name).kind == "docx"
    assert document.read(path).lines == ("个人述职述法报告", "姓名:张伟")
    seen = recognise(path, "docx", PLAN)
    assert seen is not None
    assert seen.person == "张伟"
    copy = tmp_path / "copy.docx"
    copy.write_bytes(marked_copy(path, [Problem("整份材料", "看一看", example="x")]))
    assert document.read(copy).lines == document.read(path).lines
    assert inspect(copy, copy.name).kind == "docx"


WITH_GUIDES = f'<sst xmlns="{S}"><si><t>张伟</t><rPh sb="0" eb="2"><t>zhāngwěi</t></rPh><phoneticPr fontId="1"/></si></sst>'
GUIDED_BOOK = with_(made.xlsx({"A1": "张伟"}), "xl/sharedStrings.xml", WITH_GUIDES)
BOOKS = [
    ("strict", outside.strict(made.xlsx({"A1": "张伟", "B1": 0.1}))),
    ("another main part", outside.renamed(made.xlsx({"A1": "张伟"}), "xl/workbook.xml", "xl/workbook2.xml")),
    ("another folder", outside.renamed(made.xlsx({"A1": "张伟"}), "xl/workbook.xml", "book/main.xml")),
    ("other strings", outside.renamed(made.xlsx({"A1": "张伟"}), "xl/sharedStrings.xml", "xl/words.xml")),
    ("other styles", outside.renamed(made.xlsx({"A1": "张伟"}), "xl/styles.xml", "xl/look.xml")),
    ("pinyin above", GUIDED_BOOK),
    ("pinyin above, strict", outside.strict(GUIDED_BOOK)),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "packed"), BOOKS, ids=[case[0] for case in BOOKS])
def test_a_workbook_of_another_shape_is_read_and_marked(
    tmp_path: Path, _why: str, packed: bytes
) -> None:
    path = tmp_path / "附件8.xlsx"
    path.write_bytes(packed)

    assert inspect(path, path.name).kind == "xlsx"
    assert workbook.read(path).sheets[0].value(1, 1) == "张伟"
    copy = marked_copy(path, [Problem("A1", "看一看", example="x")])
    sheets = openpyxl.load_workbook(io.BytesIO(copy))
    assert sheets.worksheets[0]["A1"].value == "张伟"
    assert sheets.worksheets[0]["A1"].comment is not None


NUMBERS = [
    (89.999999999999986, "General", 90), (0.1 + 0.2, "General", 0.3), (93.5, "0.00", 93.5), (89.6, "0", 89.6), (0.935, "0.0%", "93.5%"),
    (0.9, "0%", "90%"), (0.93456, "0.00%", "93.456%"), (1, "0%", "100%"), (0.935, '0.0"%"', 0.935), (0.895, '0.0%;[Red]-0.0%', "89.5%"),
    (92, "0", 92), (1e15, "General", 10**15),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "look", "shown"), NUMBERS)
def test_a_number_is_read_as_it_is_shown(tmp_path: Path, stored, look, shown) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        made.xlsx(
            {"A1": stored}, outside.on_sheet(lambda s: setattr(s["A1"], "number_format", look))
        )
    )

    assert workbook.read(path).sheets[0].value(1, 1) == shown
