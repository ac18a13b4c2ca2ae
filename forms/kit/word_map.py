"""Where a form's blanks stand in a county's own Word document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Cell = tuple[int, int, int]  # table, row, cell of that row; each counts from 1
Place = Cell | str  # a cell, or the tag or title of a content control

_CELL: Final = re.compile(r"表\s*([0-9]{1,3})\s*第?([0-9]{1,4})行第?([0-9]{1,3})格")
_CONTROL: Final = re.compile(r"控件\s*(\S.*)")


@dataclass(frozen=True)
class WordMap:
    """`mark`: words anywhere in the document by which this very version is told.

    `document`: the county's own empty form; `labels`: cell → the words printed there.
    """

    version: str
    mark: str
    fields: Mapping[str, Place]
    labels: Mapping[Cell, str]
    document: Path

    def label_of(self, field: str) -> Cell | None:
        """The label a blank belongs to: left of it in its row, else above it in its table."""
        place = self.fields[field]
        if isinstance(place, str):
            return None
        table, row, cell = place
        left = [at for at in self.labels if at[:2] == (table, row) and at[2] < cell]
        above = [at for at in self.labels if at[::2] == (table, cell) and at[1] < row]
        return max(left, default=None) or max(above, default=None)


def place_of(text: str) -> Place | None:
    """“表1 2行3格” or “控件 姓名”; None where it is neither."""
    return cell_of(text) or ((found := _CONTROL.fullmatch(text.strip())) and found[1]) or None


def cell_of(text: str) -> Cell | None:
    """A cell by table, row and column, as a map writes it; none where it is no cell."""
    found = _CELL.fullmatch(text.strip())
    if found is None or "0" in found.groups():
        return None
    return int(found[1]), int(found[2]), int(found[3])


def named(place: Place) -> str:
    """As it is written in a map."""
    return f"控件 {place}" if isinstance(place, str) else "表{} {}行{}格".format(*place)
