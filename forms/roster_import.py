"""The roster workbook: a template to fill, and its rows read, with problems that name the cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from forms.kit import sheet_writer, workbook
from forms.kit.sheet_writer import Worksheet
from forms.kit.workbook import Sheet
from rules.plan import Fact, Plan
from rules.roster import (
    COLUMNS,
    GROUPS,
    MEMBERS,
    PEOPLE,
    ROLE_LABELS,
    SECONDMENTS,
    SENT_BY_LABELS,
    UNIT_KIND_LABELS,
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
_EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
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
_CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    (UNITS, "kind"): tuple(UNIT_KIND_LABELS.values()),
    (SECONDMENTS, "sent_by"): tuple(SENT_BY_LABELS.values()),
    (MEMBERS, "role"): tuple(ROLE_LABELS.values()),
}
_NOTES: Final = (
    "填表说明",
    f"每张表第1行是列名，请不要改；第2行以“{EXAMPLE_MARK}”开头的是示例，导入时会跳过，可以删掉。",
    "单位：单位全称要与各表里写的一致；简称可以写几个，用顿号隔开，例如“城关、城关镇政府”。",
    "单位：学校、医院、企业和派驻乡镇所庭室要填“上级主管部门”，例如“县教育局”。",
    "人员：一人一行，写在所在单位；县里派出挂职的写在原单位，上级派来挂职的写在挂职单位。",
    "人员：拿不准的格子可以空着，机器人会按“未提到”处理并说明；不要猜。",
    "挂职：日期写年月日，例如“2019-06-28”；还在挂职的，结束日期空着。",
    "企业微信成员：账号在企业微信管理后台的通讯录里看；身份为“干部”的，姓名要在人员表里。",
    "身份证号、手机号、处分内容不需要，请不要写进来；涉密内容不得写进来。",
)
_LIST_LIMIT: Final = 255  # characters of a drop-down written into its cell rule
_HEADING_ROWS: Final = 10
_LAST_ENTRY_ROW: Final = 2000


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


def template(plan: Plan) -> bytes:
    """An empty roster workbook with headings, examples, drop-downs and notes."""
    book = sheet_writer.new_book("单位人员导入表")
    sheet_writer.list_page(book, "填表说明", _NOTES)
    facts = [plan.facts[id] for id in plan.roster.offered]
    for name, columns in COLUMNS.items():
        own = [*columns.values()]
        labels = own + [fact.label for fact in facts] if name == PEOPLE else own
        sheet = sheet_writer.new_sheet(book, name, [_width(label) for label in labels])
        sheet_writer.headings(sheet, 1, labels)
        _example_row(sheet, name)
        _drop_downs(sheet, name, facts)
        sheet_writer.print_on_a4(sheet, 1, landscape=len(labels) > 6)
    return sheet_writer.packed(book)


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
        problems.append(ImportProblem(UNITS, 0, "", "一个单位也没有填", _EXAMPLES[UNITS][0]))
    return ImportRows(
        rows.groups, rows.units, rows.people, rows.secondments, rows.members, tuple(problems)
    )


def _width(label: str) -> float:
    return max(12, min(30, len(label) * 2.2 + 2))


def _example_row(sheet: Worksheet, name: str) -> None:
    for column, value in enumerate(_EXAMPLES[name], 1):
        text = EXAMPLE_MARK + value if column == 1 else value
        place = workbook.address(2, column)
        sheet_writer.write(sheet, place, text, font=sheet_writer.NOTE_FONT, shape="@")


def _drop_downs(sheet: Worksheet, name: str, facts: list[Fact]) -> None:
    fields = list(COLUMNS[name])
    choices = {fields.index(f) + 1: options for (s, f), options in _CHOICES.items() if s == name}
    if name == PEOPLE:
        for column, fact in enumerate(facts, len(fields) + 1):
            if fact.kind in ("choice", "bool"):
                choices[column] = tuple(fact.values.values()) or ("是", "否")
    for column, options in choices.items():
        if len(",".join(options)) <= _LIST_LIMIT and not any("," in each for each in options):
            cells = f"{workbook.address(2, column)}:{workbook.address(_LAST_ENTRY_ROW, column)}"
            sheet_writer.drop_down(sheet, cells, options, "请从下拉列表中选择。")


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
