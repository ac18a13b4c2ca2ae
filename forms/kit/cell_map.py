"""Where a form's blanks stand in a workbook: one map a version, ours or the county's own."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from forms.kit.word_map import Cell, Place, WordMap, cell_of, place_of
from forms.kit.workbook import Sheet, position
from rules.plan import Plan, PlanError
from rules.plan.source import Source, open_source

FOLDER: Final = "forms"
_EXAMPLE: Final = "fields: {name: C4}"
_WORD_EXAMPLE: Final = "fields: {name: 表1 1行2格}"
_At = TypeVar("_At", str, Place)
_MOST_ROW: Final = 5000


@dataclass(frozen=True)
class CellMap:
    """`fields`: id of a blank → its cell; `labels`: cell → the words printed there.

    `mark`: the cell and the words by which this very version is told. `workbook`: the county's own
    empty form; None where we draw it. `sheet`: its name, empty for the first that has the mark.
    `said`: what else is printed on it, and is nobody's entry.
    """

    version: str
    mark: tuple[str, str]
    fields: Mapping[str, str]
    labels: Mapping[str, str]
    workbook: Path | None = None
    sheet: str = ""
    said: frozenset[str] = frozenset()

    def label_of(self, field: str) -> str:
        """The cell of the label this blank belongs to: left of it, else above it; or empty."""
        row, column = position(self.fields[field])
        places = [position(cell) for cell in self.labels]
        left = [at for at in places if at[0] == row and at[1] < column]
        above = [at for at in places if at[1] == column and at[0] < row]
        best = max(left, default=None) or max(above, default=None)
        found = {position(cell): cell for cell in self.labels}
        return found[best] if best else ""

    def misfit(self, _sheet: Sheet) -> str:
        """What else keeps the county's sheet from being filled in, in words; empty for nothing."""
        return ""


def county_map(
    plan: Plan,
    kind: str,
    known: Collection[str],
    reads: Collection[str],
    must: str = "version mark fields",
    may: str = "labels sheet",
) -> CellMap | WordMap | None:
    """The map of a form the county supplied itself, None where it has not.

    `reads`: the types of file that can be read of this form. `must`, `may`: what the map says, and
    what it may say.

    Raises PlanError with file, line and a right example.
    """
    file = plan.root / FOLDER / f"{kind}.yaml"
    if not file.is_file():
        return None
    source = open_source(file)
    fields = source.fields(must, may, "version: 县里2019年第1版")
    workbook = file.with_suffix(".xlsx")
    document = file.with_suffix(".docx")
    if document.is_file():
        if workbook.is_file():
            words = f"旁边既有“{workbook.name}”又有“{document.name}”，只能放一份表样。"
            raise source.wrong(words, f"只留{document.name}")
        if "docx" not in reads:
            raise source.wrong("这张表只能用xlsx做表样，读不了Word。", workbook.name)
        return _word_map(fields, document, known)
    if not workbook.is_file():
        raise source.wrong(f"旁边没有表样“{workbook.name}”，两个文件要放在一起。", workbook.name)
    mark = fields["mark"].fields("cell text", "", "mark: {cell: F1, text: 2019年版}")
    example = f"fields: {{{next(iter(known))}: C4}}"
    return CellMap(
        version=fields["version"].text("version: 县里2019年第1版"),
        mark=(_cell(mark["cell"]), mark["text"].text("text: 2019年版")),
        fields=_places(fields["fields"], known, _cell, example) if "fields" in fields else {},
        labels=_labels(fields["labels"]) if "labels" in fields else {},
        workbook=workbook,
        sheet=fields["sheet"].text("sheet: 登记表") if "sheet" in fields else "",
    )


def _word_map(fields: Mapping[str, Source], document: Path, known: Collection[str]) -> WordMap:
    mark = fields["mark"].fields("text", "", "mark: {text: 2019年版}")
    if "sheet" in fields:
        raise fields["sheet"].wrong("Word表没有工作表，请删去这一行。", "mark: {text: 2019年版}")
    return WordMap(
        version=fields["version"].text("version: 县里2019年第1版"),
        mark=mark["text"].text("text: 2019年版"),
        fields=_places(fields["fields"], known, _word_place, _WORD_EXAMPLE),
        labels=_word_labels(fields["labels"]) if "labels" in fields else {},
        document=document,
    )


def _word_labels(source: Source) -> dict[Cell, str]:
    found = {}
    for name, entry in source.mapping("labels: {表1 1行1格: 姓名}").items():
        cell = cell_of(name)
        if cell is None:
            raise entry.wrong(f"“{name}”不是Word表里的格子。", "表1 1行1格: 姓名")
        found[cell] = entry.text("表1 1行1格: 姓名")
    return found


def _word_place(source: Source) -> Place:
    text = source.text(_WORD_EXAMPLE)
    place = place_of(text)
    if place is None:
        raise source.wrong(f"“{text}”不是Word表里的格子，也不是控件。", "表1 2行3格，或：控件 姓名")
    return place


def _places(
    source: Source, known: Collection[str], place: Callable[[Source], _At], example: str
) -> dict[str, _At]:
    found = {}
    for name, entry in source.mapping(example).items():
        if name not in known:
            words = f"这张表没有叫“{name}”的栏目；可以写的有：{'、'.join(known)}。"
            raise entry.wrong(words, example)
        found[name] = place(entry)
    return found


def _labels(source: Source) -> dict[str, str]:
    found = {}
    for name, entry in source.mapping("labels: {B4: 姓名}").items():
        if _no_cell(name):
            raise entry.wrong(f"“{name}”不是格子的地址。", "B4: 姓名")
        found[name] = entry.text("B4: 姓名")
    return found


def _cell(source: Source) -> str:
    text = source.text(_EXAMPLE).upper()
    if _no_cell(text):
        raise source.wrong(f"“{text}”不是格子的地址。", "C4")
    return text


def _no_cell(text: str) -> bool:
    letters = text.rstrip("0123456789")
    number = text[len(letters) :]
    right = letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) < 3
    return not (right and number and 0 < int(number) <= _MOST_ROW)


__all__ = ["FOLDER", "CellMap", "PlanError", "county_map"]
