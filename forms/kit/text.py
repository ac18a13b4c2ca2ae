"""The text of a document line by line, only to look for classification marks. Runs in a child."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from forms.kit import marks

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES: Final = 500
_LARGE: Final = 1024 * 1024  # bytes of a part; smaller ones are read to the end in any case
_HEADER_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|[0-9]{1,3}|[BIUESXYDTPNAFZG])")


def mark_inside(path: str, kind: str) -> dict[str, str]:
    """{"mark": …, "place": …}, {"refused": class name} or nothing; called by name in a child."""
    if kind == "pdf":
        return _pdf(Path(path))
    if kind in ("doc", "xls"):
        return _found(marks.mark_in_bytes(Path(path).read_bytes()), "正文里")
    if kind == "txt":
        return _found(marks.mark_in_lines(_plain_lines(Path(path))), "正文里")
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith((".xml", ".vml")) or not _may_be_marked(archive, name):
                continue
            found = marks.mark_in_lines(_xml_lines(archive, name))
            if found:
                return _found(found, _place(name.lower()))
    return {}


def _found(mark: str | None, place: str) -> dict[str, str]:
    return {"mark": mark, "place": place} if mark else {}


def _place(part: str) -> str:
    if "header" in part or "footer" in part:
        return "页眉或页脚里"
    if part.startswith("docprops/"):
        return "文件属性里"
    return "批注里" if "comment" in part else "正文里"


def _plain_lines(path: Path) -> list[str]:
    data = path.read_bytes()
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(coding).splitlines()
        except UnicodeDecodeError:
            continue
    return []


def _may_be_marked(archive: zipfile.ZipFile, name: str) -> bool:
    """A million formatted rows take long to parse; without the letter 密 they hold no mark."""
    if archive.getinfo(name).file_size < _LARGE:
        return True
    body = archive.read(name)
    head = body[:100].lower()
    in_utf8 = b"\0" not in head and (b"encoding" not in head or b"utf-8" in head)
    return not in_utf8 or b"&#" in body or "密".encode() in body


def _xml_lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Paragraphs, cells, header texts, sheet names and water marks of one part."""
    open_lines: list[list[str]] = [[]]
    with archive.open(name) as part:
        for event, element in iterparse(part, events=("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag in ("p", "si", "is"):
                    open_lines.append([])
            elif tag in ("p", "si", "is") and len(open_lines) > 1:
                yield "".join(open_lines.pop())
                element.clear()
            else:
                _collect(tag, element, open_lines[-1])
                yield from _standing_alone(tag, element, name)
    yield "".join(open_lines[0])


def _collect(tag: str, element: Element, line: list[str]) -> None:
    if tag == "t":
        line.append(element.text or "")
    elif tag in ("tab", "br", "cr"):
        line.append("\u3000")


def _standing_alone(tag: str, element: Element, part: str) -> Iterator[str]:
    """Text that is a line of its own wherever it stands."""
    if tag in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"):
        yield from re.split(r"&[LCR]", _HEADER_CODES.sub("", element.text or ""))
    elif tag == "v":
        yield element.text or ""
    elif tag == "sheet":
        yield element.get("name", "")
    elif tag == "textpath":
        yield element.get("string", "")
    elif part.lower().startswith("docprops/"):
        yield element.text or ""


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
        return _found(marks.mark_in_lines(_pdf_lines(reader)), "正文里")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {"refused": "Damaged"}


def _is_blank(page: "PageObject") -> bool:
    """Nothing is drawn on it, nor noted or stamped over it."""
    drawn = page.get_contents()
    return (drawn is None or not drawn.get_data().strip()) and not page.get("/Annots")


def _pdf_lines(reader: "PdfReader") -> Iterator[str]:
    for value in (reader.metadata or {}).values():
        yield str(value)
    for page in reader.pages[:MOST_PAGES]:
        yield from page.extract_text().splitlines()


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
