"""The sheet 检查结果 at the end of a marked copy: every fault with a link to its cell."""

from collections.abc import Sequence
from typing import Any, Final

from forms.kit.marking.looks import RED, YELLOW, Looks
from forms.kit.marking.saying import clean
from forms.kit.package import MAIN, OFFICE, Package, add, main, parse, write
from forms.kit.problem import RESULTS, RESULTS_TITLE, Problem

_HEADS: Final = ("位置", "问题", "依据", "怎样改", "必须改·请核对")
_WIDTHS: Final = (10, 56, 16, 44, 14)
_LETTERS: Final = 2.1  # of a column's width that a Chinese letter takes
_HEIGHT: Final = 15.5  # points of a line
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BEFORE: Final = (
    f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC00000"/>'
    '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" '
    'workbookViewId="0"><pane ySplit="{0}" topLeftCell="A{1}" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews></worksheet>'
)


class _Look:
    """The looks of this sheet; all plain where the workbook keeps no styles."""

    def __init__(self, looks: Looks | None) -> None:
        def made(font: str, fill: str = "", align: str = "left", *, lined: bool = True) -> int:
            wrap = int(lined)
            placed = f'horizontal="{align}" wrapText="{wrap}"'
            return looks.new(font, fill, placed, lined=lined) if looks else 0

        self.title = made('<b/><sz val="16"/>', lined=False)
        self.line = made('<b/><sz val="12"/>', lined=False)
        self.head = made('<b/><sz val="11"/><color rgb="FFFFFFFF"/>', "FF44546A", "center")
        self.link = made('<u/><sz val="11"/><color rgb="FF0563C1"/>', "", "center")
        self.cell = made('<sz val="11"/>')
        self.must = made('<b/><sz val="11"/>', RED, "center")
        self.look = made('<sz val="11"/>', YELLOW, "center")


def put(
    package: Package,
    book: str,
    root: Any,
    sheet: str,
    problems: Sequence[Problem],
    progress: str,
    looks: Looks | None,
) -> None:
    """In place of the one an earlier copy had, else at the end: no other sheet changes place."""
    body = write(_body(sheet, problems, progress, _Look(looks)))
    held = _held(package, book, root)
    if held:
        package[held] = body
        return
    part = package.free("xl/worksheets/sheet{}.xml")
    package[part] = body
    package.declare(part, _TYPE)
    sheets = root.find(main("sheets"))
    number = max(int(each.get("sheetId")) for each in sheets) + 1
    new = add(sheets, main("sheet"), name=_free_name(sheets), sheetId=str(number))
    new.set(f"{{{OFFICE}}}id", package.relate(book, "worksheet", part))
    package[book] = write(root)


def _held(package: Package, book: str, root: Any) -> str | None:
    """The part of the sheet of an earlier copy."""
    relations = package.relations(book)
    for each in root.find(main("sheets")):
        if each.get("name").startswith(RESULTS):
            _, part = relations[each.get(f"{{{OFFICE}}}id")]
            if _first_text(package, book, part) == RESULTS_TITLE:
                return part
    return None


def _first_text(package: Package, book: str, part: str) -> str:
    """What A1 says, whichever way the program that saved it last keeps texts."""
    cell = next(parse(package[part]).iter(main("c")), None)
    if cell is None:
        return ""
    shared = package.related(book, "sharedStrings")
    if cell.get("t") == "s" and shared:
        cell = parse(package[shared])[int(cell.findtext(main("v"), "0"))]
    return "".join(each.text or "" for each in cell.iter(main("t")))


def _free_name(sheets: Any) -> str:
    taken = {each.get("name") for each in sheets}
    names = (RESULTS, *(f"{RESULTS}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _body(sheet: str, problems: Sequence[Problem], progress: str, look: _Look) -> Any:
    opening = [
        (RESULTS_TITLE, look.title),
        *((line, look.line) for line in _said(problems, progress)),
    ]
    above = len(opening) + 1
    root = parse(_BEFORE.format(above, above + 1).encode())
    columns = add(root, main("cols"))
    for at, width in enumerate(_WIDTHS, 1):
        add(columns, main("col"), min=str(at), max=str(at), width=str(width), customWidth="1")
    data = add(root, main("sheetData"))
    for line in opening:
        _row(data, [line], 26)
    _row(data, [(each, look.head) for each in _HEADS], 24)
    linked = []
    for each in problems:
        _row(data, _cells(each, look), _height(each))
        if each.cell[:1].isascii():
            linked.append((f"A{len(data)}", each.cell))
    _links(root, sheet, linked)
    add(
        root,
        main("pageMargins"),
        left="0.5",
        right="0.5",
        top="0.6",
        bottom="0.6",
        header="0.3",
        footer="0.3",
    )
    add(root, main("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return root


def _said(problems: Sequence[Problem], progress: str) -> list[str]:
    if not problems:
        return [line for line in ("没有发现问题", progress) if line]
    must = sum(each.must for each in problems)
    count = (
        f"必须改{must}处（红色），请核对{len(problems) - must}处（黄色）；点“位置”可以跳到那一格"
    )
    return [line for line in (progress, count) if line]


def _cells(problem: Problem, look: _Look) -> list[tuple[str, int]]:
    right = f"例如：{problem.example}" if problem.example else ""
    return [
        (problem.cell, look.link if problem.cell[:1].isascii() else look.cell),
        (problem.what, look.cell),
        (problem.why, look.cell),
        (right, look.cell),
        (problem.mark, look.must if problem.must else look.look),
    ]


def _height(problem: Problem) -> float:
    texts = (problem.what, problem.why, problem.example)
    lines = (
        1 + len(text) * _LETTERS // width for text, width in zip(texts, _WIDTHS[1:], strict=False)
    )
    return 8 + _HEIGHT * max(lines)


def _row(data: Any, cells: Sequence[tuple[str, int]], height: float) -> None:
    number = len(data) + 1
    row = add(data, main("row"), r=str(number), ht=f"{height:g}", customHeight="1")
    for letter, (text, look) in zip("ABCDE", cells, strict=False):
        cell = add(row, main("c"), r=f"{letter}{number}", s=str(look), t="inlineStr")
        add(add(cell, main("is")), main("t")).text = clean(text)


def _links(root: Any, sheet: str, linked: Sequence[tuple[str, str]]) -> None:
    if not linked:
        return
    quoted = sheet.replace("'", "''")
    links = add(root, main("hyperlinks"))
    for at, cell in linked:
        add(links, main("hyperlink"), ref=at, location=f"'{quoted}'!{cell}", display=cell)
