"""What changed from one version of a workbook to the next, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from forms.kit.workbook import Book, Sheet, address, tidy

_LONGEST_LABEL: Final = 12  # characters; longer is what somebody wrote
_NAMES: Final = ("姓名", "名字", "被考核人", "干部姓名")
_LEAST_HEADINGS: Final = 7  # a person's own form has six in that row, blanks among them
MOST: Final = 200  # changes told; more than that is another form, not a correction


@dataclass(frozen=True)
class Change:
    """One cell; `old` or `new` is empty where the cell was.

    `beside`: the short text left of it that both versions have, most often its label. `person` and
    `column`: in a list of people, whose row it is and what its heading says.
    """

    sheet: str
    cell: str
    old: str
    new: str
    beside: str = ""
    person: str = ""
    column: str = ""

    @property
    def place(self) -> str:
        """In words, with the cell behind them: 张伟的“等次建议”（G9）."""
        if self.column:
            whose = f"{self.person}的" if self.person else ""
            return f"{whose}“{self.column}”（{self.cell}）"
        return f"“{self.beside}”（{self.cell}）" if self.beside else self.cell

    def __str__(self) -> str:
        return f"《{self.sheet}》{self.place}：{_said(self.old)}→{_said(self.new)}"


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
    heading, names = _list_of_people(new if new.cells else old)
    for row, column in sorted({*old.cells, *new.cells}):
        was, now = old.written(row, column), new.written(row, column)
        if was == now:
            continue
        place = address(row, column)
        if heading and row > heading:
            person = new.written(row, names) or old.written(row, names)
            head = new.written(heading, column) or old.written(heading, column)
            yield Change(old.name, place, was, now, person=person, column=head)
        else:
            yield Change(old.name, place, was, now, _beside(old, new, row, column))


def _list_of_people(sheet: Sheet) -> tuple[int, int]:
    """The row of headings and the column of names of a list; zeros where a sheet is none."""
    for (row, column), value in sorted(sheet.cells.items()):
        if isinstance(value, str) and tidy(value) in _NAMES:
            heads = [c for r, c in sheet.cells if r == row and sheet.written(r, c)]
            if len(heads) >= _LEAST_HEADINGS and max(heads) - min(heads) < 2 * len(heads):
                return row, column
    return 0, 0


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
