"""The rows of a plain list: who is on it, what is read of them and what is held back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from forms.kit import workbook
from forms.kit.workbook import Sheet
from forms.roster_list import secondments
from forms.roster_list.secondments import NOTHING, Lacking
from rules.plan import Plan
from rules.plan.roster_facts import RosterFacts
from rules.roster import (
    COLUMNS,
    PEOPLE,
    SECONDMENTS,
    ImportProblem,
    ImportRows,
    PersonRow,
    SecondmentRow,
)

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
    **secondments.CALLED,
}
_DAY: Final = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_LONGEST_NAME: Final = 40
_UNTELLING: Final = frozenset({"序号", "编号", "联系电话", "电话", "手机", "性别", "民族", "学历"})
_FREE: Final = frozenset({"备注", "说明", "情况说明", "其他", "其他情况"})
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
        return ImportRows(
            problems=(ImportProblem("整个文件", 0, "", wrong.words("人员表").rstrip("。")),)
        )
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
    rows = list(_rows(sheet, heading, columns, plan.roster, unit))
    people = tuple(person for person, _ in rows)
    if not people:
        what = "“姓名”下面一个人也没有"
        problem = ImportProblem(sheet.name, heading, COLUMNS[PEOPLE]["name"], what, "张伟")
        return ImportRows(problems=(problem,))
    others = _others(sheet, heading, columns)
    people = tuple(replace(one, remarks=_remarks(sheet, one.row, others)) for one in people)
    dated = {
        column: workbook.tidy(sheet.text(heading, column))
        for column, meant in columns.items()
        if meant in secondments.FIELDS
    }
    posted = [secondments.of_person(person, cells, plan.roster) for person, cells in rows]
    return ImportRows(
        people=people,
        secondments=tuple(each for each in posted if isinstance(each, SecondmentRow)),
        problems=(*_bad_names(sheet, columns, people), *_bad_days(sheet, others | dated, people)),
        held=tuple(_lacks(sheet, each) for each in posted if isinstance(each, Lacking)),
    )


def _lacks(sheet: Sheet, each: Lacking) -> ImportProblem:
    what = f"{each.name}是挂职的，{each.what}，先按已写的判定"
    return ImportProblem(sheet.name, each.row, SECONDMENTS, what, each.example)


def _others(sheet: Sheet, heading: int, columns: Mapping[int, str]) -> dict[int, str]:
    """By column the heading of those that are not read."""
    heads = {column: workbook.tidy(sheet.text(heading, column)) for column in range(1, _COLUMNS)}
    return {column: head for column, head in heads.items() if column not in columns}


def _bad_names(
    sheet: Sheet, columns: Mapping[int, str], people: tuple[PersonRow, ...]
) -> Iterator[ImportProblem]:
    column = next(column for column, meant in columns.items() if meant == "name")
    for person in people:
        place = workbook.address(person.row, column)
        formula = person.name.startswith("=") or place in sheet.uncomputed | sheet.errors
        what = "是公式，请直接填写文字" if formula else _wrong_name(person.name)
        if what:
            label = COLUMNS[PEOPLE]["name"]
            yield ImportProblem(sheet.name, person.row, label, what, "张伟")


def _wrong_name(name: str) -> str:
    if len(name) > _LONGEST_NAME:
        return f"有{len(name)}个字，不像姓名，请只写姓名"
    return "" if not name or any(sign.isalpha() for sign in name) else "里没有字，不像姓名"


def _bad_days(
    sheet: Sheet, others: Mapping[int, str], people: tuple[PersonRow, ...]
) -> Iterator[ImportProblem]:
    for person in people:
        for column, head in others.items():
            for match in _DAY.finditer(sheet.written(person.row, column)):
                if not _is_day(match):
                    what = f"“{match.group(0)}”这一天不存在"
                    yield ImportProblem(sheet.name, person.row, head, what, "2019-06-28")


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(*(int(part) for part in match.groups()))
    except ValueError:
        return False
    return True


def _remarks(sheet: Sheet, row: int, others: Mapping[int, str]) -> tuple[str, ...]:
    """What stands in columns that are not read as such: 备注, 其他情况."""
    found = []
    for column, head in others.items():
        words = sheet.written(row, column).strip()
        if words and workbook.tidy(words) not in NOTHING and head and head not in _UNTELLING:
            # Only 备注 is nothing but a place to write; any other heading says what is meant.
            found.append(words if head in _FREE else f"{head}：{words}")
    return tuple(found)


def _rows(
    sheet: Sheet, heading: int, columns: Mapping[int, str], roster: RosterFacts, unit: str
) -> Iterator[tuple[PersonRow, Mapping[str, str]]]:
    """Each person with what the row says of a secondment, by field."""
    for row in range(heading + 1, sheet.last_row + 1):
        cells = {meant: sheet.written(row, column) for column, meant in columns.items()}
        name, own, post = (cells.pop(each, "").strip() for each in ("name", "unit", "post"))
        posted = {each: cells.pop(each) for each in secondments.FIELDS & cells.keys()}
        # Over 挂职时间 stand months, days, or that there is none.
        if secondments.is_no_number(cells.get(roster.months, "")):
            posted.setdefault("term", cells.pop(roster.months))
        facts = {id: text for id, text in cells.items() if text.strip()}
        if roster.level in facts and roster.seconded:
            facts.setdefault(roster.seconded, "是")
        # A line of signatures or a total below the list has no post and nothing else.
        if name or post or facts:
            yield PersonRow(row, name, own or unit, post, facts), posted
