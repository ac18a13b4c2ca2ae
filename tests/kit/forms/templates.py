"""Empty forms: ours, and a county's own."""

import shutil
from pathlib import Path

import openpyxl

from forms.kit.registry import known_forms
from tests.kit.forms.faults import FIVE, NINE, ONE, SIX
from tests.kit.forms.right_forms import Made
from tests.kit.plans import PLAN

FORMS = [ONE, SIX, FIVE, NINE]


def template(made: Made) -> bytes:
    return known_forms()[made.paper].template(made.of)


# A county's own form: other places, other words, its own mark.
OWN = """\
version: 县委组织部2019年第2版
mark: {cell: A9, text: 组通字2019}
sheet: 登记表
fields: {name: C2, sex: C3, born: C4, unit: F2, post: F3, training: F4, summary: C6, grade: C7}
labels: {B2: 姓名, B3: 性别, B4: 出生, E2: 单位, E3: 职务, E4: 培训, B6: 总结, B7: 等次}
"""


def own_plan(folder: Path, map: str = OWN) -> Path:
    """The plan with a county's workbook and cell map dropped into it, nothing else changed."""
    shutil.copytree(PLAN.root, folder / "plan")
    (folder / "plan" / "forms").mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "登记表"
    sheet["A1"], sheet["A9"] = "县管干部年度考核登记表（2019年度）", "组通字2019附件1"
    for cell in (
        "B2 姓名",
        "B3 性别",
        "B4 出生",
        "E2 单位",
        "E3 职务",
        "E4 培训",
        "B6 总结",
        "B7 等次",
    ):
        sheet[cell[:2]] = cell[3:]
    book.save(folder / "plan" / "forms" / "registration.xlsx")
    (folder / "plan" / "forms" / "registration.yaml").write_text(map, encoding="utf-8")
    return folder / "plan"
