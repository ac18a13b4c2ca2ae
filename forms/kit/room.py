"""What a blank has room for on paper: rows keep their height, so what is longer is cut in print."""

from collections.abc import Iterator
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from forms.kit.addresses import position
from forms.kit.field import Asks
from forms.kit.filled import Filled
from forms.kit.layout import Box, Layout, Look
from forms.kit.problem import Problem

# Eleven points of 宋体: a column's unit is a digit, and a wide character a little less than two.
_UNIT: Final = 0.54  # wide characters
LINE: Final = 14.25  # points
_NARROW: Final = 0.5  # of a wide character
_WRITTEN: Final = (Asks.TEXT, Asks.LONG)


def of_room(layout: Layout, filled: Filled) -> Iterator[Problem]:
    """A fault for every blank of our own form that holds more than is seen when it is printed."""
    for box in layout.boxes:
        asked = filled.fields.get(box.says) if box.look is Look.BLANK else None
        if asked is None or asked.asks not in _WRITTEN or not filled.has(box.says):
            continue
        text = filled.text(box.says)
        wide, lines = room(layout, box)
        value = filled.values.get(box.says)
        if lines_of(value.strip() if isinstance(value, str) else text, wide) > lines:
            what = (
                f"“{asked.label}”有{len(text)}字，打印时大约放得下{int(wide) * lines}字，"
                "后面的会看不见"
            )
            yield Problem(
                filled.cells[box.says],
                what,
                asked.clause,
                f"压缩到{int(wide) * lines}字以内",
                must=False,
            )


def room(layout: Layout, box: Box) -> tuple[float, int]:
    """Wide characters a line, and lines."""
    first, _, last = box.at.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    wide = wide_in(sum(layout.widths[left - 1 : right]))
    high = sum(layout.heights[row] for row in range(top, bottom + 1))
    return wide, max(1, int((high + 2) / LINE))


def wide_in(width: float) -> float:
    """Wide characters a line in columns of this width together."""
    return width * _UNIT


def lines_of(text: str, wide: float) -> int:
    """How many lines a text takes where so many wide characters fit in one."""
    return sum(max(1, ceil(_length(line) / int(wide))) for line in text.splitlines() or [""])


def _length(line: str) -> float:
    return sum(_NARROW if east_asian_width(each) in ("Na", "H", "N") else 1 for each in line)
