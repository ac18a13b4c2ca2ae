"""附件1 and 附件6 filled in Word, and old .xls: nothing written in them is lost."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from forms.kit.form import Seen
from forms.kit.registry import recognise
from forms.kit.safe.child import call
from tests.kit.forms import made
from tests.kit.forms.faults import ONE, SIX
from tests.kit.forms.right_forms import CAREFUL, SHEETS
from tests.kit.forms.words import word
from tests.kit.plans import PLAN

SOFFICE = shutil.which("soffice")
FIELDS = SHEETS["registration"]


def test_a_word_form_filled_with_care_has_no_fault(tmp_path: Path) -> None:
    body = word(CAREFUL["registration"])

    assert ONE.faults(tmp_path, body, "docx") == []
    assert recognise(tmp_path / "form.docx", "docx", PLAN) == Seen(
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
