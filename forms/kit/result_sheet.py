"""The sheet 检查结果 at the end of a marked copy: every fault with a link to its cell."""

import re
from collections.abc import Sequence
from typing import Any, Final

from forms.kit.package import MAIN, OFFICE, Package, add, main, parse, write
from forms.kit.problem import Problem

NAME: Final = "检查结果"
_HEADS: Final = ("位置", "程度", "问题", "依据", "正确的例子")
_WIDTHS: Final = (10, 10, 60, 16, 36)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOT_XML: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the letters XML cannot hold."""
    return _NOT_XML.sub("", text)


def put(
    package: Package, book: str, root: Any, sheet: str, problems: Sequence[Problem], progress: str
) -> None:
    """Add the sheet at the end, so that no defined name changes its sheet."""
    part = package.free("xl/worksheets/sheet{}.xml")
    package.parts[part] = write(_body(sheet, problems, progress))
    package.declare(part, _TYPE)
    sheets = root.find(main("sheets"))
    number = max(int(each.get("sheetId")) for each in sheets) + 1
    new = add(sheets, main("sheet"), name=_free_name(sheets), sheetId=str(number))
    new.set(f"{{{OFFICE}}}id", package.relate(book, "worksheet", part))
    package.parts[book] = write(root)


def _free_name(sheets: Any) -> str:
    taken = {each.get("name") for each in sheets}
    names = (NAME, *(f"{NAME}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _body(sheet: str, problems: Sequence[Problem], progress: str) -> Any:
    root = parse(f'<worksheet xmlns="{MAIN}"/>'.encode())
    columns = add(root, main("cols"))
    for at, width in enumerate(_WIDTHS, 1):
        add(columns, main("col"), min=str(at), max=str(at), width=str(width), customWidth="1")
    data = add(root, main("sheetData"))
    for cells in (*_opening(problems, progress), _HEADS):
        _row(data, cells)
    linked = []
    for each in problems:
        _row(data, (each.cell, each.mark, each.what, each.why, each.example))
        if each.cell[:1].isascii():
            linked.append((f"A{len(data)}", each.cell))
    if linked:
        _links(root, sheet, linked)
    return root


def _opening(problems: Sequence[Problem], progress: str) -> list[tuple[str, ...]]:
    must = sum(each.must for each in problems)
    count = f"必须改{must}处（红色），请核对{len(problems) - must}处（黄色）"
    return [(line,) for line in (count, progress) if line]


def _row(data: Any, cells: Sequence[str]) -> None:
    number = len(data) + 1
    row = add(data, main("row"), r=str(number))
    for letter, text in zip("ABCDE", cells, strict=False):
        cell = add(row, main("c"), r=f"{letter}{number}", t="inlineStr")
        add(add(cell, main("is")), main("t")).text = clean(text)


def _links(root: Any, sheet: str, linked: Sequence[tuple[str, str]]) -> None:
    quoted = sheet.replace("'", "''")
    links = add(root, main("hyperlinks"))
    for at, cell in linked:
        add(links, main("hyperlink"), ref=at, location=f"'{quoted}'!{cell}", display=cell)
