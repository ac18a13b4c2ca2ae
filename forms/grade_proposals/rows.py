"""Rows put into a county's sheet: all that stands below or speaks of it moves along.

openpyxl moves the cells and nothing else.
"""

import re
from typing import Any, Final

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.worksheet.cell_range import MultiCellRange

from forms.kit.sheet_writer import Worksheet

_ROW: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)([0-9]+)")


def insert(sheet: Worksheet, at: int, count: int) -> None:
    """`count` empty rows before row `at`. Merged cells that begin above `at` grow."""
    merged = [each for each in sheet.merged_cells.ranges if each.max_row >= at]
    for each in merged:
        sheet.unmerge_cells(str(each))
    sheet.insert_rows(at, count)
    for each in merged:
        sheet.merge_cells(_moved(str(each), at, count))
    _move_heights(sheet, at, count)
    _move_rules(sheet, at, count)
    _move_formulas(sheet, at, count)
    _move_print(sheet, at, count)


def _moved(cells: str, at: int, count: int) -> str:
    """A6:B25 or $A$6, each row from `at` on moved down."""

    def down(found: re.Match[str]) -> str:
        row = int(found[2])
        return f"{found[1]}{row + count if row >= at else row}"

    return _ROW.sub(down, cells)


def _move_heights(sheet: Worksheet, at: int, count: int) -> None:
    for row in sorted((row for row in sheet.row_dimensions if row >= at), reverse=True):
        dimension = sheet.row_dimensions.pop(row)
        dimension.index = row + count
        sheet.row_dimensions[row + count] = dimension


def _move_rules(sheet: Worksheet, at: int, count: int) -> None:
    """Drop-downs and colours that depend on what is written."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(_moved(str(rule.sqref), at, count))
        for name in ("formula1", "formula2"):
            setattr(rule, name, _in_words(getattr(rule, name), sheet.title, at, count))
    old, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for each in old:
        for rule in each.rules:
            rule.formula = [_in_words(said, sheet.title, at, count) for said in rule.formula]
            sheet.conditional_formatting.add(_moved(str(each.sqref), at, count), rule)


def _in_words(said: str | None, title: str, at: int, count: int) -> str | None:
    """A formula without its equals sign, as rules have it."""
    return said and _formula(f"={said}", title, at, count, here=True)[1:]


def _move_formulas(sheet: Worksheet, at: int, count: int) -> None:
    book: Any = sheet.parent
    for other in book.worksheets:
        for row in other.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    here = other is sheet
                    cell.value = _formula(cell.value, sheet.title, at, count, here=here)
                if other is sheet and cell.hyperlink:
                    cell.hyperlink.ref = cell.coordinate
    for name in (*book.defined_names.values(), *sheet.defined_names.values()):
        name.attr_text = _in_words(name.attr_text, sheet.title, at, count)


def _formula(said: str, title: str, at: int, count: int, *, here: bool) -> str:
    """`here`: cells without a sheet's name are of the sheet that grows."""
    tokens: Any = Tokenizer(said)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            name, mark, cells = token.value.rpartition("!")
            if name.strip("'") == title if mark else here:
                token.value = f"{name}{mark}{_moved(cells, at, count)}"
    return str(tokens.render())


def _move_print(sheet: Worksheet, at: int, count: int) -> None:
    """Page breaks, the printed area, filters, tables and pictures."""
    if area := sheet.print_area:
        areas = [each.rpartition("!")[2] for each in str(area).split(",")]
        sheet.print_area = [_moved(each, at, count) for each in areas]
    for each in sheet.row_breaks.brk:
        each.id += count * (each.id >= at)
    ranges: list[Any] = [sheet.auto_filter, *sheet.tables.values()]
    ranges += [table.autoFilter for table in sheet.tables.values() if table.autoFilter]
    for each in ranges:
        if each.ref:
            each.ref = _moved(each.ref, at, count)
    for drawn in (*sheet._images, *sheet._charts):  # type: ignore[attr-defined]
        for name in ("_from", "to"):
            corner = getattr(drawn.anchor, name, None)
            if corner is not None and corner.row >= at - 1:
                corner.row += count
