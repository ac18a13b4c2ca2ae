"""A workbook as cells with addresses, read in a child process."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from inspect import cleandoc
from pathlib import Path
from typing import Any, Final

from forms.kit.addresses import address, position
from forms.kit.problem import RESULTS, RESULTS_TITLE
from forms.kit.safe import child
from rules.names import INVISIBLE, plain_letters

__all__ = [
    "Book", "HeavyWorkbook", "Sheet", "UnreadableWorkbook", "Value",
    "address", "position", "read", "text_of", "tidy",
]  # fmt: skip

Value = str | int | float | bool | date | None
_BLANKS = re.compile(r"\s+")
_MOST_SAID_OF_A_CITY: Final = 96 * 1024 * 1024  # bytes; 100,000 people with six cells say 20 MB


class UnreadableWorkbook(Exception):
    """这个表格打不开，可能已损坏。请在Excel或WPS中打开，另存为xlsx后再交，例如“{called}.xlsx”。"""

    def words(self, called: str) -> str:
        """What the user reads; `called`: what the form at hand is called, such as 附件1."""
        return cleandoc(self.__doc__ or "").format(called=called)


class HeavyWorkbook(UnreadableWorkbook):
    """这个表格太大，读不完。请把需要的内容复制到一个新表格里另存后再交，例如“{called}.xlsx”。"""


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows and columns count from 1; cells that are empty are absent.

    `uncomputed`: addresses of formulas without a value; `errors`: of cells showing an error.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Value]
    uncomputed: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()

    @property
    def last_row(self) -> int:
        """The last row in which anything stands."""
        return max((row for row, _ in self.cells), default=0)

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The value as text in plain forms: full-width digits and blanks made ordinary."""
        return text_of(self.value(row, column))

    def written(self, row: int, column: int) -> str:
        """The value as text as it was typed, only its blanks made ordinary."""
        value = self.value(row, column)
        if isinstance(value, str):
            return _BLANKS.sub(" ", INVISIBLE.sub("", value)).strip()
        return text_of(value)


@dataclass(frozen=True)
class Book:
    """A workbook's sheets in order."""

    sheets: tuple[Sheet, ...]

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets a person sees."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, blanks in it aside."""
        wanted = tidy(name)
        return next((each for each in self.sheets if tidy(each.name) == wanted), None)


def read(path: Path) -> Book:
    """Raises UnreadableWorkbook or HeavyWorkbook. Our own sheet of faults is left out."""
    return _read(path, "read_cells", child.MOST_SAID)


def read_city(path: Path) -> Book:
    """The same of a workbook that may hold everybody of a city; takes hundreds of megabytes."""
    return _read(path, "read_city", _MOST_SAID_OF_A_CITY)


def _read(path: Path, function: str, most: int) -> Book:
    try:
        said = child.call("forms.kit.sheet_reader", function, str(path), most=most)
    except child.ChildFailed as wrong:
        raise UnreadableWorkbook from wrong
    except child.ChildOverrun as wrong:
        raise HeavyWorkbook from wrong
    return Book(tuple(sheet for each in said if not _is_ours(sheet := _sheet(each))))


def _is_ours(sheet: Sheet) -> bool:
    return sheet.name.startswith(RESULTS) and sheet.value(1, 1) == RESULTS_TITLE


def _sheet(said: Mapping[str, Any]) -> Sheet:
    cells = {
        (row, column): _value(value)
        for row, *pairs in said["rows"]
        for column, value in zip(pairs[::2], pairs[1::2], strict=True)
    }
    errors, uncomputed = frozenset(said["errors"]), frozenset(said["uncomputed"])
    return Sheet(said["name"], said["hidden"], cells, uncomputed, errors)


def _value(said: Any) -> Value:
    if isinstance(said, dict):
        return date.fromisoformat(said["date"])
    value: Value = said
    return value


def text_of(value: Value) -> str:
    """A cell's value as a person would read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return _BLANKS.sub(" ", plain_letters(str(value))).strip()


def tidy(text: str) -> str:
    """In plain forms and without blanks anywhere: 张　伟 is 张伟."""
    return _BLANKS.sub("", plain_letters(text))
