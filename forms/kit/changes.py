"""What changed from one version of a workbook to the next, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from forms.kit.workbook import Book, Sheet, address

_LONGEST_LABEL: Final = 12  # characters; longer is what somebody wrote
MOST: Final = 200  # changes told; more than that is another form, not a correction


@dataclass(frozen=True)
class Change:
    """One cell; `old` or `new` is empty where the cell was.

    `beside`: the short text left of it that both versions have, most often its label.
    """

    sheet: str
    cell: str
    old: str
    new: str
    beside: str = ""

    def __str__(self) -> str:
        return f"《{self.sheet}》{self.cell}：{_said(self.old)}→{_said(self.new)}"


@dataclass(frozen=True)
class Changes:
    """The first changed cells; `cut`: there are more than are told."""

    told: tuple[Change, ...]
    cut: bool = False

    def lines(self) -> tuple[str, ...]:
        """A line a cell, and a last one where not all are told."""
        most = len(self.told)
        more = f"改动很多，这里只列出前{most}处，后面的没有列出；请打开两份表对照"
        return (*map(str, self.told), *([more] if self.cut else []))


def changes(old: Book, new: Book, most: int = MOST) -> Changes:
    """Changed cells of the sheets that show, in order of sheet, row, column."""
    found = tuple(islice(_all(old, new), most + 1))
    return Changes(found[:most], cut=len(found) > most)


def _all(old: Book, new: Book) -> Iterator[Change]:
    before = {sheet.name: sheet for sheet in old.visible}
    after = {sheet.name: sheet for sheet in new.visible}
    for name in dict.fromkeys((*before, *after)):
        empty = Sheet(name, hidden=False, cells={})
        yield from _of_sheet(before.get(name, empty), after.get(name, empty))


def _of_sheet(old: Sheet, new: Sheet) -> Iterator[Change]:
    for row, column in sorted({*old.cells, *new.cells}):
        was, now = old.written(row, column), new.written(row, column)
        if was != now:
            beside = _beside(old, new, row, column)
            yield Change(old.name, address(row, column), was, now, beside)


def _beside(old: Sheet, new: Sheet, row: int, column: int) -> str:
    left = [at for at in new.cells if at[0] == row and at[1] < column and new.written(*at)]
    at = max(left, default=None)
    text = "".join(new.written(*at).split()) if at else ""
    same = at is not None and old.written(*at) == new.written(*at)
    return text if same and len(text) <= _LONGEST_LABEL else ""


def _said(text: str) -> str:
    if not text:
        return "（空）"
    return f"“{text}”" if len(text) <= 40 else f"“{text[:40]}……”"
