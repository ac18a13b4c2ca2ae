"""From a workbook to the form's rows, however the rows were moved."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from forms.grade_proposals.layout import COLUMNS, HEADERS, KIND, WHOLE, Line, Proposals
from forms.kit import workbook
from forms.kit.grades import GRADES
from forms.kit.problem import Problem
from forms.kit.workbook import Book, Sheet, address, tidy
from rules.names import name_key, written
from rules.plan import Paper, Plan

_HEADING_WITHIN: Final = 40
_WIDEST: Final = 40
_BELOW: Final = (
    "注:",
    "注：",
    "说明",
    "合计",
    "填表人",
    "单位负责人",
    "填表说明",
    "备注:",
    "备注：",
)
# What is told of a person beside name and post.
_TOLD: Final = ("score", "routine", "grade", "rank", "note")
_NUMERIC: Final = re.compile(r"[0-9]+[.、]?")
# Where one signs, stamps or dates: a label with its colon, a line to write on, a date.
_FOOT: Final = re.compile(
    r"[:：]|__|签字|签名|签章|盖章|公章|年月日|[0-9]{2,4}年(?:[0-9]{1,2})?月|年[0-9]*月[0-9]*日|[(（]章[)）]"
    r"|^[0-9]{4}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?$"
)
_OTHER: Final = re.compile("登记表|评价表|清单|评语|委托")
# What may stand in a cell instead of a formula.
_TYPED: Final = {
    "name": "张伟",
    "post": "副镇长",
    "score": "分数",
    "routine": "“有”或“无”",
    "grade": "等次",
    "rank": "1",
    "apart": "否",
    "team_grade": "优秀",
}
_ROSTER: Final = {"单位人员导入": "单位人员导入表"}


def read(plan: Plan, path: Path, known: frozenset[str] = frozenset()) -> Proposals:
    """Never raises for what is in the file: what cannot be read is among the problems.

    `known`: keys of the names on the roster.
    """
    try:
        book = workbook.read(path)
    except workbook.UnreadableWorkbook as wrong:
        return Proposals(
            problems=(Problem(WHOLE, wrong.words(plan.read_as(KIND).short).rstrip("。")),)
        )
    found = _sheets(book)
    if not found:
        return Proposals(problems=(not_this_form(plan, book),))
    sheet, row = found[0]
    proposals = _read(sheet, row, known)
    if len(found) > 1:
        what = f"有{len(found)}张工作表都像等次建议，只检查了第一张“{sheet.name}”"
        extra = Problem(WHOLE, what, example="一个单位只留一张工作表", must=False)
        return replace(proposals, problems=(extra, *proposals.problems))
    return proposals


def sheet_of(path: Path) -> str:
    """The name of the sheet that is read; empty where there is none or none can be read."""
    try:
        found = _sheets(workbook.read(path))
    except workbook.UnreadableWorkbook:
        return ""
    return found[0][0].name if found else ""


def _sheets(book: Book) -> list[tuple[Sheet, int]]:
    """Sheets that show and look like the form, each with the row of its headings."""
    return [(sheet, row) for sheet in book.visible if (row := _heading_row(sheet))]


def _heading_row(sheet: Sheet) -> int:
    """The row that names 姓名 and the grade column, 0 if there is none."""
    for row in range(1, min(sheet.last_row, _HEADING_WITHIN) + 1):
        if {"name", "grade"} <= set(_columns(sheet, row)):
            return row
    return 0


def looks_like_it(sheet: Sheet) -> bool:
    """By its columns or, where these are named otherwise, by its title above the people's names."""
    return bool(_heading_row(sheet) or _names_row(sheet))


def _names_row(sheet: Sheet) -> int:
    """The row that names 姓名 below a title that names the form, 0 if there is none."""
    titles = (
        tidy(sheet.text(row, column)) for row in range(1, 5) for column in range(1, _WIDEST + 1)
    )
    if any("等次建议" in title and not _OTHER.search(title) for title in titles):
        for row in range(2, min(sheet.last_row, _HEADING_WITHIN) + 1):
            if "name" in _columns(sheet, row):
                return row
    return 0


def face(path: Path) -> dict[str, str] | None:
    """The head of the form as it shows itself; None where it is not this form."""
    try:
        book = workbook.read(path)
    except workbook.UnreadableWorkbook:
        return None
    found = _sheets(book) or [(s, row) for s in book.visible if (row := _names_row(s))]
    return _headers(*found[0])[0] if found else None


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(1, _WIDEST + 1):
        label = _label(sheet.text(row, column))
        for id, heading, _, others in COLUMNS:
            if label and label in {_label(each) for each in (heading, *others)}:
                columns.setdefault(id, column)
    return columns


def _label(text: str) -> str:
    """A heading without blanks, quotes, brackets with hints, and colons."""
    plain = re.sub(r"\(.*?\)", "", tidy(text))
    return re.sub(r"[“”\"'‘’:]", "", plain)


def not_this_form(plan: Plan, book: Book) -> Problem:
    """Why a workbook cannot be read as 附件8, and what to do."""
    if any(_heading_row(sheet) for sheet in book.sheets if sheet.hidden):
        return hidden()
    named = next((row for sheet in book.visible if (row := _names_row(sheet))), 0)
    if named:
        # Its own heading 平时考核… would make another form of it.
        what = f"第{named}行的列名里没有“等次建议”，看不出哪一列是等次建议"
        return Problem(WHOLE, what, example="把这一列的列名改回“等次建议”，再交")
    paper = plan.read_as(KIND)
    what = f"没有找到“姓名”“等次建议”这一行列名，看不出是{called(paper)}"
    right = Problem(WHOLE, what, example=f"下载{paper.short}模板，列名不要改，填好后再交")
    return another_form(plan, book) or right


def called(paper: Paper) -> str:
    """附件8《等次建议》, by the shortest name people have for it."""
    return f"{paper.form or ''}《{min((paper.name, *paper.called), key=len)}》"


def hidden() -> Problem:
    """That the list is on a sheet nobody sees."""
    what = "等次建议在隐藏的工作表里，请取消隐藏、保存后再交"
    return Problem(WHOLE, what, example="在工作表标签上点右键，选“取消隐藏”")


def another_form(plan: Plan, book: Book) -> Problem | None:
    """What the file looks like, where it looks like a form we know."""
    texts = [
        tidy(sheet.text(row, column))
        for sheet in book.sheets
        for row in range(1, 6)
        for column in range(1, 6)
    ] + [tidy(sheet.name) for sheet in book.sheets]
    own = plan.read_as(KIND)
    for words, form in _others(plan, own).items():
        if any(words in text for text in texts):
            what = f"这份像是{form}，不是{called(own)}"
            return Problem(WHOLE, what, example=f"下载{own.short}模板填好后再交")
    return None


def _others(plan: Plan, own: Paper) -> dict[str, str]:
    """By words that stand in another form what it is; those of a whole name come first."""
    others = [paper for paper in plan.papers.values() if paper.form and paper != own]
    named = [(paper.name, paper) for paper in others]
    named += [(words, paper) for paper in others for words in paper.called]
    found = {words: f"{paper.form}《{paper.name}》" for words, paper in named}
    return dict(sorted(found.items(), key=lambda one: -len(one[0]))) | _ROSTER


def _read(sheet: Sheet, heading_row: int, known: frozenset[str]) -> Proposals:
    columns = _columns(sheet, heading_row)
    headers, header_cells = _headers(sheet, heading_row)
    lines = tuple(
        Line(row, columns, {id: sheet.value(row, column) for id, column in columns.items()})
        for row in range(heading_row + 1, sheet.last_row + 1)
        if holds_a_person(sheet, row, columns, known)
    )
    return Proposals(
        title=next((text for row in range(1, heading_row) if (text := sheet.text(row, 1))), ""),
        headers=headers,
        header_cells=header_cells,
        columns=columns,
        lines=lines,
        next_row=(lines[-1].row if lines else heading_row) + 1,
        problems=tuple(formulas(sheet, lines, header_cells)),
    )


def holds_a_person(
    sheet: Sheet, row: int, columns: dict[str, int], known: frozenset[str] = frozenset()
) -> bool:
    """Empty rows, rows with nothing but a number, and what stands below the table are passed over.

    A person's row is told by its shape: a name with a number, a post or what is proposed. `known`:
    keys of names on the roster, whose rows are theirs whatever else is missing.
    """
    said = {id: tidy(sheet.text(row, column)) for id, column in columns.items()}
    places = {id: address(row, column) for id, column in columns.items()}
    number, name, told = said.get("number", ""), said.get("name", ""), {*_TOLD} & {*columns}
    # A formula nobody computed is somebody's as well.
    filled = any(
        (said[id] and not _FOOT.search(said[id])) or places[id] in sheet.uncomputed | sheet.errors
        for id in told
    )
    first = next((text for column in range(1, 4) if (text := tidy(sheet.text(row, column)))), "")
    is_name = bool(name) and not _FOOT.search(name) and not _NUMERIC.fullmatch(name)
    numbered, post = bool(_NUMERIC.fullmatch(number)), said.get("post", "")
    if first.startswith(_BELOW) or (number and not numbered):
        return said.get("grade", "") in GRADES
    if filled or places.get("name") in sheet.uncomputed | sheet.errors:
        return True
    if not is_name:
        return bool(numbered and post and not _FOOT.search(post))
    if numbered or "number" not in columns or name_key(written(name).name) in known:
        return True
    counted = any(
        _NUMERIC.fullmatch(tidy(sheet.text(above, columns["number"]))) for above in range(1, row)
    )
    return bool(post) and not _FOOT.search(post) and not counted


def _headers(sheet: Sheet, heading_row: int) -> tuple[dict[str, str], dict[str, str]]:
    """单位, 年度 and 班子等次 above the headings: after a colon, or in the next filled cell."""
    texts: dict[str, str] = {}
    cells: dict[str, str] = {}
    labels = {label: id for id, label in HEADERS.items()} | {"填报单位": "unit", "考核年度": "year"}
    for row in range(1, heading_row):
        for column in range(1, _WIDEST + 1):
            label, _, rest = sheet.text(row, column).partition(":")
            id = labels.get(_label(label))
            if id is None or id in texts:
                continue
            texts[id], cells[id] = rest.strip(), address(row, column)
            if not texts[id]:
                texts[id], cells[id] = _beside(sheet, row, column, labels)
    return texts, cells


def _beside(sheet: Sheet, row: int, column: int, labels: dict[str, str]) -> tuple[str, str]:
    for beside in range(column + 1, column + 5):
        text = sheet.text(row, beside)
        if _label(text) in labels or ":" in text:
            break
        if text:
            return text, address(row, beside)
    return "", address(row, column + 1)


def formulas(sheet: Sheet, lines: tuple[Line, ...], header_cells: dict[str, str]) -> list[Problem]:
    """Only cells that are read: a sum below the table is nobody's business."""
    read = {line.cell(id): id for line in lines for id in line.columns}
    read |= {cell: id for id, cell in header_cells.items()}
    uncomputed = "这一格是公式，还没有算出结果；请先在Excel中打开并保存，再交"
    wrong = "这一格的公式出错了；请改正公式或直接填写内容"
    return [
        Problem(cell, what, example=f"直接填{_TYPED.get(read[cell], '写内容')}")
        for cells, what in ((sheet.uncomputed, uncomputed), (sheet.errors, wrong))
        for cell in sorted(cells & read.keys())
    ]
