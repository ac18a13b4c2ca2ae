"""The marked copy: the user's own workbook, each fault a comment and a colour, and a summary."""

import base64
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any, Final

from forms.kit import child, fills, notes, result_sheet
from forms.kit.package import OFFICE, Package, main, parse, write
from forms.kit.problem import Problem, from_json

_PIECE: Final = 30_000  # letters in one argument; the system takes 128 KB of bytes in each
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class Unmarkable(Exception):
    """这个表格做不出标注。请在Excel或WPS中打开，另存为xlsx后再交，例如“附件8.xlsx”。"""

    @property
    def words(self) -> str:
        return cleandoc(self.__doc__ or "")


@dataclass(frozen=True)
class Mended:
    """Of the `before` faults of the last version, `mended` are gone."""

    before: int
    mended: int

    def __str__(self) -> str:
        return f"上次{self.before}处，已改{self.mended}处"


def mended(before: Iterable[Problem], now: Iterable[Problem]) -> Mended:
    """Two faults are the same when cell and words are."""
    left = {(each.cell, each.what) for each in now}
    old = {(each.cell, each.what) for each in before}
    return Mended(len(old), len(old - left))


def marked_copy(
    path: Path,
    problems: Sequence[Problem],
    before: Sequence[Problem] | None = None,
    sheet: str = "",
) -> bytes:
    """The xlsx at `path` with marks; the file itself stays as it is.

    `before`: the problems of the version before this. `sheet`: the sheet the addresses are of,
    else the first that is not hidden. Raises Unmarkable.
    """
    progress = str(mended(before, problems)) if before is not None else ""
    said = json.dumps([each.as_json() for each in problems], ensure_ascii=False)
    pieces = [said[at : at + _PIECE] for at in range(0, len(said), _PIECE)]
    try:
        made = child.call("forms.kit.marked", "mark", str(path), sheet, progress, *pieces)
    except (child.ChildFailed, child.ChildOverrun, OSError) as wrong:
        raise Unmarkable from wrong
    return base64.b64decode(made)


def mark(path: str, sheet: str, progress: str, *pieces: str) -> str:
    """Runs in the child: the marked copy in base64."""
    package = Package(Path(path).read_bytes())
    problems = from_json(json.loads("".join(pieces)))
    book = package.related("", "officeDocument") or "xl/workbook.xml"
    root = parse(package.parts[book])
    name, part = _sheet(package, book, root, sheet)
    _mark_sheet(package, book, part, problems)
    result_sheet.put(package, book, root, name, problems, progress)
    return base64.b64encode(package.bytes()).decode()


def _sheet(package: Package, book: str, root: Any, wanted: str) -> tuple[str, str]:
    relations = package.relations(book)
    for each in root.find(main("sheets")):
        kind, part = relations[each.get(f"{{{OFFICE}}}id")]
        shown = each.get("state", "visible") == "visible" and kind == "worksheet"
        if shown and wanted in ("", each.get("name")):
            return each.get("name"), part
    raise LookupError(wanted)


def _mark_sheet(package: Package, book: str, part: str, problems: Sequence[Problem]) -> None:
    root = parse(package.parts[part])
    by_cell: dict[str, list[Problem]] = {}
    for each in problems:
        if _CELL.fullmatch(each.cell):
            by_cell.setdefault(fills.top_left(root, each.cell), []).append(each)
    if not by_cell:
        return
    styles = package.related(book, "styles")
    if styles:
        formats = parse(package.parts[styles])
        fills.colour(
            root, fills.Fills(formats), {cell: _colour(at) for cell, at in by_cell.items()}
        )
        package.parts[styles] = write(formats)
    notes.put(package, part, root, {cell: _words(at) for cell, at in by_cell.items()})
    package.parts[part] = write(root)


def _colour(problems: Sequence[Problem]) -> str:
    return fills.RED if any(each.must for each in problems) else fills.YELLOW


def _words(problems: Sequence[Problem]) -> str:
    return "\n".join(result_sheet.clean(f"【{each.mark}】{_fault(each)}") for each in problems)


def _fault(problem: Problem) -> str:
    ground = f"（依据：方案{problem.why}）" if problem.why else ""
    right = f"\n例如：{problem.example}" if problem.example else ""
    return f"{problem.what}{ground}{right}"
