"""Every text in an Office package, in whatever part, only to look for classification marks.

What cannot be read counts as unread, never as unmarked. Runs in a child.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from forms.kit import marks
from forms.kit.marks import upright

_LARGE: Final = 1024 * 1024  # bytes of a part; smaller ones are read to the end in any case
_DEEPEST: Final = 2  # a workbook in a document; more was refused before
_HEADER_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|[0-9]{1,3}|[BIUESXYDTPNAFZG])")
_QUOTED = re.compile(r"\"([^\"]+)\"")
_HEADERS: Final = frozenset(
    {"oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"}
)
# Lines of their own; text in them is not part of the line around. rPh and rt stand above others.
_LINES: Final = frozenset({"p", "si", "is", "rPh", "rt", "del", "text"})
_RUNS: Final = frozenset({"t", "delText", "tspan"})
_IN_LINES: Final = frozenset({*_RUNS, "instrText", "f", "text"})  # a piece of one says nothing
_LISTED: Final = frozenset({"listItem"})  # choices of a drop-down, none of them made
_TAGS = re.compile(r"<[^>]*>")
_BY_NUMBER = re.compile(rb"&#(?:0*23494|x0*5bc6);", re.IGNORECASE)  # 密
_PICTURES: Final = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\x01\0",
    b"II\xbc\x01", b"\x1f\x8b",
)  # fmt: skip
_FONTS: Final = (".odttf", ".ttf", ".otf", ".fntdata")
# Parts in which letters stand as UTF-16 between other bytes: drawings, a printer's settings.
_SEARCHED: Final = (".emf", ".wmf", ".bin", ".bmp", ".tmp", ".dat")


def in_package(archive: zipfile.ZipFile, depth: int = 0) -> dict[str, str]:
    """{"mark": …, "place": …}, {"refused": class name} or nothing."""
    refused: dict[str, str] = {}
    for name in sorted(archive.namelist()):
        if name.endswith("/") or not archive.getinfo(name).file_size:
            continue
        found = _in_part(archive, name, depth)
        if found.get("mark"):
            return found if not depth else found | {"place": "嵌入的文件里"}
        refused = refused or found
    return refused


def _in_part(archive: zipfile.ZipFile, name: str, depth: int) -> dict[str, str]:
    with archive.open(name) as part:
        head = part.read(512)
    low = name.lower()
    if head[:4] == b"PK\x03\x04":
        return _in_inner(archive.read(name), depth)
    if low.endswith((".xml", ".vml", ".rels", ".svg")) or _is_xml(head):
        if not _may_be_marked(archive, name):
            return {}
        mark = marks.mark_in_lines(upright(_xml_lines(archive, name)))
        merged = low.endswith(".rels") and b"/aFChunk" in archive.read(name)
        return _found(mark, _place(low)) or ({"refused": "NotMerged"} if merged else {})
    if head.startswith(_PICTURES) or low.endswith(_FONTS):
        return {}
    if low.endswith(_SEARCHED) and head[:4] != b"\xd0\xcf\x11\xe0":
        return _found(marks.mark_in_bytes(archive.read(name)), "图形里")
    return _found(marks.mark_in_lines(_other_lines(archive.read(name))), "正文里") or {
        "refused": "NotMerged"
    }


def _in_inner(body: bytes, depth: int) -> dict[str, str]:
    if depth >= _DEEPEST:
        return {"refused": "NotMerged"}
    with zipfile.ZipFile(io.BytesIO(body)) as inner:
        return in_package(inner, depth + 1)


def _is_xml(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    return start.startswith(b"<?xml") or (start.startswith(b"<") and b"xmlns" in start)


def _other_lines(body: bytes) -> Iterator[str]:
    """A web page, a text: decoded as well as may be, to say the mark rather than that it is odd."""
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        text = body.decode(coding, "ignore")
        yield from _TAGS.sub("\n", text).splitlines()


def _found(mark: str | None, place: str) -> dict[str, str]:
    return {"mark": mark, "place": place} if mark else {}


def _place(part: str) -> str:
    if "header" in part or "footer" in part:
        return "页眉或页脚里"
    if part.startswith("docprops/"):
        return "文件属性里"
    return "批注里" if "comment" in part else "正文里"


def _may_be_marked(archive: zipfile.ZipFile, name: str) -> bool:
    """A million formatted rows take long to parse; without the letter 密 they hold no mark."""
    if archive.getinfo(name).file_size < _LARGE:
        return True
    body = archive.read(name)
    head = body[:100].lower()
    in_utf8 = b"\0" not in head and (b"encoding" not in head or b"utf-8" in head)
    # ⺟ and the like fold to other letters, never to 密.
    return not in_utf8 or "密".encode() in body or bool(_BY_NUMBER.search(body))


def _xml_lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Paragraphs, cells, header texts, what stands above letters, names and other attributes."""
    open_lines: list[list[str]] = [[]]
    with archive.open(name) as part:
        for event, element in iterparse(part, events=("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag in _LINES:
                    open_lines.append([])
                continue
            _collect(tag, element, open_lines[-1])
            yield from _standing_alone(tag, element)
            if tag in _LINES and len(open_lines) > 1:
                yield "".join(open_lines.pop())
                element.clear()
    yield "".join(open_lines[0])


def _collect(tag: str, element: Element, line: list[str]) -> None:
    if tag in _RUNS or tag == "text":
        line.append(element.text or "")
    elif tag in ("tab", "br", "cr"):
        line.append("\u3000")


def _standing_alone(tag: str, element: Element) -> Iterator[str]:
    """Text that is a line of its own wherever it stands: cells, properties, anybody's own XML."""
    text = element.text or ""
    if tag in _HEADERS:
        yield from re.split(r"&[LCR]", _HEADER_CODES.sub("", text))
    elif "密" in text and tag not in _IN_LINES:
        yield text
    if tag in ("f", "formula1", "formula2"):
        yield from _QUOTED.findall(text)
    if tag in _LISTED:
        return
    said = [value for value in element.attrib.values() if "密" in value]
    yield from chain(said, *(_QUOTED.findall(value) for value in said))
