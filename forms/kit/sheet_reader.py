"""Reading cells of xlsx and xls, in a child process: values, and which were not computed."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from defusedxml.ElementTree import iterparse
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 125_000  # filled ones of all sheets: 5,000 people with 25 columns
# A formula, a cell of type error, or a part not written in UTF-8.
_TELLING = re.compile(rb"""<(?:\w+:)?f[\s/>]|\bt\s*=\s*["']e["']|\A[^<\xef]|\x00""")


class TooManyCells(MemoryError):
    """More than a form can have; told to the other side as too much memory is."""


def read_cells(path: str) -> list[dict[str, Any]]:
    """Sheets in order; of each its name, its cells, and the addresses of those without value.

    Cells are rows of [row, column, value, column, value …]: a form of the other side's memory.
    """
    # An old workbook keeps a value beside each formula, and an error in it reads as empty.
    valueless = _valueless(path) if zipfile.is_zipfile(path) else {}
    left = MOST_CELLS
    sheets = []
    # Opened here: by its path it would be read as what its name says, not as what it is.
    with Path(path).open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            rows = _rows(book.get_sheet_by_name(meta.name), left)
            left -= sum(len(row) // 2 for row in rows)
            sheets.append(
                {
                    "name": meta.name,
                    "hidden": meta.visible != SheetVisibleEnum.Visible,
                    "rows": rows,
                    **valueless.get(meta.name, {"uncomputed": [], "errors": []}),
                }
            )
    return sheets


def _rows(sheet: CalamineSheet, most: int) -> list[list[Any]]:
    if sheet.total_height >= MOST_ROWS:  # it counts to the last filled row, not a formatted one
        raise TooManyCells
    rows = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS), 1):
        said: list[Any] = [number]
        for column, value in enumerate(row[:MOST_COLUMNS], 1):
            if value != "":
                said += (column, _plain(value))
        if len(said) > 1:
            rows.append(said)
            most -= len(said) // 2
        if most < 0:
            raise TooManyCells
    return rows


def _plain(value: object) -> object:
    """Dates as {"date": "2019-12-31"}; whole numbers without a decimal point."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value
    if isinstance(value, (date, datetime, time)):
        return {"date": value.isoformat()[:10]} if isinstance(value, date) else str(value)
    if isinstance(value, timedelta):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _valueless(path: str) -> dict[str, dict[str, list[str]]]:
    """By sheet name: formulas no program has computed, and cells showing an error such as #N/A."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: _scan(archive, part)
            for name, part in _sheet_parts(archive).items()
            if part in archive.namelist()
        }


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    parts = {}
    for sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        id = next((v for k, v in sheet.attrib.items() if k.rpartition("}")[2] == "id"), None)
        target = targets.get(id, "")
        parts[sheet.get("name", "")] = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
    return parts


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> list[Any]:
    with archive.open(part) as file:
        return [e for _, e in iterparse(file) if e.tag.rpartition("}")[2] == tag]


def _scan(archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"uncomputed": [], "errors": []}
    # A million formatted rows take seconds to walk through, and a moment to look over.
    if _TELLING.search(archive.read(part)):
        with archive.open(part) as file:
            for _, element in iterparse(file):
                tag = element.tag.rpartition("}")[2]
                kind = _kind(element) if tag == "c" else None
                if kind and len(found[kind]) < MOST_ROWS:
                    found[kind].append(element.get("r", ""))
                if tag == "row":
                    element.clear()
    return found


def _kind(cell: Any) -> str | None:
    children = {child.tag.rpartition("}")[2]: child.text for child in cell}
    if "f" in children and not children.get("v"):
        # A formula may rightly give an empty text; then the cell says that it is one.
        return None if cell.get("t") == "str" and "v" in children else "uncomputed"
    return "errors" if cell.get("t") == "e" else None
