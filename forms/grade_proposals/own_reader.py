"""A county's own sheet read back by its map, wherever rows were added to it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from forms.grade_proposals import reader
from forms.grade_proposals.layout import COLUMNS, HEADERS, KIND, WHOLE, Line, Proposals
from forms.grade_proposals.own_map import ColumnMap
from forms.grade_proposals.printed import printed
from forms.kit import filled, workbook
from forms.kit.field import Field
from forms.kit.filled import Filled, Wanted
from forms.kit.problem import Problem
from forms.kit.safe import child
from forms.kit.workbook import Book, Sheet, UnreadableWorkbook, address, position, tidy
from rules.plan import Plan

_AS_COLUMN: Final = "column "  # 单位 may stand in the head and be a column as well
_UNTELLING: Final = ("number", "unit", "rank", "apart")  # may be printed where nobody is


def read(plan: Plan, map: ColumnMap, path: Path, known: frozenset[str] = frozenset()) -> Proposals:
    """Never raises for what is in the file."""
    paper = plan.read_as(KIND)
    wanted = Wanted((), paper.form or paper.name, paper.clause)
    try:
        with child.remembered():
            return _read(plan, map, path, wanted, known)
    except UnreadableWorkbook as wrong:
        return _refused(Problem(WHOLE, wrong.words(wanted.label).rstrip("。")))


def sheet_of(map: ColumnMap, path: Path) -> str:
    """The name of the sheet that is read; empty where there is none or none can be read."""
    try:
        found = _found(map, workbook.read(path))
    except UnreadableWorkbook:
        return ""
    return found[0].name if found else ""


def _found(map: ColumnMap, book: Book, *, hidden: bool = False) -> tuple[Sheet, ColumnMap] | None:
    """The sheet that bears the mark, and the map with the mark where it stands in this sheet."""
    words, home = tidy(map.mark[1]), position(map.mark[0])
    found = [
        (at != home, sheet, replace(map, mark=(address(*at), map.mark[1])))
        for sheet in book.sheets
        for at, value in sheet.cells.items()
        if sheet.hidden is hidden and isinstance(value, str) and words in tidy(value)
    ]
    return min(found, key=lambda each: each[0])[1:] if found else None


def _read(
    plan: Plan, map: ColumnMap, path: Path, wanted: Wanted, known: frozenset[str]
) -> Proposals:
    book = workbook.read(path)
    found = _found(map, book)
    if found is None:
        return _refused(_another(plan, map, book, wanted))
    sheet, here = found
    head = filled.read(path, wanted, _cells(here), _fields())
    columns, first = _places(map, head)
    cells = _head_cells(map, head, sheet)
    headers = {id: _after_colon(sheet.text(*position(cell))) for id, cell in cells.items()}
    proposals = Proposals(headers=headers, header_cells=cells, by_map=True)
    if not {"name", "grade"} <= columns.keys():
        return replace(proposals, problems=head.problems)
    lines = tuple(_lines(map, sheet, columns, first, known))
    of_rows = {address(first, column) for column in columns.values()}
    # Cells of the first row are looked at again, with those of the other rows.
    problems = [each for each in head.problems if each.cell not in of_rows]
    return replace(
        proposals,
        columns=columns,
        lines=lines,
        next_row=(lines[-1].row if lines else first - 1) + 1,
        problems=(*problems, *reader.formulas(sheet, lines, {})),
    )


def _refused(problem: Problem) -> Proposals:
    return Proposals(problems=(problem,))


def _another(plan: Plan, map: ColumnMap, book: Book, wanted: Wanted) -> Problem:
    """Another version of the list is told what is wanted now; another form, what it looks like."""
    if _found(map, book, hidden=True):
        return reader.hidden()
    for sheet in filter(reader.looks_like_it, book.visible):
        if other := filled.other_version(sheet, map, wanted, is_word=False):
            return other
    what = f"没有找到“{map.mark[1]}”，看不出是{reader.called(plan.read_as(KIND))}"
    return reader.another_form(plan, book) or Problem(WHOLE, what, wanted.clause, wanted.get_it())


def _cells(map: ColumnMap) -> ColumnMap:
    """The head and the first row as single blanks; labels below move as people are added."""
    first_row = {
        f"{_AS_COLUMN}{id}": address(map.first_row, column) for id, column in map.columns.items()
    }
    above = {at: text for at, text in map.labels.items() if position(at)[0] < map.first_row}
    return replace(map, fields={**map.fields, **first_row}, labels=above)


def _fields() -> dict[str, Field]:
    columns = {f"{_AS_COLUMN}{id}": Field(heading) for id, heading, *_ in COLUMNS}
    return {**{id: Field(label) for id, label in HEADERS.items()}, **columns}


def _places(map: ColumnMap, head: Filled) -> tuple[dict[str, int], int]:
    """Columns where their headings stand now, without those whose heading is gone; the first row.

    A blank that cannot be read for what is in it has its place all the same.
    """
    wrong = {problem.cell for problem in head.problems}
    places = {
        id: position(cell)
        for id in map.columns
        if head.has(key := f"{_AS_COLUMN}{id}") or head.cells[key] in wrong
        for cell in (head.cells[key],)
    }
    first = max((row for row, _ in places.values()), default=map.first_row)
    return {id: column for id, (_, column) in places.items()}, first


def _head_cells(map: ColumnMap, head: Filled, sheet: Sheet) -> dict[str, str]:
    """Where 单位, 年度 and 班子等次 are; what has its label in the same cell is found by it."""
    cells = {id: head.cells[id] for id in map.fields if head.has(id)}
    for id, label in printed(map).heads.items():
        found = [at for at in sorted(sheet.cells) if tidy(sheet.text(*at)).startswith(label)]
        if id in cells and found and position(cells[id]) not in found:
            cells[id] = address(*found[0])
    return cells


def _after_colon(text: str) -> str:
    """What is written behind a printed label in the same cell: 填报单位：城关镇."""
    _, colon, rest = text.partition(":")
    return rest.strip() if colon else text


def _lines(
    map: ColumnMap, sheet: Sheet, columns: dict[str, int], first: int, known: frozenset[str]
) -> Iterator[Line]:
    there = printed(map)
    telling = {id: column for id, column in columns.items() if id not in _UNTELLING}
    widest = max(column for _, column in sheet.cells)
    for row in range(first, sheet.last_row + 1):
        texts = (tidy(sheet.text(row, column)) for column in range(1, widest + 1))
        if next(filter(None, texts), "").startswith(there.foot):
            return
        said = {id: tidy(sheet.text(row, column)) for id, column in telling.items()}
        own = any(text != there.blanks.get(id, "") for id, text in said.items())
        if own and reader.holds_a_person(sheet, row, columns, known):
            yield Line(row, columns, {id: sheet.value(row, c) for id, c in columns.items()})
