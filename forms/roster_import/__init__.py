"""The roster workbook: its rows read, with problems that name the cell; `template` is to fill."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from forms.kit import workbook
from forms.kit.workbook import Sheet
from rules.plan import Plan
from rules.roster import (
    COLUMNS,
    GROUPS,
    MEMBERS,
    PEOPLE,
    SECONDMENTS,
    UNITS,
    GroupRow,
    ImportProblem,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitRow,
)

EXAMPLE_MARK: Final = "（示例）"
EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    GROUPS: ("第一考核组",),
    UNITS: ("城关镇", "乡镇", "城关、城关镇政府", "第一考核组", ""),
    PEOPLE: ("张伟", "城关镇", "党委委员、副镇长"),
    SECONDMENTS: ("李强", "县财政局", "城关镇", "县", "2019-06-28", ""),
    MEMBERS: ("zhangsan", "王芳", "政工人事", "城关镇", ""),
}
_MAY_BE_MISSING: Final[Mapping[str, frozenset[str]]] = {
    UNITS: frozenset({"short_names", "group", "superior"}),
    PEOPLE: frozenset({"post"}),
    SECONDMENTS: frozenset({"end"}),
    MEMBERS: frozenset({"unit", "group"}),
}
_NEEDED_SHEETS: Final = (UNITS, PEOPLE)
_HEADING_ROWS: Final = 10


@dataclass
class _Table:
    """One sheet being read: where its fields stand, and what was found wrong."""

    name: str
    sheet: Sheet
    heading_row: int
    columns: dict[str, int]
    problems: list[ImportProblem] = field(default_factory=list)

    def text(self, row: int, name: str) -> str:
        return self.sheet.written(row, self.columns[name]) if name in self.columns else ""

    def rows(self) -> Iterator[int]:
        for row in range(self.heading_row + 1, self.sheet.last_row + 1):
            cells = [self.sheet.text(row, column) for column in self.columns.values()]
            if any(cells) and not any(cell.startswith(("(示例)", EXAMPLE_MARK)) for cell in cells):
                yield row


def read(path: Path, plan: Plan, *, of_a_city: bool = False) -> ImportRows:
    """Rows as text; what the cells mean is judged at the import, with the whole roster in hand.

    `of_a_city`: it may hold 100,000 people and take as much memory as that needs.
    """
    try:
        book = workbook.read_city(path) if of_a_city else workbook.read(path)
    except workbook.UnreadableWorkbook as wrong:
        return ImportRows(
            problems=(ImportProblem("整个文件", 0, "", wrong.words("人员表").rstrip("。")),)
        )
    problems: list[ImportProblem] = []
    tables: dict[str, _Table] = {}
    for name in COLUMNS:
        sheet = book.sheet(name)
        if sheet is not None:
            tables[name] = _table(name, sheet, plan)
            problems += tables[name].problems
        elif name in _NEEDED_SHEETS:
            problems.append(ImportProblem(name, 0, "", "没有这张工作表", "从模板复制一份再填"))
    rows = ImportRows(
        groups=tuple(GroupRow(**each) for each in _plain(tables, GROUPS)),
        units=tuple(_unit(each) for each in _plain(tables, UNITS)),
        people=tuple(_people(tables, plan)),
        secondments=tuple(SecondmentRow(**each) for each in _plain(tables, SECONDMENTS)),
        members=tuple(MemberRow(**each) for each in _plain(tables, MEMBERS)),
    )
    if not problems and not rows.units:
        problems.append(ImportProblem(UNITS, 0, "", "一个单位也没有填", EXAMPLES[UNITS][0]))
    return ImportRows(
        rows.groups, rows.units, rows.people, rows.secondments, rows.members, tuple(problems)
    )


def _table(name: str, sheet: Sheet, plan: Plan) -> _Table:
    labels = {workbook.tidy(label): field for field, label in COLUMNS[name].items()}
    if name == PEOPLE:
        labels |= {workbook.tidy(fact.label): id for id, fact in plan.facts.items()}
    first = next(iter(COLUMNS[name].values()))
    found = [
        row
        for row in range(1, min(sheet.last_row, _HEADING_ROWS) + 1)
        if any(workbook.tidy(sheet.text(row, column)) == first for column in range(1, 40))
    ]
    table = _Table(name, sheet, found[0] if found else 1, {})
    _place_columns(table, labels)
    may_be_missing = _MAY_BE_MISSING.get(name, frozenset())
    for each, label in COLUMNS[name].items():
        if each not in table.columns and each not in may_be_missing:
            what = f"第{table.heading_row}行没有“{label}”这一列"
            table.problems.append(ImportProblem(name, 0, "", what, label))
    _note_formulas(table)
    return table


def _place_columns(table: _Table, labels: Mapping[str, str]) -> None:
    row = table.heading_row
    for column in range(1, 200):
        label = workbook.tidy(table.sheet.text(row, column))
        if not label:
            continue
        if label in labels:
            table.columns.setdefault(labels[label], column)
            continue
        near = get_close_matches(label, list(labels), n=1, cutoff=0.5)
        example = near[0] if near else next(iter(labels))
        what = "不认得这一列的列名，请改成模板里的列名或删掉这一列"
        table.problems.append(ImportProblem(table.name, row, label, what, example))


def _note_formulas(table: _Table) -> None:
    names = {column: name for name, column in table.columns.items()}
    for place in sorted(table.sheet.uncomputed | table.sheet.errors):
        row, column = workbook.position(place)
        if column in names and row > table.heading_row:
            label = COLUMNS[table.name].get(names[column], names[column])
            what = "是公式，没有算出的值；请先在Excel中打开并保存，或直接填写文字"
            table.problems.append(ImportProblem(table.name, row, label, what, "城关镇"))


def _plain(tables: Mapping[str, _Table], name: str) -> Iterator[dict[str, Any]]:
    table = tables.get(name)
    for row in table.rows() if table else ():
        assert table is not None  # noqa: S101 - there are no rows without it
        yield {"row": row} | {each: table.text(row, each) for each in COLUMNS[name]}


def _unit(cells: dict[str, Any]) -> UnitRow:
    names = re.split(r"[、,;/\s]+", str(cells.pop("short_names")))
    return UnitRow(**cells, short_names=tuple(name for name in names if name))


def _people(tables: Mapping[str, _Table], plan: Plan) -> Iterator[PersonRow]:
    table = tables.get(PEOPLE)
    for row in table.rows() if table else ():
        assert table is not None  # noqa: S101 - there are no rows without it
        facts = {id: table.text(row, id) for id in table.columns if id in plan.facts}
        yield PersonRow(
            row,
            table.text(row, "name"),
            table.text(row, "unit"),
            table.text(row, "post"),
            {id: text for id, text in facts.items() if text},
        )
