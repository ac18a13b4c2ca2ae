"""A unit's plain list of people: one sheet with 姓名, 职务 and whatever else stands at its head."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from forms.kit import workbook
from forms.kit.workbook import Sheet
from rules.plan import Plan
from rules.roster import COLUMNS, PEOPLE, ImportProblem, ImportRows, PersonRow

# What people write over these columns.
_CALLED: Final[Mapping[str, str]] = {
    "姓名": "name",
    "名字": "name",
    "单位": "unit",
    "所在单位": "unit",
    "工作单位": "unit",
    "职务": "post",
    "现任职务": "post",
    "单位及职务": "post",
    "工作单位及职务": "post",
}
_HEADING_ROWS: Final = 10
_COLUMNS: Final = 60


def is_roster(path: Path) -> bool:
    """Whether this is the roster workbook of our template and not a list of the unit's own."""
    try:
        return workbook.read(path).sheet(PEOPLE) is not None
    except workbook.UnreadableWorkbook:
        return False


def read(path: Path, plan: Plan, unit: str) -> ImportRows:
    """The people of the first sheet that has a column 姓名; `unit` where a row names none."""
    try:
        book = workbook.read(path)
    except workbook.UnreadableWorkbook as wrong:
        return ImportRows(problems=(ImportProblem("整个文件", 0, "", wrong.words.rstrip("。")),))
    for sheet in book.visible:
        heading = _heading(sheet)
        if heading:
            return _people(sheet, heading, plan, unit)
    what = f"前{_HEADING_ROWS}行里没有找到“姓名”这一列，不知道哪些是人员"
    return ImportRows(problems=(ImportProblem("整个文件", 0, "", what, "姓名、职务"),))


def _heading(sheet: Sheet) -> int:
    rows = range(1, min(sheet.last_row, _HEADING_ROWS) + 1)
    return next((row for row in rows if "name" in _columns(sheet, row, _CALLED).values()), 0)


def _columns(sheet: Sheet, row: int, called: Mapping[str, str]) -> dict[int, str]:
    """By column what it holds, each once: of two with the same heading the first counts."""
    found: dict[int, str] = {}
    for column in range(1, _COLUMNS):
        meant = called.get(workbook.tidy(sheet.text(row, column)))
        if meant and meant not in found.values():
            found[column] = meant
    return found


def _people(sheet: Sheet, heading: int, plan: Plan, unit: str) -> ImportRows:
    labels = {workbook.tidy(fact.label): id for id, fact in plan.facts.items()}
    called = {**labels, **_CALLED}
    own = COLUMNS[PEOPLE]["post"]
    if own in (workbook.tidy(sheet.text(heading, column)) for column in range(1, _COLUMNS)):
        called |= labels  # the template's own headings: 职务 beside 现任职务 is a fact
    columns = _columns(sheet, heading, called)
    people = tuple(_rows(sheet, heading, columns, unit))
    if not people:
        what = "“姓名”下面一个人也没有"
        problem = ImportProblem(sheet.name, heading, COLUMNS[PEOPLE]["name"], what, "张伟")
        return ImportRows(problems=(problem,))
    return ImportRows(people=people)


def _rows(sheet: Sheet, heading: int, columns: Mapping[int, str], unit: str) -> Iterator[PersonRow]:
    for row in range(heading + 1, sheet.last_row + 1):
        cells = {meant: sheet.written(row, column) for column, meant in columns.items()}
        name = cells.pop("name", "").strip()
        own = cells.pop("unit", "").strip() or unit
        post = cells.pop("post", "").strip()
        facts = {id: text for id, text in cells.items() if text.strip()}
        # A line of signatures or a total below the list has no post and nothing else.
        if name or post or facts:
            yield PersonRow(row, name, own, post, facts)
