"""A look into OLE compound files: old .doc and .xls, and encrypted .docx and .xlsx."""

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA  # sector numbers from here on are markers, not sectors
_ENTRY: Final = 128
_MOST_ENTRIES: Final = 4096
_STREAM_HEAD: Final = 1024 * 1024  # what we ask of a stream stands before its contents
_VBA: Final = {"macros", "_vba_project_cur", "_vba_project", "vba", "vbaproject"}
_FILEPASS, _BOUNDSHEET, _BOF, _EOF = 0x2F, 0x85, 0x809, 0x0A


class NotCompound(Exception):
    """Not a readable compound file."""


@dataclass(frozen=True)
class Compound:
    """What a compound file holds. `kind`: doc, xls, ppt, encrypted or other."""

    names: frozenset[str]
    kind: str
    password: bool
    macros: bool


def look(path: Path) -> Compound:
    """Raises NotCompound for a file cut off or made up."""
    with path.open("rb") as file:
        try:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _look(data)
        except (struct.error, IndexError, ValueError) as wrong:
            raise NotCompound from wrong


def _look(data: mmap.mmap) -> Compound:
    if data[:8] != MAGIC:
        raise NotCompound
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise NotCompound
    fat = _fat(data, size)
    first = struct.unpack_from("<I", data, 48)[0]
    directory = _chain(data, size, fat, first, _MOST_ENTRIES * _ENTRY)
    entries = _entries(directory)
    names = frozenset(name.casefold() for name in entries)
    streams = {
        name.casefold(): _chain(data, size, fat, start, min(length, _STREAM_HEAD))
        for name, (start, length) in entries.items()
        if name.casefold() in ("workbook", "book", "worddocument") and length >= 4096
    }
    kind = _kind(names)
    workbook = streams.get("workbook", streams.get("book", b""))
    return Compound(
        names,
        kind,
        password=kind == "encrypted"
        or _document_locked(streams.get("worddocument", b""))
        or _record(workbook, _FILEPASS) is not None,
        macros=bool(names & _VBA) or _macro_sheet(workbook),
    )


def _kind(names: frozenset[str]) -> str:
    if "encryptedpackage" in names or "encryptioninfo" in names:
        return "encrypted"
    by_stream = {"worddocument": "doc", "workbook": "xls", "book": "xls"}
    found = [kind for stream, kind in by_stream.items() if stream in names]
    return found[0] if found else "ppt" if "powerpoint document" in names else "other"


def _fat(data: mmap.mmap, size: int) -> list[int]:
    difat = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _END:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        difat.extend(block[:-1])
        if len(difat) * size > len(data) + size * size:
            raise NotCompound
        following = block[-1]
    fat: list[int] = []
    for sector in difat:
        if len(fat) * size > len(data) + size * size:
            raise NotCompound  # more entries than the file has sectors: a table made to fill memory
        if sector < _END:
            fat.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    return fat


def _chain(data: mmap.mmap, size: int, fat: list[int], start: int, most: int) -> bytes:
    """The head of the stream that begins at a sector, at most so many bytes."""
    pieces: list[bytes] = []
    sector = start
    while sector < _END and len(pieces) * size < most:
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = fat[sector]
    return b"".join(pieces)[:most]


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    entries = {}
    for offset in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
        entry = directory[offset : offset + _ENTRY]
        length = struct.unpack_from("<H", entry, 64)[0]
        if 2 <= length <= 64 and entry[66]:
            name = entry[: length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entry, 116)
            entries[name] = (start, size)
    return entries


def _document_locked(stream: bytes) -> bool:
    """Word's fEncrypted flag, in the information block at the head of the stream."""
    return len(stream) > 12 and bool(struct.unpack_from("<H", stream, 10)[0] & 0x0100)


def _record(stream: bytes, wanted: int) -> bytes | None:
    """The first such record of the workbook's globals."""
    return next((body for kind, body in _records(stream) if kind == wanted), None)


def _macro_sheet(stream: bytes) -> bool:
    """Whether a sheet is a macro sheet of Excel 4 (sheet type 1)."""
    return any(
        kind == _BOUNDSHEET and len(body) > 5 and body[5] == 1 for kind, body in _records(stream)
    )


def _records(stream: bytes) -> list[tuple[int, bytes]]:
    records = []
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == _EOF or (offset == 0 and kind & 0xFF != _BOF & 0xFF):
            break
        records.append((kind, stream[offset + 4 : offset + 4 + length]))
        offset += 4 + length
    return records
