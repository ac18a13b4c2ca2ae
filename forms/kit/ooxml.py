"""Office packages as their relations tell them, whatever their parts are called.

A Strict package (ISO 29500) says the same in other namespaces; it is read as a Transitional one.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_PURL: Final = b"http://purl.oclc.org/ooxml/"
_OPEN: Final = b"http://schemas.openxmlformats.org/"
# Strict namespaces and relation types that are called otherwise than by a year in between.
_STRICT: Final = re.compile(
    rb"http://purl\.oclc\.org/ooxml/"
    rb"(wordprocessingml|spreadsheetml|presentationml|drawingml|officeDocument|schemaLibrary)/"
)
_CONFORMANCE: Final = re.compile(rb"\s(?:\w+:)?conformance\s*=\s*[\"']strict[\"']")
_GUIDES: Final = re.compile(
    rb"<(?:\w+:)?(?:rPh|phoneticPr)\b(?:[^>]*/>|.*?</(?:\w+:)?(?:rPh|phoneticPr)>)", re.DOTALL
)
_MOST: Final = 1024 * 1024  # bytes of a list of relations or types
# Where the readers we use look for these, of each kind: type of the relation → name of the part.
_USUAL: Final = {
    "xlsx": (
        "xl/workbook.xml",
        {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"},
    ),
    "docx": ("word/document.xml", {}),
}
_KINDS: Final = (
    ("spreadsheetml", "xlsx"),
    ("wordprocessingml", "docx"),
    ("presentationml", "pptx"),
    ("sheet.binary", "xlsb"),
)


def transitional(body: bytes) -> bytes:
    """A part of a Strict package in the namespaces of a Transitional one; others as they are."""
    if _PURL not in body:
        return body
    body = _STRICT.sub(lambda found: _OPEN + found[1] + b"/2006/", body)
    body = body.replace(b"/2006/extendedProperties", b"/2006/extended-properties")
    body = body.replace(b"/2006/customProperties", b"/2006/custom-properties")
    body = body.replace(b"/relationships/extendedProperties", b"/relationships/extended-properties")
    body = body.replace(b"/relationships/customProperties", b"/relationships/custom-properties")
    return _CONFORMANCE.sub(b"", body)


def elements(archive: zipfile.ZipFile, part: str) -> Element | None:
    """The root of a part, None where there is none."""
    name = _named(archive.namelist(), part)
    if name is None or archive.getinfo(name).file_size > _MOST:
        return None
    return fromstring(transitional(archive.read(name)))


def main_part(archive: zipfile.ZipFile) -> str | None:
    """The part the package is about: the document, the workbook."""
    found = [target for kind, target in relations(archive, "") if kind == "officeDocument"]
    return next((name for each in found if (name := _named(archive.namelist(), each))), None)


def relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """(last word of the type, target) of each relation of a part within the package."""
    root = elements(archive, rels_of(part))
    return [
        (each.get("Type", "").rpartition("/")[2], target_of(part, each.get("Target", "")))
        for each in (root if root is not None else ())
        if each.get("TargetMode", "Internal") != "External"
    ]


def kind(archive: zipfile.ZipFile) -> str | None:
    """xlsx, docx, pptx or xlsb by the content type of the main part; None where it has none."""
    main, types = main_part(archive), elements(archive, "[Content_Types].xml")
    if main is None or types is None:
        return None
    said = {
        each.get("PartName", "").lower(): each.get("ContentType", "")
        for each in types
        if each.tag.endswith("Override")
    }
    suffix = posixpath.splitext(main)[1].lstrip(".").lower()
    usual = {
        each.get("Extension", "").lower(): each.get("ContentType", "")
        for each in types
        if each.tag.endswith("Default")
    }
    named = said.get(f"/{main}".lower(), usual.get(suffix, ""))
    return next((kind for words, kind in _KINDS if words in named and "main" in named), None)


def without_guides(body: bytes) -> bytes:
    """A part of a workbook without the pinyin that stands above letters, which is no content."""
    return _GUIDES.sub(b"", body) if b"rPh" in body else body


def as_usual(path: Path, wanted: str, *, guides: bool = True) -> IO[bytes]:
    """The package with its parts where they usually are and in the usual namespaces.

    The very file, where it is so already. `wanted`: xlsx or docx. `guides`: leave phonetic guides.
    """
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        main = main_part(archive)
        moved = _moved(archive, main, wanted) if main else {}
        first = archive.read(main)[:4096] if main else b""
        guided = not guides and any(
            b"rPh" in archive.read(name)
            for name in names
            if name.lower().endswith(".xml") and name.startswith("xl/")
        )
        if not moved and _PURL not in first and not guided:
            return path.open("rb")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
            for name in names:
                body = archive.read(name)
                if name.endswith((".xml", ".rels", ".vml")) or name == main:
                    body = transitional(body)
                    body = body if guides else without_guides(body)
                if name.endswith(".rels"):
                    body = _pointing(body, _part_of(name), moved)
                if name == "[Content_Types].xml":
                    for old, now in moved.items():
                        body = body.replace(f'"/{old}"'.encode(), f'"/{now}"'.encode())
                new.writestr(_rels_moved(name, moved), body)
    out.seek(0)
    return out


def rels_of(part: str) -> str:
    """The part that holds the relations of this part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(part: str, said: str) -> str:
    """The part that a relation of this part points at."""
    if said.startswith("/"):
        return said[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), said))


def _moved(archive: zipfile.ZipFile, main: str, wanted: str) -> dict[str, str]:
    """Parts that have to be called otherwise for our readers: old name → new."""
    usual, others = _USUAL[wanted]
    names = archive.namelist()
    places = {main: usual}
    for kind, target in relations(archive, main):
        name = _named(names, target)
        if kind in others and name:
            places[name] = others[kind]
    return {old: new for old, new in places.items() if old != new}


def _pointing(rels: bytes, part: str, moved: dict[str, str]) -> bytes:
    """Relations with whole paths, so that they hold wherever their part is now."""

    def whole(found: re.Match[bytes]) -> bytes:
        if b'TargetMode="External"' in found[0]:
            return found[0]
        said = target_of(part, found[2].decode())
        return found[1] + f"/{moved.get(said, said)}".encode() + found[3]

    return re.sub(rb'(<[^>]*?\bTarget=")([^"]*)("[^>]*>)', whole, rels) if moved else rels


def _part_of(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _rels_moved(name: str, moved: dict[str, str]) -> str:
    for old, new in moved.items():
        if name == rels_of(old):
            return rels_of(new)
    return moved.get(name, name)


def _named(names: Iterable[str], part: str) -> str | None:
    """The part as the package spells it: names are the same in capitals and small letters."""
    return next((name for name in names if name.lower() == part.lower()), None)
