"""What a file is by its content, whatever its name says."""

import os
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from forms.kit import ooxml
from forms.kit.safe import archive, compound

LABELS: Final = {
    "xlsx": "Excel表格（xlsx）",
    "docx": "Word文档（docx）",
    "xls": "旧版Excel表格（xls）",
    "doc": "旧版Word文档（doc）",
    "pdf": "PDF文件",
    "jpg": "照片（jpg）",
    "png": "图片（png）",
    "xlsb": "二进制Excel表格（xlsb）",
    "pptx": "幻灯片（pptx）",
    "ppt": "旧版幻灯片（ppt）",
    "ods": "OpenDocument文件",
    "zip": "压缩包（zip）",
    "rar": "压缩包（rar）",
    "7z": "压缩包（7z）",
    "gz": "压缩包（gz）",
    "exe": "可以运行的程序",
    "heic": "苹果手机照片（heic）",
    "webp": "网页图片（webp）",
    "gif": "动图（gif）",
    "bmp": "位图（bmp）",
    "tif": "扫描图（tif）",
    "ofd": "OFD版式文件",
    "html": "网页（HTML）",
    "xml": "XML文件",
    "txt": "纯文本文件",
    "other": "认不出格式的文件",
    "encrypted": "加了密码的Office文件",
}
SUFFIXES: Final = {"jpeg": "jpg", "jpe": "jpg", "tiff": "tif", "htm": "html", "csv": "txt"}

_HEADS: Final = (
    (compound.MAGIC, "ole"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"#!", "exe"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
_HEAD: Final = 4096
# A picture has some dozens, one with a large profile hundreds; a made-up one has millions.
_MOST_SEGMENTS: Final = 2000
FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def real_type(path: Path) -> str:
    """A key of LABELS."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if zipfile.is_zipfile(path) and head[:2] == b"PK":
        return _inside_zip(path)
    if head[:2] == b"PK":
        return "zip"
    known = next((kind for magic, kind in _HEADS if head.startswith(magic)), None)
    if known == "ole":
        return _inside_compound(path)
    return known or _media(head) or _words(head) or _by_puremagic(head)


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case without its dot, jpeg as jpg; empty if none."""
    suffix = Path(name.strip()).suffix.lower().lstrip(".")
    return SUFFIXES.get(suffix, suffix)


def _inside_zip(path: Path) -> str:
    try:
        names = archive.names(path)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    parts = {
        "xl/workbook.xml": "xlsx",
        "word/document.xml": "docx",
        "xl/workbook.bin": "xlsb",
        "ppt/presentation.xml": "pptx",
        "ofd.xml": "ofd",
    }
    if "[content_types].xml" in names and (found := _by_relations(path)):
        return found
    if "[content_types].xml" in names or "ofd.xml" in names:
        return next((kind for part, kind in parts.items() if part in names), "zip")
    return "ods" if {"mimetype", "content.xml"} <= names else "zip"


def _by_relations(path: Path) -> str | None:
    """By what the package says it is about, whatever its parts are called."""
    try:
        with zipfile.ZipFile(path) as whole:
            return ooxml.kind(whole)
    # Made up or broken in whatever way; the archive is looked into with care later.
    except Exception:
        return None


def _inside_compound(path: Path) -> str:
    try:
        return compound.look(path).kind
    except compound.NotCompound:
        return "other"


def _media(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
        return "heic"
    return "webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _words(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head")) or b"<html" in start:
        return "html"
    if start.startswith(b"<?xml"):
        return "xml"
    return "txt" if head and _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if any(byte < 9 or 13 < byte < 32 for byte in head) and not head.startswith(b"\xff\xfe"):
        return False
    if head.startswith(b"\xff\xfe"):
        return True
    for coding in ("utf-8", "gb18030"):
        try:
            head[: len(head) - 4 if len(head) == _HEAD else None].decode(coding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _by_puremagic(head: bytes) -> str:
    # Its tables take 1 MB, and hardly any file comes this far.
    import puremagic  # noqa: PLC0415

    try:
        named = puremagic.from_string(head).lstrip(".").lower()
    except (puremagic.PureError, ValueError):
        return "other"
    named = SUFFIXES.get(named, named)
    # What we read ourselves we have already recognised; a guess must not let it in again.
    return named if named in LABELS and named not in ("xlsx", "docx", "xls", "doc") else "other"


def picture_size(path: Path, kind: str) -> tuple[int, int] | None:
    """Width and height a jpg or png says it has; None where it says nothing that can be read."""
    with path.open("rb") as file:
        return _png_size(file) if kind == "png" else _jpg_size(file)


def _png_size(file: BinaryIO) -> tuple[int, int] | None:
    head = file.read(24)
    if len(head) < 24 or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _jpg_size(file: BinaryIO) -> tuple[int, int] | None:
    """From the frame header, behind segments that are passed over by their lengths."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            return None
        length = int.from_bytes(head[2:], "big")
        if head[1] in FRAMES:
            frame = file.read(5)
            if len(frame) < 5:
                return None
            height, width = struct.unpack(">HH", frame[1:])
            return width, height
        if length < 2:
            return None
        file.seek(length - 2, os.SEEK_CUR)
    return None
