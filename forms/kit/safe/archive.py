"""A look into xlsx and docx as zip files, before anything parses them."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from forms.kit.safe.refusals import (
    Bomb,
    Damaged,
    ExternalLink,
    ExternalTemplate,
    Macro,
    Nested,
    Password,
    Tricked,
    UnsafeFile,
)

MEGABYTE: Final = 1024 * 1024
MOST_ENTRIES: Final = 2000
MOST_DIRECTORY: Final = MOST_ENTRIES * 512  # bytes of the list of entries itself
MOST_TOTAL: Final = 200 * MEGABYTE
MOST_XML: Final = 40 * MEGABYTE  # of one part; a form with 5,000 rows has about 3
MOST_RELATIONS: Final = MEGABYTE  # of one list of links; a form has a few kilobytes
MOST_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 5 * MEGABYTE  # small parts of blanks compress 1000 : 1 in good faith
MOST_EMBEDDED: Final = 20 * MEGABYTE

_PROGRAMS: Final = {
    ".exe", ".dll", ".bat", ".cmd", ".com", ".scr", ".vbs", ".js", ".ps1", ".jar", ".msi", ".lnk",
    ".zip", ".rar", ".7z", ".gz", ".tar", ".iso", ".hta", ".docm", ".xlsm", ".pptm",
}  # fmt: skip
_MACROS = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|vbaprojectsignature\.bin)$|/macrosheets/"
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_LINK_ONLY = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_TEMPLATE = re.compile(rb"Type\s*=\s*[\"'][^\"']*/attachedTemplate[\"']", re.IGNORECASE)
# Word names the template a document was begun with, and only fetches it over a network.
_ON_ONES_OWN_DISK = re.compile(
    rb"Target\s*=\s*[\"'](?:(?:file:/{0,3})?[A-Za-z](?::|%3A|\|)[\\/]|file:///(?!/)"
    rb"|(?:[\w%. -]+[\\/])*[^\\/\"':]+\.dot)",
    re.IGNORECASE,
)
_LINK_PARTS: Final = {
    "xl/externallinks/": "引用了其他工作簿",
    "xl/connections.xml": "数据连接",
    "xl/querytables/": "外部数据查询",
}


def names(path: Path) -> set[str]:
    """Names of the parts in lower case; the list itself is refused when it is too long."""
    with path.open("rb") as file:
        _refuse_long_list(file)
    with zipfile.ZipFile(path) as archive:
        return {name.lower() for name in archive.namelist()}


def look(path: Path, kind: str) -> None:
    """Raises the refusal that fits what was found in an xlsx or docx."""
    with path.open("rb") as file:
        _look(file, kind, depth=0)


def _look(file: IO[bytes], kind: str, depth: int) -> None:
    _refuse_long_list(file)
    example = f"登记表.{kind}" if kind == "xlsx" else f"班子总结.{kind}"
    label = "Excel表格" if kind == "xlsx" else "Word文档"
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise Password(kind=label, program="Excel" if kind == "xlsx" else "Word")
            _refuse_sizes(entries, archive)
            _refuse_names(entries, kind)
            for entry in entries:
                _refuse_part(archive, entry, depth)
    except UnsafeFile:
        raise
    # zlib.error, RuntimeError and friends: each is a file that does not hold what it says.
    except Exception as wrong:
        raise Damaged(kind=label, example=example) from wrong


def _refuse_long_list(file: IO[bytes]) -> None:
    """The size of the list of entries stands in the last record; read before the list itself."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return
    listed = struct.unpack_from("<I", tail, at + 12)[0]
    if listed > MOST_DIRECTORY:
        raise Bomb(what=f"里面的零件超过{MOST_ENTRIES}个")


def _refuse_sizes(entries: list[zipfile.ZipInfo], archive: zipfile.ZipFile) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Bomb(what=f"里面的零件超过{MOST_ENTRIES}个")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_TOTAL:
        raise Bomb(what=f"解开后有{total // MEGABYTE}MB")
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        packed_tight = entry.file_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO
        if _is_xml(entry.filename) and (packed_tight or entry.file_size > MOST_XML):
            raise Bomb(what=f"内容解开后有{entry.file_size // MEGABYTE}MB，多半是整列设了格式")
        if packed_tight:
            raise Bomb(what=f"有一部分压缩了{int(ratio)}倍")
    # Entries that share their bytes add up to more than the file.
    packed = archive.fp.seek(0, io.SEEK_END) if archive.fp else 0
    if sum(entry.compress_size for entry in entries) > packed:
        raise Bomb(what="各部分重叠")


def _refuse_names(entries: list[zipfile.ZipInfo], kind: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.lower()
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
            raise Tricked(what="内部路径指向文件之外")
        if name in seen:
            raise Tricked(what="内部有重名的部分")
        seen.add(name)
        if _MACROS.search(name):
            raise Macro(suffix=kind)
        for start, what in _LINK_PARTS.items():
            if name.startswith(start):
                raise ExternalLink(what=what)
        if PurePosixPath(name).suffix in _PROGRAMS or "/activex/" in name:
            raise Nested(what="压缩包或程序")
        if "/embeddings/" in name and PurePosixPath(name).suffix not in (".xlsx", ".docx"):
            raise Nested(what="嵌入的对象")


def _refuse_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    """Reads the part to its end: a damaged one raises here and not in a parser."""
    if "/embeddings/" in entry.filename.lower() and not entry.is_dir():
        if depth or entry.file_size > MOST_EMBEDDED:
            raise Nested(what="嵌入的文件里又嵌着文件")
        _look(io.BytesIO(archive.read(entry)), "xlsx", depth + 1)
        return
    head = b""
    with archive.open(entry) as part:
        for block in _blocks(part):
            head = head or block
    if _is_xml(entry.filename) and re.search(rb"<!(?:DOCTYPE|ENTITY)", head[:4096], re.IGNORECASE):
        raise Tricked(what="内部定义了实体")
    if entry.filename == "[Content_Types].xml" and re.search(rb"macroEnabled", head, re.IGNORECASE):
        raise Macro(suffix="xlsx" if b"sheet" in head.lower() else "docx")
    if entry.filename.lower().endswith(".rels"):
        if entry.file_size > MOST_RELATIONS:
            raise Tricked(what="链接多得不正常")
        _refuse_relations(archive.read(entry))


def _refuse_relations(rels: bytes) -> None:
    """A hyperlink may lead outside; a template, picture or object fetched from there may not."""
    for relation in _RELATION.findall(rels):
        if not _EXTERNAL.search(relation) or _LINK_ONLY.search(relation):
            continue
        if _TEMPLATE.search(relation):
            if not _ON_ONES_OWN_DISK.search(relation):
                raise ExternalTemplate
        else:
            raise ExternalLink(what="打开时会去取外部的模板、图片或数据")


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    while block := part.read(MEGABYTE):
        yield block


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))
