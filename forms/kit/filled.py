"""A filled form read back: by its cell map, or where there are no cells, by its printed labels."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from forms.kit import workbook
from forms.kit.cell_map import CellMap
from forms.kit.field import Field
from forms.kit.problem import Problem
from forms.kit.safe import child, contents
from forms.kit.workbook import Book, Sheet, UnreadableWorkbook, Value, address, position, tidy

WHOLE: Final = "整张表"
WORD_SHEET: Final = "正文"  # what a Word document is read as
_TITLE_ROWS, _TITLE_COLUMNS = 8, 12
_MOST_MOVED: Final = 4
_MARK = re.compile(r"样表:\S+?/(?P<year>[0-9]{4})/第[0-9]+版")
_UNITS: Final = ("单位", "填报单位", "工作单位", "挂职单位", "所在单位")


@dataclass(frozen=True)
class Filled:
    """`values` and `cells` by field id; a blank the form does not have is absent from `cells`.

    `problems`: what kept blanks from being read. `unread`: blanks of which no value can be told.
    """

    fields: Mapping[str, Field]
    values: Mapping[str, Value] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    recognised: bool = True

    def text(self, id: str) -> str:
        """What was written in a blank."""
        return workbook.text_of(self.values.get(id))

    def tidy(self, id: str) -> str:
        """The same, as far as it can be compared."""
        return tidy(self.text(id))

    def has(self, id: str) -> bool:
        """Whether the form has this blank and something may be said of what stands in it."""
        return id in self.cells and id not in self.unread


class Wanted:
    """What a form is looked for by: its title, and where to get the version in force."""

    def __init__(self, names: tuple[str, ...], label: str, clause: str) -> None:
        self.names, self.label, self.clause = names, label, clause

    def get_it(self) -> str:
        """How the right form is got."""
        return f"在聊天里发“发我{self.label}”，用发来的表填"


def opened(path: Path) -> tuple[Book, bool]:
    """The file as sheets, and whether it is a Word document. Raises UnreadableWorkbook."""
    if contents.real_type(path) != "docx":
        return workbook.read(path), False
    try:
        said = child.call("forms.kit.word.reader", "read_grid", str(path))
    except (child.ChildFailed, child.ChildOverrun) as wrong:
        raise UnreadableDocument from wrong
    cells = {(row, column): text for row, column, text in said}
    return Book((Sheet(WORD_SHEET, False, cells),)), True


class UnreadableDocument(UnreadableWorkbook):
    """这个Word文档打不开，可能已损坏。请在Word或WPS中打开，另存为docx后再交，例如“{called}.docx”。"""


def read(path: Path, wanted: Wanted, map: CellMap, fields: Mapping[str, Field]) -> Filled:
    """Never raises for what is in the file."""
    try:
        book, is_word = opened(path)
    except UnreadableWorkbook as wrong:
        return _refused(fields, Problem(WHOLE, wrong.words(wanted.label).rstrip("。")))
    found = _sheets(book, wanted.names, map)
    if not found:
        return _refused(fields, _another(book, wanted))
    filled = _read(found[0], map, fields, wanted, is_word=is_word)
    if len(found) > 1 and filled.recognised:
        what = f"有{len(found)}张工作表都是{wanted.label}，只检查了第一张“{found[0].name}”"
        more = Problem(WHOLE, what, example="一个文件只交一张表", must=False)
        return replace(filled, problems=(more, *filled.problems))
    return filled


def _refused(fields: Mapping[str, Field], problem: Problem) -> Filled:
    return Filled(fields, problems=(problem,), recognised=False)


def sheet_of(path: Path, names: tuple[str, ...], map: CellMap) -> str:
    """The name of the sheet that is read; empty where there is none or none can be read."""
    try:
        found = _sheets(opened(path)[0], names, map)
    except UnreadableWorkbook:
        return ""
    return found[0].name if found else ""


def _sheets(book: Book, names: tuple[str, ...], map: CellMap) -> list[Sheet]:
    return [sheet for sheet in book.visible if titled(sheet, names) or _has(sheet, map)]


def titled(sheet: Sheet, names: tuple[str, ...]) -> str:
    """The title, where one of these names stands in it; else empty."""
    for (row, column), value in sorted(sheet.cells.items()):
        if row > _TITLE_ROWS:
            break
        if column <= _TITLE_COLUMNS and any(name in tidy(str(value)) for name in names):
            return tidy(str(value))
    return ""


def year_in(sheet: Sheet, title: str) -> str:
    """The year the form is of, from its title or our mark; empty where it says none."""
    found = re.search(r"([0-9]{4})年", title)
    mark = found or next((m for m in _marks(sheet)), None)
    return mark[1] if mark else ""


def _marks(sheet: Sheet) -> Iterator[re.Match[str]]:
    for value in sheet.cells.values():
        found = _MARK.search(tidy(value)) if isinstance(value, str) else None
        if found:
            yield found


def _has(sheet: Sheet, map: CellMap) -> bool:
    return tidy(map.mark[1]) in tidy(sheet.text(*position(map.mark[0])))


def _another(book: Book, wanted: Wanted) -> Problem:
    if any(titled(sheet, wanted.names) for sheet in book.sheets if sheet.hidden):
        what = f"{wanted.label}在隐藏的工作表里，请取消隐藏、保存后再交"
        return Problem(WHOLE, what, example="在工作表标签上点右键，选“取消隐藏”")
    what = f"看不出这是{wanted.label}《{wanted.names[0]}》：没有找到表的名称"
    return Problem(WHOLE, what, wanted.clause, wanted.get_it())


def _read(
    sheet: Sheet, map: CellMap, fields: Mapping[str, Field], wanted: Wanted, *, is_word: bool
) -> Filled:
    other = other_version(sheet, map, wanted, is_word=is_word)
    if other:
        return _refused(fields, other)
    if is_word:
        return _by_labels(sheet, map, fields)
    moved = _moved(sheet, map)
    cells, lost = {}, set()
    for id in map.fields:
        label = map.label_of(id)
        place = _place(map.fields[id], label, moved)
        cells[id] = place or map.fields[id]
        if place is None:
            lost.add(id)
    values = {id: sheet.value(*position(cell)) for id, cell in cells.items() if id not in lost}
    wrong = list(_formulas(sheet, cells))
    unread = lost | {id for id, cell in cells.items() if cell in {p.cell for p in wrong}}
    problems = (*_moved_words(map, moved, wanted), *wrong)
    return Filled(fields, values, cells, problems, frozenset(unread))


def other_version(sheet: Sheet, map: CellMap, wanted: Wanted, *, is_word: bool) -> Problem | None:
    """Told first: in another version the blanks stand elsewhere, so nothing else is looked at."""
    words = tidy(map.mark[1])
    if any(words in tidy(v) for v in sheet.cells.values() if isinstance(v, str)):
        return None
    found = next(_marks(sheet), None)
    if found is None and is_word:
        return None
    is_now = f"现在用的是“{map.version}”"
    what = f"这份是“{found[0]}”，{is_now}" if found else f"这份表不是现在用的表样，{is_now}"
    return Problem(WHOLE, f"{what}，栏目位置不同，没有往下检查", wanted.clause, wanted.get_it())


def _moved(sheet: Sheet, map: CellMap) -> dict[str, str]:
    """Labels that do not stand in their cells → where they stand, empty where nowhere."""
    strays = [cell for cell, words in map.labels.items() if not _says(sheet, cell, words)]
    homes = set(map.labels)
    found: dict[str, str] = {}
    for cell in strays:
        words = tidy(map.labels[cell])
        places = [
            address(*at)
            for at, value in sorted(sheet.cells.items())
            if isinstance(value, str) and tidy(value) == words
        ]
        free = [p for p in places if p not in homes or map.labels[p] != map.labels[cell]]
        found[cell] = free[0] if len(free) == 1 else ""
    return found


def _says(sheet: Sheet, cell: str, words: str) -> bool:
    return tidy(sheet.text(*position(cell))) == tidy(words)


def _place(cell: str, label: str, moved: Mapping[str, str]) -> str | None:
    """The blank's cell, moved as its label was; None where the label is gone."""
    if label not in moved:
        return cell
    if not moved[label]:
        return None
    (row, column), (was, at) = position(cell), position(label)
    now = position(moved[label])
    return address(row + now[0] - was, column + now[1] - at)


def _moved_words(map: CellMap, moved: Mapping[str, str], wanted: Wanted) -> Iterator[Problem]:
    for cell, now in list(moved.items())[:_MOST_MOVED]:
        words = tidy(map.labels[cell])
        where = f"移到了第{now}格" if now else "不见了"
        what = f"表样的“{words}”应在这一格，{where}；表样不能改动"
        yield Problem(cell, what, wanted.clause, wanted.get_it())
    rest = len(moved) - _MOST_MOVED
    if rest > 0:
        what = f"表样还有{rest}处文字被移动或删掉；表样不能改动"
        yield Problem(WHOLE, what, wanted.clause, wanted.get_it())


def _formulas(sheet: Sheet, cells: Mapping[str, str]) -> Iterator[Problem]:
    places = set(cells.values())
    uncomputed = "这一格是公式，还没有算出结果；请先在Excel中打开并保存，再交"
    wrong = "这一格的公式出错了；请改正公式或直接填写内容"
    for found, what in ((sheet.uncomputed, uncomputed), (sheet.errors, wrong)):
        for cell in sorted(found & places):
            yield Problem(cell, what, example="直接填写内容")


def _by_labels(sheet: Sheet, map: CellMap, fields: Mapping[str, Field]) -> Filled:
    words = {tidy(text) for text in (*map.labels.values(), *map.said)}
    values: dict[str, Value] = {}
    cells: dict[str, str] = {}
    gone: list[Problem] = []
    for id in map.fields:
        printed = map.labels.get(map.label_of(id), fields[id].label)
        place = _find(sheet, printed)
        cells[id] = f"“{fields[id].label}”栏"
        if place is None:
            what = f"表里没有“{tidy(printed)}”这一栏；表样不能改动"
            gone.append(Problem(WHOLE, what, fields[id].clause, f"加上“{tidy(printed)}”一栏并填好"))
            continue
        values[id] = beside(sheet, *place, words)
    lost = frozenset(id for id in map.fields if id not in values)
    return Filled(fields, values, cells, tuple(gone), lost)


def _find(sheet: Sheet, printed: str) -> tuple[int, int] | None:
    wanted = tidy(printed)
    for at, value in sorted(sheet.cells.items()):
        text = tidy(str(value))
        if text == wanted or text.startswith(f"{wanted}:"):
            return at
    return None


def beside(sheet: Sheet, row: int, column: int, labels: set[str]) -> str:
    """What is written for a label: after its colon, in the next cell to the right, or below."""
    label, colon, rest = sheet.text(row, column).partition(":")
    if colon and rest.strip():
        return rest.strip()
    right = next((c for c in range(column + 1, column + 30) if (row, c) in sheet.cells), 0)
    if right:
        text = sheet.text(row, right)
        return "" if tidy(text) in labels or tidy(text) == tidy(label) else text
    alone = not any((row, c) in sheet.cells for c in range(1, column))
    below = sheet.text(row + 1, column) if alone and column == 1 else ""
    return "" if tidy(below) in labels else below


def named_in(sheet: Sheet, labels: tuple[str, ...]) -> str:
    """What stands beside the first of these labels, in a form nobody has told the layout of."""
    for label in labels:
        place = _find(sheet, label)
        if place and (found := beside(sheet, *place, set())):
            return found
    return ""


def face(path: Path, names: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Person, unit and year as the form shows them; None where it is not this form."""
    try:
        book, _ = opened(path)
    except UnreadableWorkbook:
        return None
    for sheet in book.visible:
        title = titled(sheet, names)
        if title:
            person = named_in(sheet, ("姓名",))
            return tidy(person), named_in(sheet, _UNITS), year_in(sheet, title)
    return None
