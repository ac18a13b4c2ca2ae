"""Cells that no list of people has: thousands of characters, or signs that turn the text round."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from rules.roster import (
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
from storage.roster.cells import Cells

LONGEST: Final = 60  # characters of a name, of a unit, a person or an account
LONGEST_POST: Final = 200
# They show nothing and turn what follows round, so that it reads as something else.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_Row = GroupRow | UnitRow | PersonRow | SecondmentRow | MemberRow


def odd_cells(rows: ImportRows) -> list[ImportProblem]:
    """Each such cell with its place."""
    found: list[ImportProblem] = []
    for sheet, listed in (
        (GROUPS, rows.groups),
        (UNITS, rows.units),
        (PEOPLE, rows.people),
        (SECONDMENTS, rows.secondments),
        (MEMBERS, rows.members),
    ):
        for row in listed:
            cells = Cells(sheet, row.row, found)
            for column, text in _texts(row):
                longest = LONGEST_POST if column == "post" else LONGEST
                if what := turning(text):
                    cells.wrong(column, what)
                elif len(text) > longest:
                    cells.wrong(column, f"有{len(text)}个字，请写在{longest}个字以内")
    return found


def turning(text: str) -> str:
    """What is wrong with it, empty where nothing turns."""
    found = _TURNING.search(text)
    if not found:
        return ""
    return f"有看不见的控制字符（U+{ord(found[0]):04X}，会把后面的字倒过来显示），请重新输入"


def _texts(row: _Row) -> Iterator[tuple[str, str]]:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif field.name == "short_names":
            yield from ((field.name, each) for each in value)
    if isinstance(row, PersonRow):
        yield from row.facts.items()
