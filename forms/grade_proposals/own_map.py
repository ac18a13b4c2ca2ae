"""A county's own 附件8: which column holds what, and from which row people are listed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.grade_proposals.layout import COLUMNS, HEADERS, KIND, READS
from forms.kit.cell_map import FOLDER, CellMap, county_map
from forms.kit.sheet_reader import MOST_COLUMNS, MOST_ROWS
from forms.kit.workbook import Sheet, address, position
from rules.plan import Plan
from rules.plan.source import Source, open_source

_NEEDED: Final = {"name": "姓名", "grade": "等次建议"}
_COLUMNS: Final = "columns: {name: B, post: C, grade: F}"
_FIRST_ROW: Final = "first_row: 6"
_LETTERS: Final = {address(1, number)[:-1]: number for number in range(1, MOST_COLUMNS + 1)}


@dataclass(frozen=True)
class ColumnMap(CellMap):
    """`fields` are cells above the people; `columns`: number of a column by its id."""

    columns: Mapping[str, int] = field(default_factory=dict)
    first_row: int = 0

    def misfit(self, sheet: Sheet) -> str:
        """The first person must have a row of empty cells, each column one of its own."""
        at = address(self.first_row, self.columns["name"])
        if printed := sheet.text(*position(at)):
            return f"第{at}格写的是“{printed}”，不能写第一个人的姓名；first_row 要写第一个空行。"
        return self._merged(sheet.name)

    def _merged(self, name: str) -> str:
        """A cell that belongs to another, or one of a person that belongs to rows below as well."""
        if self.workbook is None:
            return ""
        # 0.3 s and 15 MB that only a county's own form needs, when it is looked at.
        from openpyxl import load_workbook  # noqa: PLC0415
        from openpyxl.cell import MergedCell  # noqa: PLC0415

        sheet = load_workbook(self.workbook)[name]
        for at in self.fields.values():
            if isinstance(sheet[at], MergedCell):
                return f"第{at}格合并到别的格子里了；fields 要写合并后左上角的那一格。"
        for column in self.columns.values():
            cell = sheet.cell(self.first_row, column)
            wide = (each for each in sheet.merged_cells.ranges if cell.coordinate in each)
            if isinstance(cell, MergedCell) or any(each.min_row < each.max_row for each in wide):
                at = str(cell.coordinate)
                return f"第{at}格和别的格子合并了，一个人要有自己的一格；请取消合并。"
        return ""


@dataclass(frozen=True)
class Own:
    """What a county puts in the place of our template."""

    read_as: str = KIND

    def cell_map(self, plan: Plan) -> ColumnMap | None:
        """Where the plan's own 附件8 has what."""
        return column_map(plan)


def column_map(plan: Plan) -> ColumnMap | None:
    """The county's own map, None where it has none. Raises PlanError with a right example."""
    may = "columns first_row fields labels sheet"
    basic = county_map(plan, KIND, tuple(HEADERS), READS, "version mark", may)
    if not isinstance(basic, CellMap):
        return None
    source = open_source(plan.root / FOLDER / f"{KIND}.yaml")
    said = source.mapping(_COLUMNS)
    for key, example in (("columns", _COLUMNS), ("first_row", _FIRST_ROW)):
        if key not in said:
            raise source.wrong(f"缺少“{key}”这一项。", example)
    first = _first_row(said["first_row"])
    for id, cell in basic.fields.items():
        if position(cell)[0] >= first:
            words = f"人员从第{first}行写起，“{id}”不能写在第{cell}格；fields 只写人员上面的格子。"
            raise said["fields"].wrong(words, f"fields: {{{id}: B3}}")
    return ColumnMap(**basic.__dict__, columns=_columns(said["columns"]), first_row=first)


def _first_row(source: Source) -> int:
    row = source.whole(_FIRST_ROW)
    if not 1 < row < MOST_ROWS:
        raise source.wrong(f"第{row}行不能是第一个人的行。", _FIRST_ROW)
    return row


def _columns(source: Source) -> dict[str, int]:
    known = [id for id, *_ in COLUMNS]
    found: dict[str, int] = {}
    for id, entry in source.mapping(_COLUMNS).items():
        if id not in known:
            words = f"这张表没有叫“{id}”的列；可以写的有：{'、'.join(known)}。"
            raise entry.wrong(words, _COLUMNS)
        letter = entry.text(_COLUMNS).upper()
        if letter not in _LETTERS:
            raise entry.wrong(f"“{letter}”不是列的字母。", f"{id}: B")
        same = next((other for other, at in found.items() if at == _LETTERS[letter]), "")
        if same:
            words = f"“{same}”和“{id}”都写了{letter}列，一列只能是一项。"
            raise entry.wrong(words, _COLUMNS)
        found[id] = _LETTERS[letter]
    for id, label in _NEEDED.items():
        if id not in found:
            raise source.wrong(f"缺少“{id}”（{label}）这一列，没有它不能检查。", _COLUMNS)
    return found
