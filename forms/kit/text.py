"""The text of a document line by line, only to look for classification marks. Runs in a child."""

import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forms.kit import marks
from forms.kit.marks import upright
from forms.kit.package_text import in_package
from forms.kit.pdf_text import TextInPdf

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES: Final = 500


def mark_inside(path: str, kind: str) -> dict[str, str]:
    """{"mark": …, "place": …}, {"refused": class name} or nothing; called by name in a child."""
    if kind == "pdf":
        return _pdf(Path(path))
    if kind in ("doc", "xls"):
        mark = marks.mark_in_bytes(Path(path).read_bytes()) or _in_cells(path, kind)
        return _found(mark, "正文里")
    if kind == "txt":
        return _found(marks.mark_in_lines(_plain_lines(Path(path).read_bytes())), "正文里")
    with zipfile.ZipFile(path) as archive:
        return in_package(archive)


def _in_cells(path: str, kind: str) -> str | None:
    """An old workbook's cells; what cannot be read as one has been searched by its bytes."""
    if kind != "xls":
        return None
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        with Path(path).open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            names = [meta.name for meta in book.sheets_metadata]
            cells = (
                str(value)
                for name in names
                for row in book.get_sheet_by_name(name).to_python()
                for value in row
                if isinstance(value, str)
            )
            return marks.mark_in_lines((*names, *cells))
    except (CalamineError, OSError, ValueError):
        return None


def _found(mark: str | None, place: str) -> dict[str, str]:
    return {"mark": mark, "place": place} if mark else {}


def _plain_lines(data: bytes) -> list[str]:
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(coding).splitlines()
        except UnicodeDecodeError:
            continue
    return []


def _pdf(path: Path) -> dict[str, str]:
    # Half the time of looking into a workbook would be spent importing this.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "PasswordPdf"}
        active = _active_content(reader)
        if active:
            return {"refused": "ScriptInPdf", "what": active}
        if all(_is_blank(page) for page in reader.pages[:MOST_PAGES]):
            return {"refused": "BlankPdf"}
        if len(reader.pages) > MOST_PAGES:  # a mark on the last page is one
            return {"refused": "TooHeavy"}
        text = TextInPdf(reader, MOST_PAGES)
        mark = marks.mark_in_lines(chain(_pdf_about(reader), upright(text.lines())))
        return _found(mark, "正文里") or ({"refused": "UnreadablePdf"} if text.garbled else {})
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {"refused": "Damaged"}


def _is_blank(page: "PageObject") -> bool:
    """Nothing is drawn on it, nor noted or stamped over it."""
    drawn = page.get_contents()
    return (drawn is None or not drawn.get_data().strip()) and not page.get("/Annots")


def _pdf_about(reader: "PdfReader") -> Iterator[str]:
    """Properties, bookmarks and fields: what stands beside the pages."""
    yield from map(str, (reader.metadata or {}).values())
    waiting: list[Any] = list(reader.outline)
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        else:
            yield str(each.title or "")
    about = reader.xmp_metadata
    for said in (about.dc_title if about else None) or {}:
        yield str((about.dc_title or {})[said]) if about else ""


def _active_content(reader: "PdfReader") -> str | None:
    """Programs a viewer would run, and files packed inside."""
    catalog = reader.root_object
    opening = catalog.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    if isinstance(opening, dict) and opening.get("/S") in ("/JavaScript", "/Launch"):
        return "带有自动运行的程序"
    named = catalog.get("/Names")
    listed = named.get_object() if named is not None else {}
    if "/JavaScript" in listed or "/AA" in catalog:
        return "带有自动运行的程序"
    return "夹带了别的文件" if "/EmbeddedFiles" in listed else None
