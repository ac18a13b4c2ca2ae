"""A Word document as a grid of cells, content controls and nested tables included. In a child."""

import zipfile
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

MOST_ROWS: Final = 5000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED: Final = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}rPr", f"{_W}pPr"}
_ALTERNATIVE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS: Final = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}


def read_grid(path: str) -> list[list[Any]]:
    """[row, column, text]: a paragraph is a row of one cell; a merged cell stands at its start.

    Tables inside a cell are part of its text, and follow as rows of their own.
    """
    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
        document = parse(part).getroot()
    body = document.find(f"{_W}body") if document is not None else None
    rows: list[list[tuple[int, str]]] = []
    for block in _blocks(body if body is not None else Element("none")):
        if block.tag == f"{_W}p":
            rows.append([(1, _text(block))])
        else:
            rows += _table(block)
    return [
        [number, column, text]
        for number, row in enumerate(rows[:MOST_ROWS], 1)
        for column, text in row
        if text.strip()
    ]


def _blocks(parent: Element, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[Element]:
    """Children of these kinds, also those wrapped in content controls and tracked changes."""
    for child in parent:
        if child.tag in {f"{_W}{name}" for name in wanted}:
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _blocks(child, wanted)


def _is_placeholder(control: Element) -> bool:
    """“单击此处输入文字”, as Word shows it in a control nobody has filled in."""
    return control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None and not _holds_cells(control)


def _holds_cells(control: Element) -> bool:
    return next(control.iter(f"{_W}tc"), None) is not None


def _table(table: Element) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = []
    for row in _blocks(table, ("tr",)):
        cells: list[tuple[int, str]] = []
        inner: list[Element] = []
        column = 1 + _number(row, "trPr/gridBefore", 0)
        for cell in _blocks(row, ("tc",)):
            if not _goes_on(cell):
                cells.append((column, _text(cell)))
                inner += [t for t in _blocks(cell) if t.tag == f"{_W}tbl"]
            column += max(1, _number(cell, "tcPr/gridSpan", 1))
        rows.append(cells)
        for nested in inner:
            rows += _table(nested)
    return rows


def _goes_on(cell: Element) -> bool:
    """Whether the cell is the lower part of one merged downwards."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    text = found.get(f"{_W}val", "") if found is not None else ""
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise


def _text(element: Element) -> str:
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == _ALTERNATIVE:
            continue
        if child.tag == f"{_W}sdt" and _is_placeholder(child):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        else:
            yield from _pieces(child)
            if child.tag == f"{_W}p":
                yield "\n"
