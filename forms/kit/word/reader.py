"""A Word document as a grid of cells, content controls and nested tables included. In a child."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from forms.kit import ooxml

MOST_ROWS: Final = 5000
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# rt: the pinyin above a letter.
_SKIPPED: Final = {
    f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "rPr", "pPr", "rt", "rubyPr")
}
_ALTERNATIVE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAIN_PART: Final = "word/document.xml"
BODY: Final = f"{W}body"
_TRACKED: Final = tuple(f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))
_WRAPPERS: Final = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}


def read_grid(path: str) -> list[list[Any]]:
    """[row, column, text]: a paragraph is a row of one cell; a merged cell stands at its start.

    Tables inside a cell are part of its text, and follow as rows of their own.
    """
    return _grid(_body(path))


def read_places(path: str) -> dict[str, Any]:
    """The same by table, row and cell, and by content control; and whether changes are tracked."""
    body = _body(path)
    cells, controls = places(body)
    return {
        "lines": [text for _, _, text in _grid(body)],
        "cells": [[*at, _text(cell)] for at, cell in cells.items()],
        "controls": {name: _shown(control) for name, control in controls.items()},
        "tracked": next((True for tag in _TRACKED for _ in body.iter(tag)), False),
    }


def places(body: Any) -> tuple[dict[tuple[int, int, int], Any], dict[str, Any]]:
    """Cells by table, row and cell as one counts them; content controls by tag and by title.

    Tables in a cell are not counted. A cell merged sideways is one; of those merged downwards the
    lower ones count in their rows, as they do in Word itself.
    """
    tables = [block for block in _blocks(body) if block.tag == f"{W}tbl"]
    cells = {
        (number, at, place): cell
        for number, table in enumerate(tables, 1)
        for at, row in enumerate(_rows(table), 1)
        for place, cell in enumerate(_blocks(row, ("tc",)), 1)
    }
    controls: dict[str, Any] = {}
    for kind in ("tag", "alias"):
        for control in body.iter(f"{W}sdt"):
            name = control.find(f"{W}sdtPr/{W}{kind}")
            if name is not None and name.get(f"{W}val"):
                controls.setdefault(name.get(f"{W}val"), control)
    return cells, controls


def _body(path: str) -> Element:
    with (
        ooxml.as_usual(Path(path), "docx") as file,
        zipfile.ZipFile(file) as archive,
        archive.open(MAIN_PART) as part,
    ):
        document = parse(part).getroot()
    body = document.find(BODY) if document is not None else None
    return body if body is not None else Element("none")


def _shown(control: Element) -> str:
    return "" if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None else _text(control)


def _grid(body: Element) -> list[list[Any]]:
    rows: list[list[tuple[int, str]]] = []
    for block in _blocks(body):
        if block.tag == f"{W}p":
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
        if child.tag in {f"{W}{name}" for name in wanted}:
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _blocks(child, wanted)


def _is_placeholder(control: Element) -> bool:
    """“单击此处输入文字”, as Word shows it in a control nobody has filled in."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and not _holds_cells(control)


def _holds_cells(control: Element) -> bool:
    return next(control.iter(f"{W}tc"), None) is not None


def _table(table: Element) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = []
    for row in _rows(table):
        cells: list[tuple[int, str]] = []
        inner: list[Element] = []
        column = 1 + _number(row, "trPr/gridBefore", 0)
        for cell in _blocks(row, ("tc",)):
            if not _goes_on(cell):
                cells.append((column, _text(cell)))
                inner += [t for t in _blocks(cell) if t.tag == f"{W}tbl"]
            column += max(1, _number(cell, "tcPr/gridSpan", 1))
        rows.append(cells)
        for nested in inner:
            rows += _table(nested)
    return rows


def _rows(table: Element) -> Iterator[Element]:
    """Without those whose removal is tracked."""
    return (row for row in _blocks(table, ("tr",)) if row.find(f"{W}trPr/{W}del") is None)


def _goes_on(cell: Element) -> bool:
    """Whether the cell is the lower part of one merged downwards."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise


def _text(element: Element) -> str:
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == _ALTERNATIVE:
            continue
        if child.tag == f"{W}sdt" and _is_placeholder(child):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        else:
            yield from _pieces(child)
            if child.tag == f"{W}p":
                yield "\n"
