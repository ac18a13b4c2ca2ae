"""Colouring cells of one sheet: a copied style with another fill, all else of the cell kept."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from forms.kit.addresses import address, position
from forms.kit.package import add, main

RED: Final = "FFFFC7CE"
YELLOW: Final = "FFFFEB9C"


class Fills:
    """The styles part, growing by a copy for each pair of style and colour in use."""

    def __init__(self, styles: Any) -> None:
        self._fills = styles.find(main("fills"))
        self._formats = styles.find(main("cellXfs"))
        self._made: dict[tuple[int, str], int] = {}
        self._by_colour: dict[str, int] = {}

    def of(self, style: int, colour: str) -> int:
        """The index of the style like `style` but filled with `colour` (ARGB)."""
        if (style, colour) not in self._made:
            new = deepcopy(self._formats[style])
            new.set("fillId", str(self._fill(colour)))
            new.set("applyFill", "1")
            self._formats.append(new)
            self._formats.set("count", str(len(self._formats)))
            self._made[style, colour] = len(self._formats) - 1
        return self._made[style, colour]

    def _fill(self, colour: str) -> int:
        if colour in self._by_colour:
            return self._by_colour[colour]
        pattern = add(add(self._fills, main("fill")), main("patternFill"), patternType="solid")
        add(pattern, main("fgColor"), rgb=colour)
        add(pattern, main("bgColor"), indexed="64")
        self._fills.set("count", str(len(self._fills)))
        self._by_colour[colour] = len(self._fills) - 1
        return self._by_colour[colour]


def colour(sheet: Any, fills: Fills, colours: Mapping[str, str]) -> None:
    """Fill each cell (address → ARGB); a cell that is not there yet is made."""
    data = sheet.find(main("sheetData"))
    rows = {int(row.get("r")): row for row in data if row.get("r")}
    for cell, wanted in colours.items():
        number, column = position(cell)
        if number not in rows:
            rows[number] = _insert(data, add(data, main("row"), r=str(number)), number, _row_of)
        found = _cell(sheet, rows[number], number, column)
        found.set("s", str(fills.of(int(found.get("s", "0")), wanted)))


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
