# ruff: noqa: E501 (a table of cases, one a line)
"""附件8 as a careful clerk fills it in, and one thing wrong at a time."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from forms.grade_proposals import Proposals, check, read
from forms.grade_proposals.template import template
from forms.kit.problem import Problem
from forms.kit.standing import Standing
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN

EMPTY = template(PLAN, TOWNSHIP, STANDINGS)
# Rows of the template: heads 6 and 7, members 8 to 19, 胡军 (county) 20, 罗刚 (investigated) 21.
FIRST, LAST, SUSPECT_ROW = 6, 21, 21

Cells = Mapping[str, Any]


def filled(changes: Cells | None = None, form: bytes = EMPTY, last: int = LAST) -> bytes:
    """The template as a careful clerk fills it: two 优秀, nothing wrong; then the changes."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book["等次建议"]
    for row in range(FIRST, last + 1):
        sheet[f"E{row}"], sheet[f"F{row}"], sheet[f"G{row}"] = 92.5, "有", "称职"
    sheet["G8"] = sheet["G9"] = "优秀"
    if form is EMPTY:
        sheet[f"G{SUSPECT_ROW}"] = "不确定等次"
    for cell, value in (changes or {}).items():
        sheet[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def proposals(folder: Path, body: bytes) -> Proposals:
    path = folder / "form.xlsx"
    path.write_bytes(body)
    return read(PLAN, path)


def faults(
    folder: Path, changes: Cells | None = None, people: tuple[Standing, ...] = STANDINGS
) -> list[Problem]:
    return list(check(PLAN, proposals(folder, filled(changes)), TOWNSHIP, people))


# name of the case, what is changed, and the faults: cell, clause, must, words that are in it
SEEDED: list[tuple[str, Cells, list[tuple[str, str, bool, str]]]] = [
    ("no score", {"E8": None}, [("E8", "一(三)5", True, "没有填")]),
    ("a score above 100", {"E8": 925}, [("E8", "一(三)5", True, "不是0到100")]),
    ("a score in words", {"E8": "优秀"}, [("E8", "一(三)5", True, "不是0到100")]),
    ("a score below 90", {"E8": 89.9}, [("E8", "一(三)5", True, "89.9分")]),
    ("no routine 优秀", {"F8": "无"}, [("F8", "一(三)5", True, "填的是“无”")]),
    ("routine not filled", {"F10": None}, [("F10", "一(三)5", True, "没有填")]),
    ("routine unreadable", {"F10": "不清楚"}, [("F10", "一(三)5", True, "看不出")]),
    ("no grade", {"G10": None}, [("G10", "一(三)5", True, "等次建议没有填")]),
    ("a slip of a grade", {"G10": "秤职"}, [("G10", "一(三)5", True, "“秤职”不是规定的等次")]),
    ("a grade of institutions", {"G10": "合格"}, [("G10", "一(三)5", True, "不是规定的等次")]),
    ("a team's grade", {"G10": "良好"}, [("G10", "一(三)5", True, "不是规定的等次")]),
    ("no post", {"D10": None}, [("D10", "", True, "现任职务是空的")]),
    ("another post", {"D10": "副镇长"}, [("D10", "一(一)", False, "与名册")]),
    ("another unit in a row", {"C10": "城南镇"}, [("C10", "", False, "与名册不一致")]),
    ("under investigation", {"G21": "称职"}, [("G21", "一(一)11", True, "尚未结案")]),
    ("undetermined without a case", {"G10": "不确定等次"}, [("G10", "一(一)11", False, "没有记载")]),
    ("a head not apart", {"I6": "否"}, [("I6", "一(一)2", True, "综合考核单列")]),
    ("a member apart", {"I10": "是"}, [("I10", "一(一)2", True, "不能单列")]),
    ("a member left out", {f"{c}10": None for c in "BCDEFGI"}, [("B22", "一(一)", True, "陈静")]),
    ("somebody twice", {"B10": "张伟"}, [("B10", "", True, "第8行"), ("B22", "一(一)", True, "陈静")]),
    (
        "a slip of a name",
        {"B10": "陈婧"},
        [("B10", "", True, "是不是“陈静”")],
    ),
    ("somebody unknown", {"B22": "欧阳雪", "D22": "干事", "E22": 91, "F22": "有", "G22": "称职"},
     [("B22", "", True, "名册上没有")]),
    ("retired", {"B22": "高山", "D22": "人大主席", "E22": 91, "F22": "有", "G22": "称职"},
     [("B22", "一(一)10", True, "不参加年度考核")]),
    ("village team", {"B22": "林峰", "D22": "队长", "E22": 91, "F22": "有", "G22": "称职"},
     [("B22", "一(一)3", True, "专门方案")]),
    ("too short here", {"B22": "何平", "D22": "副镇长（挂职）", "E22": 91, "F22": "有", "G22": "称职"},
     [("B22", "一(一)1", True, "不满6个月，在原单位")]),
    ("another unit's form", {"B3": "城南镇"}, [("B3", "", True, "现在是为“城关镇”交")]),
    ("last year's form", {"F3": "2018"}, [("F3", "", True, "本次考核是2019年度")]),
    ("no unit", {"B3": None}, [("B3", "", True, "是空的")]),
    ("a team grade that is none", {"H3": "称职"}, [("H3", "", True, "不是班子等次")]),
    ("ranks that do not fit", {"H8": 1, "H9": 1}, [("H9", "一(一)4", False, "重复")]),
    ("a rank without 优秀", {"H10": 3}, [("H10", "一(一)4", False, "不用排序")]),
    ("a formula nobody computed", {"E10": "=90+2"}, [("E10", "", True, "请先在Excel中打开并保存")]),
    ("a head of a fair team", {"H3": "一般", "G6": "优秀"}, [("G6", "一(三)5", False, "一般不得")]),
    ("a head of a poor team", {"H3": "较差", "G6": "称职", "G7": None},
     [("G6", "一(三)5", False, "称职及以上")]),
    ("a poor team's share", {"H3": "较差", "G6": None, "G7": None, "G10": "优秀"},
     [("G10", "一(三)5", True, "14人×15%=2.1，不超过2个")]),
    ("an excellent team's share", {"H3": "优秀", "G10": "优秀"}, [("G10", "一(三)5", False, "25%")]),
]  # fmt: skip
