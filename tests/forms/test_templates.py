"""The templates: what is on them, how they print, and a county's own in their place."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from forms.kit.registry import known_forms, recognise
from rules.loading import load_plan
from rules.plan import PlanError
from tests.kit.forms import golden
from tests.kit.forms.faults import FIVE, NINE, ONE, SIX
from tests.kit.forms.right_forms import SHEETS, Made
from tests.kit.forms.templates import FORMS, OWN, own_plan, template
from tests.kit.plans import PLAN

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow

IDS = [made.paper for made in FORMS]
SOFFICE = shutil.which("soffice")
prints = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice prints the form; none installed")


@pytest.mark.parametrize("made", FORMS, ids=IDS)
def test_a_template_is_as_it_was_when_somebody_last_looked_at_it(made: Made) -> None:
    kept = (golden.FOLDER / f"{made.paper}.txt").read_text(encoding="utf-8")
    assert golden.told(template(made)) == kept


@pytest.mark.parametrize("made", FORMS, ids=IDS)
def test_labels_are_locked_blanks_are_open_and_the_paper_is_a4(made: Made) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template(made))).worksheets[0]
    map = SHEETS[made.paper].layout(PLAN).cell_map()
    assert sheet.protection.sheet
    assert {sheet[cell].protection.locked for cell in map.fields.values()} == {False}
    assert {sheet[cell].protection.locked for cell in map.labels} == {True}
    assert sheet.page_setup.paperSize == 9
    assert "本系统的样表，县里下发正式表样后以正式表样为准" in sheet["A2"].value


def pages(folder: Path, body: bytes) -> PdfReader:
    (folder / "form.xlsx").write_bytes(body)
    command = [
        SOFFICE or "", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), str(folder / "form.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return PdfReader(folder / "form.pdf")


@prints
@pytest.mark.parametrize("made", [ONE, SIX], ids=["附件1", "附件6"])
def test_a_registration_form_filled_to_the_brim_is_one_leaf_of_a4(
    tmp_path: Path, made: Made
) -> None:
    full = {"summary": "工作扎实。" * 200, "training": "县委党校科级干部培训班10天，" * 3}
    printed = pages(tmp_path, made.filled(full)).pages

    assert len(printed) == 2  # both sides of one sheet
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in printed} == {(595, 842)}
    assert "个人总结" in printed[0].extract_text()
    assert "个人总结" not in printed[1].extract_text().split("备注")[0]
    assert "备注" in printed[1].extract_text()


@prints
@pytest.mark.parametrize("made", [FIVE, NINE], ids=["附件5", "附件9"])
def test_the_others_are_one_page(tmp_path: Path, made: Made) -> None:
    assert len(pages(tmp_path, made.filled()).pages) == 1


def test_the_copies_and_where_each_goes_are_on_the_form() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template(ONE))).worksheets[0]
    words = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "A4纸，只需一张纸，双面打印；一式3份（个人档案1份、主管部门1份、单位1份）" in words


def test_a_name_that_looks_like_a_formula_is_written_as_text() -> None:
    person = replace(ONE.of.person.person, post="=HYPERLINK(1)")  # type: ignore[union-attr]
    standing = replace(ONE.of.person, person=replace(person, unit=""))  # type: ignore[type-var]
    body = known_forms()["registration"].template(replace(ONE.of, person=standing))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]["B5"].value == "=HYPERLINK(1)"


def test_a_county_replaces_a_form_by_a_workbook_and_a_cell_map(tmp_path: Path) -> None:
    of = replace(ONE.of, plan=load_plan(own_plan(tmp_path)))
    form = known_forms()["registration"]
    file = tmp_path / "form.xlsx"
    file.write_bytes(form.template(of))
    sheet = openpyxl.load_workbook(file)["登记表"]
    assert (sheet["C2"].value, sheet["F2"].value) == ("张伟", "城关镇")
    seen = recognise(file, "xlsx", PLAN)
    assert (seen.read_as, seen.person, seen.unit) == ("registration", "张伟", "城关镇")  # type: ignore[union-attr]

    book = openpyxl.load_workbook(file)
    for cell, value in (("C3", "男"), ("C4", "1971.4"), ("C6", "总结"), ("C7", "良好")):
        book["登记表"][cell] = value
    book.save(file)

    told = [(p.cell, p.what) for p in form.check(of, file).problems]
    assert told == [
        ("F4", "“参加脱产培训情况”是空的（由单位政工人事部门填写）"),
        ("C7", "“良好”不能填，可填优秀、称职、基本称职、不称职、不确定等次"),
    ]


def test_our_sample_is_an_older_version_once_the_county_has_its_own(tmp_path: Path) -> None:
    of = replace(ONE.of, plan=load_plan(own_plan(tmp_path)))
    file = tmp_path / "form.xlsx"
    file.write_bytes(ONE.filled())
    [only] = known_forms()["registration"].check(of, file).problems
    assert "现在用的是“县委组织部2019年第2版”" in only.what


@pytest.mark.parametrize(
    ("map", "words"),
    [
        (OWN.replace("name: C2", "nmae: C2"), "这张表没有叫“nmae”的栏目"),
        (OWN.replace("name: C2", "name: 第二格"), "“第二格”不是格子的地址"),
        (OWN.replace("version", "verison"), "verison"),
    ],
)
def test_a_wrong_cell_map_is_told_with_its_line(tmp_path: Path, map: str, words: str) -> None:
    of = replace(ONE.of, plan=load_plan(own_plan(tmp_path, map)))
    with pytest.raises(PlanError, match=words) as wrong:
        known_forms()["registration"].template(of)
    assert "registration.yaml" in str(wrong.value)


def test_a_cell_map_without_its_workbook_is_told(tmp_path: Path) -> None:
    plan = own_plan(tmp_path)
    (plan / "forms" / "registration.xlsx").unlink()
    with pytest.raises(PlanError, match="两个文件要放在一起"):
        known_forms()["registration"].template(replace(ONE.of, plan=load_plan(plan)))


def test_the_notes_of_the_proposals_say_for_whom_each_is_meant() -> None:
    book = openpyxl.load_workbook(io.BytesIO(known_forms()["grade_proposals"].template(NINE.of)))
    notes = [str(row[0].value) for row in book["填表说明"].iter_rows()]
    (away,) = (note for note in notes if "在挂职乡镇考核" in note)
    assert away.startswith("派出单位填这张表时")
