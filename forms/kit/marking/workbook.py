"""Marking a workbook, as it runs in the child process: comments, colours, the sheet of faults."""

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from forms.kit.marking import fills, notes, result_sheet
from forms.kit.marking.looks import RED, YELLOW, Looks
from forms.kit.marking.saying import words
from forms.kit.ooxml import as_usual
from forms.kit.package import OFFICE, Package, main, parse, write
from forms.kit.problem import RESULTS, Problem, from_json

_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def mark(path: str, sheet: str, progress: str, *pieces: str) -> bytes:
    """The marked copy. `pieces` together: problems as JSON."""
    with as_usual(Path(path), "xlsx") as file, zipfile.ZipFile(file) as whole:
        package = Package(whole)
        problems = from_json(json.loads("".join(pieces)))
        book = package.related("", "officeDocument") or "xl/workbook.xml"
        root = parse(package[book])
        name, part = _sheet(package, book, root, sheet)
        styles = package.related(book, "styles")
        formats = parse(package[styles]) if styles else None
        looks = Looks(formats) if formats is not None else None
        _mark_sheet(package, part, problems, looks)
        result_sheet.put(package, book, root, name, problems, progress, looks)
        if styles:
            package[styles] = write(formats)
        return package.packed()


def _sheet(package: Package, book: str, root: Any, wanted: str) -> tuple[str, str]:
    relations = package.relations(book)
    for each in root.find(main("sheets")):
        kind, part = relations[each.get(f"{{{OFFICE}}}id")]
        name = each.get("name")
        shown = each.get("state", "visible") == "visible" and kind == "worksheet"
        if shown and (wanted == name or (not wanted and not name.startswith(RESULTS))):
            return name, part
    raise LookupError(wanted)


def _mark_sheet(
    package: Package, part: str, problems: Sequence[Problem], looks: Looks | None
) -> None:
    root = parse(package[part])
    by_cell: dict[str, list[Problem]] = {}
    for each in problems:
        if _CELL.fullmatch(each.cell):
            by_cell.setdefault(fills.top_left(root, each.cell), []).append(each)
    if looks:
        fills.colour(root, looks, {cell: _colour(at) for cell, at in by_cell.items()})
    notes.put(
        package, part, root, {cell: "\n".join(map(words, at)) for cell, at in by_cell.items()}
    )
    package[part] = write(root)


def _colour(problems: Sequence[Problem]) -> str:
    return RED if any(each.must for each in problems) else YELLOW
