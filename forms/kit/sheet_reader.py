"""Reading cells of xlsx and xls, in a child process: values, and which were not computed."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from defusedxml.ElementTree import iterparse
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 200
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def read_cells(path: str) -> list[dict[str, Any]]:
    """Sheets in order; of each its name, cells as [row, column, value], and cells without value."""
    valueless = _valueless(path) if zipfile.is_zipfile(path) else {}
    with CalamineWorkbook.from_path(path) as book:
        return [
            {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "cells": _cells(book.get_sheet_by_name(meta.name)),
                **valueless.get(meta.name, {"uncomputed": [], "errors": []}),
            }
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]


def _cells(sheet: CalamineSheet) -> list[list[Any]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return [
        [number, column, _plain(value)]
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row[:MOST_COLUMNS], 1)
        if value != ""
    ]


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
    uncomputed, errors = [], []
    with archive.open(part) as file:
        for _, element in iterparse(file):
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                children = {child.tag.rpartition("}")[2]: child.text for child in element}
                address = element.get("r", "")
                if "f" in children and not children.get("v"):
                    # A formula may rightly give an empty text; then the cell says that it is one.
                    if element.get("t") != "str" or "v" not in children:
                        uncomputed.append(address)
                elif element.get("t") == "e":
                    errors.append(address)
            if tag == "row":
                element.clear()
    return {"uncomputed": uncomputed[:MOST_ROWS], "errors": errors[:MOST_ROWS]}
