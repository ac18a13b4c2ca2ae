"""Numbers as a cell shows them: 0.4*88.5+… is 90 and not 89.999999999999986, 0.935 is 93.5%."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from defusedxml.ElementTree import fromstring

_DIGITS: Final = 15  # a spreadsheet keeps and shows no more
_WORDS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>")
_PLACE: Final = re.compile(rb'\br="([A-Z]+[0-9]+)"')
_STYLE: Final = re.compile(rb'\bs="([0-9]+)"')


def as_shown(value: float, *, percent: bool = False) -> int | float | str:
    """What one reads in the cell; text where it ends in %.

    A number with more digits than its cell is wide keeps them: 89.6 shown as 90 is not 90.
    """
    exact = Decimal(f"{value:.{_DIGITS}g}") * (100 if percent else 1)
    plain = int(exact) if exact == exact.to_integral_value() else float(exact)
    return f"{plain}%" if percent else plain


def shares_in(styles: bytes) -> frozenset[int]:
    """The numbers of those cell styles that show a number as a share of a hundred."""
    root = fromstring(styles)
    codes = {9: "0%", 10: "0.00%"}
    for each in root.iter():
        if _tag(each) == "numFmt" and each.get("numFmtId", "").isdecimal():
            codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
    cells: Iterable[Any] = next((each for each in root if _tag(each) == "cellXfs"), ())
    numbers = [int(each.get("numFmtId") or 0) for each in cells]
    return frozenset(
        at for at, number in enumerate(numbers) if "%" in _WORDS.sub("", codes.get(number, ""))
    )


def cells_in(sheet: bytes, styles: frozenset[int]) -> frozenset[str]:
    """Addresses of the cells of these styles that hold something."""
    found = set()
    for cell in _CELL.finditer(sheet) if styles else ():
        style, place = _STYLE.search(cell[1]), _PLACE.search(cell[1])
        if style and place and int(style[1]) in styles:
            found.add(place[1].decode())
    return frozenset(found)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
