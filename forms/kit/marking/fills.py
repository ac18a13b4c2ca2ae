"""Colouring cells of one sheet: a copied style with another fill, all else of the cell kept."""

from collections.abc import Mapping
from typing import Any

from forms.kit.addresses import address, position
from forms.kit.marking.looks import Looks
from forms.kit.package import add, main


def colour(sheet: Any, looks: Looks, colours: Mapping[str, str]) -> None:
    """Fill each cell (address → ARGB); a cell that is not there yet is made."""
    data = sheet.find(main("sheetData"))
    wanted_rows = {position(cell)[0] for cell in colours}
    rows = {number: row for row in data if (number := _row_of(row)) in wanted_rows}
    for cell, wanted in colours.items():
        number, column = position(cell)
        if number not in rows:
            rows[number] = _insert(data, add(data, main("row"), r=str(number)), number, _row_of)
        found = _cell(sheet, rows[number], number, column)
        found.set("s", str(looks.of(int(found.get("s", "0")), wanted)))


def _cell(sheet: Any, row: Any, number: int, column: int) -> Any:
    name = address(number, column)
    found = next((each for each in row if each.get("r") == name), None)
    if found is None:
        style = row.get("s") if row.get("customFormat") in ("1", "true") else None
        new = add(row, main("c"), r=name, s=style or _column_style(sheet, column))
        found = _insert(row, new, column, _column_of)
    return found


def _column_style(sheet: Any, column: int) -> str:
    for each in sheet.iterfind(f"{main('cols')}/{main('col')}"):
        if int(each.get("min")) <= column <= int(each.get("max")):
            return str(each.get("style", "0"))
    return "0"


def _row_of(row: Any) -> int:
    return int(row.get("r") or 0)


def _column_of(cell: Any) -> int:
    return position(cell.get("r"))[1] if cell.get("r") else 0


def _insert(parent: Any, new: Any, key: int, key_of: Any) -> Any:
    """Rows and cells stand in order; a file that breaks it does not open."""
    follower = next((each for each in parent if key_of(each) > key), None)
    if follower is not None:
        follower.addprevious(new)
    return new


def top_left(sheet: Any, cell: str) -> str:
    """The cell that shows: of a merged range its first, else the cell itself."""
    row, column = position(cell)
    for each in sheet.iterfind(f"{main('mergeCells')}/{main('mergeCell')}"):
        first, _, last = each.get("ref").partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        if top <= row <= bottom and left <= column <= right:
            return str(first)
    return cell
