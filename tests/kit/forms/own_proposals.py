"""A county's own 附件8: other places, other words, a footer, drop-downs and sums of its own."""

import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from forms.kit.form import Occasion
from forms.kit.registry import known_forms
from rules.loading import load_plan
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.forms.faults import NINE
from tests.kit.plans import PLAN

FORM = known_forms()["grade_proposals"]
MAP = """\
version: 县委组织部2019年第2版
mark: {cell: K1, text: 组通字〔2019〕88号}
sheet: 汇总
columns: {rank: A, name: B, post: C, unit: D, apart: E, grade: F, score: G, routine: H, number: J}
first_row: 7
fields: {unit: A3, year: D3, team_grade: G3}
labels: {C3: 年份, F3: 班子, A5: 名次, B5: 被推荐人, C5: 岗位, D5: 所属, E5: 单列,
  F5: 拟定, G5: 得分, H5: 平时, J5: 号, B27: 审核人}
"""
FIRST, PRINTED, FOOT = 7, 20, 27
# Where a column of our template stands in the county's.
COLUMNS = {"A": "J", "B": "B", "C": "D", "D": "C", "E": "G", "F": "H", "G": "F", "H": "A", "I": "E"}
HEAD = {"B3": "A3", "F3": "D3", "H3": "G3"}


def theirs(cell: str) -> str:
    """The county's cell for one of our template."""
    letters, row = cell[:1], int(cell[1:])
    return HEAD.get(cell) or f"{COLUMNS[letters]}{row + FIRST - 6}"


def sheet_of_the_county(printed: int = PRINTED) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总"
    line = Side(style="thin")
    for cell, words in re.findall(r"([A-K]\d): ([^,}]+)", MAP.partition("labels")[2]):
        sheet[cell] = words.strip()
    sheet["A1"], sheet["K1"] = "2019年干部年度考核汇总", "组通字〔2019〕88号"
    sheet["A3"] = "报送单位（盖章）：　　"
    sheet["B6"] = "（按现任填写）"
    last = FIRST + printed - 1
    for row in range(FIRST, last + 1):
        sheet[f"J{row}"] = row - FIRST + 1
        for column in "ABCDEFGHJ":
            cell = sheet[f"{column}{row}"]
            cell.border = Border(line, line, line, line)
            cell.font = Font(name="楷体", size=13)
            cell.fill = PatternFill("solid", fgColor="FFFFEEDD")
        sheet.row_dimensions[row].height = 31
    foot = last + 1
    sheet[f"B{foot}"], sheet[f"C{foot}"] = "审核人", "党委书记签字："
    sheet[f"F{foot}"] = f'=COUNTIF(F{FIRST}:F{last},"优秀")'
    sheet.merge_cells(f"C{foot}:D{foot}")
    sheet.row_dimensions[foot].height = 44
    rule = DataValidation(type="list", formula1='"优秀,称职,基本称职,不称职,不确定等次"')
    rule.add(f"F{FIRST}:F{last}")
    sheet.add_data_validation(rule)
    sheet.print_area = f"A1:K{foot}"
    return book


def own(
    folder: Path, map: str = MAP, book: openpyxl.Workbook | None = None, of: Occasion = NINE.of
) -> Occasion:
    """The occasion under a plan into which a county dropped its workbook and its map."""
    root = folder / "plan"
    shutil.copytree(PLAN.root, root)
    (root / "forms").mkdir()
    (book or sheet_of_the_county()).save(root / "forms" / "grade_proposals.xlsx")
    (root / "forms" / "grade_proposals.yaml").write_text(map, encoding="utf-8")
    return replace(of, plan=load_plan(root), unit=TOWNSHIP, people=STANDINGS, registered={})


def filled(of: Occasion, changes: Mapping[str, Any] | None = None) -> bytes:
    """As a careful clerk fills it; `changes` by the cells of our template."""
    book = openpyxl.load_workbook(io.BytesIO(FORM.template(of)))
    sheet = book["汇总"]
    for row in range(FIRST, FIRST + 16):
        sheet[f"G{row}"], sheet[f"H{row}"], sheet[f"F{row}"] = 92.5, "有", "称职"
    sheet[f"F{FIRST + 2}"] = sheet[f"F{FIRST + 3}"] = "优秀"
    sheet[f"F{FIRST + 15}"] = "不确定等次"
    for cell, value in (changes or {}).items():
        sheet[theirs(cell)] = value
    return packed(book)


def packed(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
