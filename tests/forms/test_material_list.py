"""附件9 made from what is in: its counts, who is missing, and how much of it prints."""

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from forms.kit.form import Occasion
from forms.kit.own_forms import own_forms
from forms.kit.registry import known_forms
from forms.material_list.form import missing_words
from rules.loading import load_plan
from tests.kit.forms.county import MEMBERS
from tests.kit.forms.faults import NINE
from tests.kit.forms.right_forms import SHEETS
from tests.kit.plans import PLAN


def made(handed_in: Mapping[str, frozenset[int | None]]) -> bytes:
    return known_forms()["material_list"].template(replace(NINE.of, handed_in=handed_in))


def blanks(body: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    fields = SHEETS["material_list"].layout(PLAN).cell_map().fields
    return {id: sheet[cell].value for id, cell in fields.items()}


def test_only_those_who_owe_a_paper_are_counted_and_the_others_named() -> None:
    owed = blanks(made({}))["registration_owed"]
    assert isinstance(owed, int)
    assert blanks(made({}))["registration_in"] is None
    stranger = 999
    two = frozenset({MEMBERS[0].id, MEMBERS[1].id, stranger})
    found = blanks(made({"registration": two, "grade_proposals": frozenset({None})}))
    assert (found["registration_owed"], found["registration_in"]) == (owed, 2)
    note = str(found["registration_note"])
    assert MEMBERS[0].name not in note
    assert note.endswith(f"等{owed - 2}人")
    assert (found["grade_proposals_in"], found["grade_proposals_note"]) == (1, None)


def test_a_list_made_from_what_is_in_has_no_fault_but_its_filler(tmp_path: Path) -> None:
    body = made({"registration": frozenset({MEMBERS[0].id})})
    assert {each.cell for each in NINE.faults(tmp_path, body)} == {NINE.cell("filler")}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "未交"),
        (["张伟"], "未交：张伟"),
        (["张伟", "刘洋", "陈静"], "未交：张伟、刘洋、陈静"),
        (["张伟"] * 8, "未交：张伟、张伟、张伟、张伟、张伟、张伟、张伟、张伟"),
        (["张伟"] * 300, "未交：张伟、张伟、张伟、张伟、张伟、张伟、张伟等300人"),
        (["阿卜杜拉·买买提江·吐尔逊·艾合买提·依明·玉素甫"] * 2, "未交：2人"),
    ],
)
def test_a_note_names_as_many_as_its_cell_prints(names: list[str], words: str) -> None:
    assert missing_words(names) == words
    assert len(words) <= 28


OWN = """\
version: 县里2019年第1版
mark: {cell: E1, text: 组通字〔2019〕9号}
sheet: 清单
fields: {unit: B2, registration_owed: B4, registration_in: C4, registration_note: D4,
  grade_proposals_in: C5}
labels: {A2: 报送单位, A4: 登记表, A5: 等次建议, B3: 应报, C3: 已报, D3: 说明}
"""


def countys(folder: Path, handed_in: Mapping[str, frozenset[int | None]]) -> Occasion:
    """附件9 under a plan into which a county dropped a list of its own: two papers, no filler."""
    shutil.copytree(PLAN.root, folder / "plan")
    (folder / "plan" / "forms").mkdir()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet["A1"], sheet["E1"] = "清单", "2019年度考核上报材料清单", "组通字〔2019〕9号"
    labels = {
        "A2": "报送单位",
        "A4": "登记表",
        "A5": "等次建议",
        "B3": "应报",
        "C3": "已报",
        "D3": "说明",
    }
    for cell, words in labels.items():
        sheet[cell] = words
    sheet["C4"].number_format, sheet["D4"].font = "0份", Font(name="楷体")
    book.save(folder / "plan" / "forms" / "material_list.xlsx")
    (folder / "plan" / "forms" / "material_list.yaml").write_text(OWN, encoding="utf-8")
    return replace(NINE.of, plan=load_plan(folder / "plan"), handed_in=handed_in)


def test_a_countys_own_list_is_filled_from_what_is_in(tmp_path: Path) -> None:
    two = frozenset({MEMBERS[0].id, MEMBERS[1].id})
    of = countys(tmp_path, {"registration": two, "grade_proposals": frozenset({None})})
    assert own_forms(of.plan) == ("material_list",)
    file, form = tmp_path / "list.xlsx", known_forms()["material_list"]
    file.write_bytes(form.template(of))
    sheet = openpyxl.load_workbook(file)["清单"]
    owed = sheet["B4"].value
    assert (sheet["B2"].value, sheet["C4"].value, sheet["C5"].value) == ("城关镇", 2, 1)
    assert sheet["D4"].value.endswith(f"等{owed - 2}人")
    assert (sheet["C4"].number_format, sheet["D4"].font.name) == ("0份", "楷体")
    assert form.check(of, file).problems == ()


def test_faults_of_a_countys_own_list_are_told_at_its_cells(tmp_path: Path) -> None:
    of = countys(tmp_path, {"registration": frozenset({MEMBERS[0].id})})
    file, form = tmp_path / "list.xlsx", known_forms()["material_list"]
    book = openpyxl.load_workbook(io.BytesIO(form.template(of)))
    book["清单"]["B2"], book["清单"]["D4"] = "城南镇", None
    book["清单"]["C5"] = "一份"
    book.save(file)
    told = [(each.cell, each.must) for each in form.check(of, file).problems]
    assert told == [("B2", True), ("D4", True), ("C5", True)]
