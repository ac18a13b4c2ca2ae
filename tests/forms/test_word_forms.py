"""附件1 and 附件6 filled in Word, and old .xls: nothing written in them is lost."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from forms.kit.form import Seen
from forms.kit.registry import recognise
from forms.kit.safe.child import call
from tests.forms import made
from tests.forms.faults import ONE, SIX
from tests.forms.right_forms import CAREFUL, SHEETS

SOFFICE = shutil.which("soffice")
FIELDS = SHEETS["registration"]


def in_control(cell: _Cell, text: str, *, placeholder: bool = False) -> None:
    """What a content control in a cell looks like, filled in or not."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{shown}</w:sdtPr>"
        f"<w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>"
    )
    cell._tc.insert(1, parse_xml(control))
    for paragraph in cell.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)


def cell_in_control(cell: _Cell) -> None:
    """The whole cell wrapped in a control, which python-docx does not see any more."""
    wrapped = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    cell._tc.addprevious(wrapped)
    wrapped[1].append(cell._tc)


def word(values: dict[str, Any], title: str = "县管干部年度考核登记表（2019年度）") -> bytes:
    """附件1 as somebody draws it in Word: merged cells, a nested table, content controls."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=12, cols=6)
    text = {"name": "张伟", "unit": "城关镇", "post": "城关镇党委委员、副镇长", **values}

    def put(row: int, column: int, label: str, id: str, last: int = 0) -> None:
        table.cell(row, column).text = label
        cell = table.cell(row, column + 1)
        if last:
            cell = cell.merge(table.cell(row, last))
        cell.text = str(text.get(id) or "")

    put(0, 0, "姓名", "name")
    put(0, 2, "性别", "sex")
    put(0, 4, "出生年月", "born")
    put(1, 0, "政治面貌", "party")
    put(1, 2, "任现职时间", "post_since")
    put(1, 4, "单位", "unit")
    for row, (label, id) in enumerate(
        (("单位及职务", "post"), ("从事或分管工作", "duties"), ("参加脱产培训情况", "training")), 2
    ):
        put(row, 0, label, id, 5)
    table.cell(5, 0).merge(table.cell(6, 0)).text = "个人总结"
    table.cell(5, 1).merge(table.cell(5, 5)).text = ""
    inner = table.cell(5, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = str(text.get("summary") or "")
    table.cell(6, 1).merge(table.cell(6, 5)).text = "本人签名：　年　月　日"
    for row, (label, id) in enumerate(
        (("主管领导评语和考核等次建议", "leader_opinion"), ("考核等次", "grade"),
         ("党委（党组）意见", "committee_opinion"), ("本人意见", "own_opinion")), 7,
    ):  # fmt: skip
        put(row, 0, label, id, 5)
    document.add_paragraph("未确定等次或不参加考核情况说明：")
    document.add_paragraph("备注：")
    sex = str(text.get("sex") or "")
    in_control(table.cell(0, 3), sex or "选择一项。", placeholder=not sex)
    cell_in_control(table.cell(0, 5))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_form_filled_with_care_has_no_fault(tmp_path: Path) -> None:
    body = word(CAREFUL["registration"])

    assert ONE.faults(tmp_path, body, "docx") == []
    assert recognise(tmp_path / "form.docx", "docx") == Seen(
        "registration", "张伟", "城关镇", "2019"
    )


def test_cells_in_content_controls_nested_and_merged_are_read(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(word(CAREFUL["registration"]))

    texts = [text for _, _, text in call("forms.kit.word.reader", "read_grid", str(path))]

    assert "男" in texts  # a paragraph in a control
    assert "1971.4" in texts  # a cell in a control
    assert any(text.startswith("一年来") for text in texts)  # a table in a cell
    assert texts.count("个人总结") == 1  # merged downwards


@pytest.mark.parametrize(
    ("values", "place", "words"),
    [
        ({"sex": None}, "“性别”栏", "是空的"),
        ({"born": "七一年"}, "“出生年月”栏", "看不出是哪年哪月"),
        ({"summary": None}, "“个人总结”栏", "是空的"),
        ({"training": None}, "“参加脱产培训情况”栏", "是空的"),
        ({"grade": "合格"}, "“考核等次”栏", "不能填"),
        ({"name": "刘洋"}, "“姓名”栏", "现在是为“张伟”交"),
    ],
)
def test_a_fault_in_a_word_form_is_told_by_the_name_of_its_blank(
    tmp_path: Path, values: dict[str, Any], place: str, words: str
) -> None:
    [told] = ONE.faults(tmp_path, word({**CAREFUL["registration"], **values}), "docx")
    assert (told.cell, told.must) == (place, True)
    assert words in told.what


def test_a_word_form_of_another_version_or_kind_is_told(tmp_path: Path) -> None:
    [old] = ONE.faults(tmp_path, word({}, "县管干部年度考核登记表 样表：附件1/2018/第1版"), "docx")
    assert "现在用的是“样表：附件1/2019/第1版”" in old.what
    [other] = SIX.faults(tmp_path, word({}), "docx")
    assert "看不出这是附件6" in other.what


def test_a_word_file_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    [told] = ONE.faults(tmp_path, b"PK\x03\x04 not a document", "docx")
    assert "打不开" in told.what
    assert "例如“附件1.xlsx”" in told.what
    broken = made.with_parts(made.docx_of("a"), {"word/document.xml": b"<w:broken"})
    [told] = ONE.faults(tmp_path, broken, "docx")
    assert "例如“附件1.docx”" in told.what


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice writes the old .xls; none installed")
def test_an_old_xls_is_read_for_its_values(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(ONE.filled({"born": "1971.13"}))
    command = [
        SOFFICE or "", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "xls:MS Excel 97", "--outdir", str(tmp_path), str(tmp_path / "form.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    [told] = ONE.faults(tmp_path, (tmp_path / "form.xls").read_bytes(), "xls")

    assert (told.cell, told.must) == ("F3", True)
