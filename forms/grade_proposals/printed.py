"""What a county printed in its empty 附件8, so that it is not taken for what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from forms.grade_proposals.own_map import ColumnMap
from forms.kit import workbook
from forms.kit.workbook import Sheet, position, tidy

_Places = tuple[tuple[str, tuple[int, int]], ...]


@dataclass(frozen=True)
class Printed:
    """`blanks`: in a person's row, by column; `heads`: in cells of the head, up to the colon.

    `foot`: words below the people.
    """

    blanks: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    foot: tuple[str, ...] = ()


def printed(map: ColumnMap) -> Printed:
    """What stands in the empty form of this map; nothing where there is no form of theirs."""
    if map.workbook is None:
        return Printed()
    heads = tuple((id, position(cell)) for id, cell in map.fields.items())
    blanks = tuple((id, (map.first_row, column)) for id, column in map.columns.items())
    return _printed(map.workbook, map.sheet, heads, blanks)


@lru_cache(maxsize=8)  # by file: the plan is read once, at the start
def _printed(path: Path, name: str, heads: _Places, blanks: _Places) -> Printed:
    book = workbook.read(path)
    sheet = book.sheet(name) or book.sheets[0]
    labels = {id: tidy(sheet.text(*at)).partition(":") for id, at in heads}
    last = _last(sheet, dict(blanks))
    below = {
        tidy(value)
        for (row, _), value in sheet.cells.items()
        if row > last and isinstance(value, str)
    }
    return Printed(
        {id: tidy(sheet.text(*at)) for id, at in blanks},
        {id: f"{label}:" for id, (label, colon, _) in labels.items() if colon},
        tuple(sorted(words for words in below if len(words) > 1 and not words.isdecimal())),
    )


def _last(sheet: Sheet, blanks: Mapping[str, tuple[int, int]]) -> int:
    """The last row that is as the first person's is: nothing printed, or the same."""
    counted = {blanks[id][1] for id in ("number", "rank") if id in blanks}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), value in sheet.cells.items():
        if column not in counted and (text := tidy(workbook.text_of(value))):
            rows.setdefault(row, {})[column] = text
    row, like = blanks["name"][0], rows.get(blanks["name"][0])
    while row < sheet.last_row and rows.get(row + 1) == like:
        row += 1
    return row
