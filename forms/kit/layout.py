"""A form as boxes on a page, and the cell map that follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from forms.kit.addresses import position
from forms.kit.cell_map import CellMap

_LOW: Final = 60  # points


class Look(StrEnum):
    """What a box is: only labels are looked for when a form comes back."""

    LABEL = "label"
    TITLE = "title"
    NOTE = "note"
    SIGN = "sign"  # where one signs by hand
    MARK = "mark"  # tells the version
    BLANK = "blank"


@dataclass(frozen=True)
class Box:
    """`at`: A3 or A3:C4. `says`: printed words, or for a blank the id of its field."""

    at: str
    says: str
    look: Look = Look.BLANK

    @property
    def first(self) -> str:
        """The address of its first cell."""
        return self.at.partition(":")[0]


@dataclass(frozen=True)
class Layout:
    """`heights`: of rows in points. `back_from`: the first row of the back page, 0 for one page."""

    sheet: str
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    boxes: tuple[Box, ...]
    back_from: int = 0
    landscape: bool = False
    notes: tuple[str, ...] = field(default=())

    def cell_map(self) -> CellMap:
        """The first mark is the version's."""
        mark = next(box for box in self.boxes if box.look is Look.MARK)
        return CellMap(
            version=mark.says,
            mark=(mark.first, mark.says),
            fields={box.says: box.first for box in self.boxes if box.look is Look.BLANK},
            labels={box.first: box.says for box in self.boxes if box.look is Look.LABEL},
            sheet="",
            said=frozenset(box.says for box in self.boxes if box.look in (Look.NOTE, Look.SIGN)),
        )


def is_low(layout: Layout, box: Box) -> bool:
    """Whether a box has room for a few lines only, which then stand in its middle."""
    first, _, last = box.at.partition(":")
    rows = range(position(first)[0], position(last or first)[0] + 1)
    return sum(layout.heights[row] for row in rows) < _LOW


def row_of(*cells: str, row: int, columns: Sequence[str]) -> tuple[Box, ...]:
    """Label and blank by turns along one row; a blank is the id of its field."""
    looks = (Look.LABEL, Look.BLANK)
    return tuple(
        Box(_in_row(place, row), says, looks[number % 2])
        for number, (place, says) in enumerate(zip(columns, cells, strict=True))
    )


def _in_row(place: str, row: int) -> str:
    """“B:D” of row 5 is B5:D5."""
    first, _, last = place.partition(":")
    return f"{first}{row}:{last}{row}" if last else f"{first}{row}"
