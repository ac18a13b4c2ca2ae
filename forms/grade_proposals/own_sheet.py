"""The county's own empty 附件8 with the unit's people written in, its looks kept."""

from copy import copy
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.workbook.properties import CalcProperties

from forms.grade_proposals.own_map import ColumnMap
from forms.grade_proposals.rows import insert
from forms.grade_proposals.template import in_order, known
from forms.kit import sheet_writer
from forms.kit.form import Occasion
from forms.kit.sheet_reader import MOST_ROWS
from forms.kit.sheet_writer import Entry, Worksheet
from forms.kit.workbook import address

_COLONS: Final = ("：", ":")


def own_sheet(map: ColumnMap, of: Occasion) -> bytes:
    """The workbook, ready to be filled in."""
    if map.workbook is None:
        raise LookupError(map.version)
    book = load_workbook(map.workbook)
    sheet = book[map.sheet] if map.sheet in book.sheetnames else book.worksheets[0]
    _write_head(sheet, map, of)
    listed = in_order(of.people)
    _make_room(sheet, map, len(listed))
    for number, standing in enumerate(listed, 1):
        values = known(number, standing)
        for id, column in map.columns.items():
            if values.get(id):
                _write(sheet.cell(map.first_row + number - 1, column), values[id])
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    return sheet_writer.packed(book)


def _write_head(sheet: Worksheet, map: ColumnMap, of: Occasion) -> None:
    """Behind the words printed in the cell, where they end with a colon: 填报单位：城关镇."""
    for id, value in (("unit", of.unit.name), ("year", str(of.plan.year))):
        if id in map.fields:
            cell = sheet[map.fields[id]]
            text = str(cell.value or "")
            ends = [at for colon in _COLONS if (at := text.find(colon)) >= 0]
            _write(cell, text[: min(ends) + 1] + value if ends else value)


def _write(cell: Any, value: Entry) -> None:
    """Text stays text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _make_room(sheet: Worksheet, map: ColumnMap, people: int) -> None:
    """As many rows as people, each like the first; what stands below them is moved down."""
    first, printed = map.first_row, _printed_rows(sheet, map)
    more = people - printed
    if more <= 0:
        return
    # Before the last row: sums and drop-downs over the printed rows then cover the new ones too.
    at = first + max(printed - 1, 1)
    insert(sheet, at, more)
    for row in range(at, at + more):
        _like(sheet, at - 1, row)
    for rule in sheet.data_validations.dataValidation:
        for column in map.columns.values():
            top = address(at, column)
            if address(first, column) in rule.sqref and top not in rule.sqref:
                rule.add(f"{top}:{address(at + more - 1, column)}")


def _like(sheet: Worksheet, model: int, row: int) -> None:
    """The model row's looks and the words and formulas printed in it; its merged cells."""
    sheet.row_dimensions[row].height = sheet.row_dimensions[model].height
    for column in range(1, sheet.max_column + 1):
        old: Any = sheet.cell(model, column)
        new: Any = sheet.cell(row, column)
        new._style = copy(old._style)
        if old.data_type == "f" and isinstance(old.value, str):
            new.value = Translator(old.value, old.coordinate).translate_formula(new.coordinate)
        elif not isinstance(old, MergedCell):
            new.value = old.value
    for each in list(sheet.merged_cells.ranges):
        if each.min_row == each.max_row == model:
            sheet.merge_cells(None, row, each.min_col, row, each.max_col)


def _printed_rows(sheet: Worksheet, map: ColumnMap) -> int:
    """How many rows the county printed for people: those that say and look as the first does."""
    counted = {map.columns[id] for id in ("number", "rank") if id in map.columns}

    def face(row: int) -> list[Any]:
        cells = [sheet.cell(row, column) for column in range(1, sheet.max_column + 1)]
        told = [cell for cell in cells if cell.column not in counted]
        said = ["=" if cell.data_type == "f" else cell.value for cell in told]
        return [said, [_boxed(cell) for cell in cells]]

    row, like = map.first_row, face(map.first_row)
    while row < min(sheet.max_row, MOST_ROWS) and face(row + 1) == like:
        row += 1
    return row - map.first_row + 1


def _boxed(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right))
