"""One version beside the one before it: what may be marked, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from forms.kit import changes
from forms.kit.addresses import position
from forms.kit.changes import Change, Changes
from forms.kit.filled import WORD_SHEET, opened
from forms.kit.marking import copy as marked
from forms.kit.problem import from_json
from forms.kit.registry import form_of
from forms.kit.safe.safety import MEDIA_TYPES
from forms.kit.workbook import UnreadableWorkbook
from rules.plan import Plan
from storage.blobs import Blobs
from storage.views import HandIn, Part

_MARKED: Final = ("xlsx", "docx")
_COMPARED: Final = ("xlsx", "docx", "xls")
_REMEMBERED: Final = 32  # pairs of versions; stored content never changes


@dataclass(frozen=True)
class Compared:
    """This version against `before`. `found` is None where the two cannot be laid side by side."""

    before: HandIn
    found: Changes | None


def kind_of(plan: Plan, handin: HandIn) -> str:
    """The true type of a version that a form reads, else empty: a scan, a paper kept as it came."""
    form = form_of(plan.papers.get(handin.paper))
    if form is None or handin.part is not Part.DATA:
        return ""
    return next((kind for kind in form.reads if MEDIA_TYPES[kind] == handin.media_type), "")


def marked_as(handin: HandIn) -> str:
    """xlsx or docx: what a marked copy of a version with faults would be; empty where none is made.

    Only a form finds faults, so that these are never of a paper that is kept as it came.
    """
    fits = (kind for kind in _MARKED if MEDIA_TYPES[kind] == handin.media_type)
    return next(fits, "") if handin.part is Part.DATA else ""


def before(handin: HandIn, versions: Sequence[HandIn]) -> HandIn | None:
    """The version before it. `versions`: those of its paper and part, oldest first."""
    older = [each for each in versions if each.version < handin.version]
    return older[-1] if older else None


def write_marked(
    plan: Plan, blobs: Blobs, handin: HandIn, earlier: HandIn | None, out: Path
) -> None:
    """The marked copy, piece by piece. Raises Unmarkable."""
    told = from_json(earlier.findings) if earlier else None
    form = form_of(plan.papers.get(handin.paper))
    with blobs.as_file(handin.sha256) as path, out.open("wb") as file:
        sheet = form.sheet(plan, path) if form and kind_of(plan, handin) == "xlsx" else ""
        marked.write_marked(file, path, from_json(handin.findings), told or None, sheet)


def compared(plan: Plan, blobs: Blobs, handin: HandIn, earlier: HandIn | None) -> Compared | None:
    """None for what is not read cell by cell, or has no version before it."""
    if earlier is None or kind_of(plan, handin) not in _COMPARED:
        return None
    if kind_of(plan, earlier) not in _COMPARED:
        return Compared(earlier, None)
    return Compared(earlier, _changes(blobs, earlier.sha256, handin.sha256))


def place_words(change: Change) -> str:
    """Whose and what in a workbook; of a Word document, which shows no addresses, by its label."""
    if change.sheet != WORD_SHEET:
        return change.place
    row, column = position(change.cell)
    cell = f"第{row}行第{column}格"
    return f"“{change.beside}”右边（{cell}）" if change.beside else cell


@lru_cache(maxsize=_REMEMBERED)
def _changes(blobs: Blobs, old: str, new: str) -> Changes | None:
    try:
        with blobs.as_file(old) as earlier, blobs.as_file(new) as later:
            (was, was_word), (now, is_word) = opened(earlier), opened(later)
    except UnreadableWorkbook:
        return None
    return changes.changes(was, now) if was_word == is_word else None
