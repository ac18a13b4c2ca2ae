"""Reading cells of xlsx and xls, in a child process: values, and which were not computed."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any, Final

from defusedxml.ElementTree import iterparse
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from forms.kit import ooxml
from forms.kit.addresses import address
from forms.kit.shown import as_shown, cells_in, shares_in

_STYLES: Final = "xl/styles.xml"
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 125_000  # filled ones of all sheets: 5,000 people with 25 columns
# The roster of a city, which only its own staff bring at the console: 100,000 people and more.
MOST_ROWS_OF_A_CITY: Final = 130_000
MOST_CELLS_OF_A_CITY: Final = 1_500_000
# A formula, a cell of type error, or a part not written in UTF-8.
_TELLING = re.compile(rb"""<(?:\w+:)?f[\s/>]|\bt\s*=\s*["']e["']|\A[^<\xef]|\x00""")


class TooManyCells(MemoryError):
    """More than a form can have; told to the other side as too much memory is."""


def read_cells(path: str) -> list[dict[str, Any]]:
    """Sheets in order; of each its name, its cells, and the addresses of those without value.

    Cells are rows of [row, column, value, column, value …]: a form of the other side's memory.
    """
    return _read(path, MOST_ROWS, MOST_CELLS)


def read_city(path: str) -> list[dict[str, Any]]:
    """The same of a workbook that may hold everybody of a city."""
    return _read(path, MOST_ROWS_OF_A_CITY, MOST_CELLS_OF_A_CITY)


def _read(path: str, most_rows: int, most_cells: int) -> list[dict[str, Any]]:
    # An old workbook keeps a value beside each formula, and an error in it reads as empty.
    is_zip = zipfile.is_zipfile(path)
    file = ooxml.as_usual(Path(path), "xlsx", guides=False) if is_zip else _opened(path)
    with file:
        told = _told(file) if is_zip else {}
        file.seek(0)
        return list(_sheets(CalamineWorkbook.from_filelike(file), told, most_rows, most_cells))


def _opened(path: str) -> IO[bytes]:
    """By its path it would be read as what its name says, not as what it is."""
    return Path(path).open("rb")


def _sheets(
    book: CalamineWorkbook, told: Mapping[str, "_Told"], most_rows: int, left: int
) -> Iterator[dict[str, Any]]:
    with book:
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            here = told.get(meta.name, _Told())
            rows = _rows(book.get_sheet_by_name(meta.name), most_rows, left, here.shares)
            left -= sum(len(row) // 2 for row in rows)
            yield {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "rows": rows,
                **here.valueless,
            }


def _rows(
    sheet: CalamineSheet, most_rows: int, most: int, shares: frozenset[str]
) -> list[list[Any]]:
    if sheet.total_height >= most_rows:  # it counts to the last filled row, not a formatted one
        raise TooManyCells
    rows = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False, nrows=most_rows), 1):
        said: list[Any] = [number]
        for column, value in enumerate(row[:MOST_COLUMNS], 1):
            if value != "":
                said += (column, _plain(value, percent=address(number, column) in shares))
        if len(said) > 1:
            rows.append(said)
            most -= len(said) // 2
        if most < 0:
            raise TooManyCells
    return rows


def _plain(value: object, *, percent: bool) -> object:
    """Dates as {"date": "2019-12-31"}; numbers as the cell shows them."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time.min else value
    if isinstance(value, (date, datetime, time)):
        return {"date": value.isoformat()[:10]} if isinstance(value, date) else str(value)
    if isinstance(value, timedelta):
        return str(value)
    return as_shown(value, percent=percent) if isinstance(value, float) else value


@dataclass(frozen=True)
class _Told:
    """`valueless`: formulas no program has computed, and cells showing an error such as #N/A.

    `shares`: cells that show 0.935 as 93.5%.
    """

    valueless: Mapping[str, list[str]] = field(
        default_factory=lambda: {"uncomputed": [], "errors": []}
    )
    shares: frozenset[str] = frozenset()


def _told(file: IO[bytes]) -> dict[str, _Told]:
    """By sheet name."""
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        styles = shares_in(archive.read(_STYLES)) if _STYLES in names else frozenset()
        return {
            name: _Told(_scan(archive, part), cells_in(archive.read(part), styles))
            for name, part in _sheet_parts(archive).items()
            if part in names
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
