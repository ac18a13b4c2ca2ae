"""The marked copy: the user's own workbook, each fault a comment and a colour, and a summary.

Of a Word document, each fault is a comment.
"""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import IO, Final

from forms.kit.problem import Problem
from forms.kit.safe import child, contents

_PIECE: Final = 30_000  # letters in one argument; the system takes 128 KB of bytes in each
_MOST: Final = 60 * 1024 * 1024  # bytes; what may be handed in has 50 MB


class Unmarkable(Exception):
    """这个表格做不出标注。请在Excel或WPS中打开，另存为xlsx后再交，例如“{called}.xlsx”。"""

    def words(self, called: str) -> str:
        """What the user reads; `called`: the file's own name without its suffix."""
        return cleandoc(self.__doc__ or "").format(called=called)


class UnmarkableDocument(Unmarkable):
    """这个Word文档做不出标注。请在Word或WPS中打开，另存为docx后再交，例如“{called}.docx”。"""


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
    """The xlsx or docx at `path` with marks; the file itself stays as it is.

    Marks of an earlier copy are taken off first. `before`: the problems of the version before
    this. `sheet`: the sheet the addresses are of, else the first that is not hidden. Raises
    Unmarkable.
    """
    out = io.BytesIO()
    write_marked(out, path, problems, before, sheet)
    return out.getvalue()


def write_marked(
    out: IO[bytes],
    path: Path,
    problems: Sequence[Problem],
    before: Sequence[Problem] | None = None,
    sheet: str = "",
) -> None:
    """The same, written to `out` piece by piece: our process never holds the whole."""
    progress = str(mended(before, problems)) if before is not None else ""
    said = json.dumps([each.as_json() for each in problems], ensure_ascii=False)
    pieces = [said[at : at + _PIECE] for at in range(0, len(said), _PIECE)]
    is_word = contents.real_type(path) == "docx"
    module = "forms.kit.marking.document" if is_word else "forms.kit.marking.workbook"
    try:
        child.stream(out, _MOST, module, "mark", str(path), sheet, progress, *pieces)
    except (child.ChildFailed, child.ChildOverrun, OSError) as wrong:
        raise (UnmarkableDocument if is_word else Unmarkable) from wrong
