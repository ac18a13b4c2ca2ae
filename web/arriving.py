"""An upload on its way in: streamed to a folder of our own, measured as it comes, then removed."""

import contextlib
import os
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from forms.kit.safe import refusals, safety
from web.refused import Refused

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_FILES: Final = 30
MOST_FIELD: Final = 4096
MOST_FIELDS: Final = 100  # parts of one form, its files too
MOST_REQUEST: Final = 400 * 1024 * 1024  # bytes of all files of one request together
_ABANDONED_SECONDS: Final = 6 * 3600


@dataclass
class Arrived:
    """One file as it came. `path` is gone once the request is over."""

    name: str
    path: Path
    size: int = 0


@dataclass
class Form:
    """A form with its files."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Arrived] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What stands in a field, blanks around it gone; empty where there is none."""
        return self.fields.get(name, "").strip()


class _Collector:
    """The callbacks of the multipart parser. A file too large or badly named ends the upload."""

    def __init__(self, folder: Path) -> None:
        self.form = Form()
        self._folder = folder
        self._open: BinaryIO | None = None
        self._header = b""
        self._value = b""
        self._disposition = b""
        self._field = ""
        self._body = bytearray()
        self._parts = 0

    def on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_FIELDS:
            raise _broken()
        self._disposition, self._body = b"", bytearray()

    def on_header_begin(self) -> None:
        self._header = self._value = b""

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        named = options.get(b"filename")
        # A browser sends an empty file without a name where none was picked.
        if named is not None:
            self._begin_file(named.decode("utf-8", "replace"))

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._open is None:
            self._body += data[start:end]
            if len(self._body) > MOST_FIELD:
                raise _broken()
            return
        arrived = self.form.files[-1]
        arrived.size += end - start
        if arrived.size > safety.MOST_BYTES:
            raise refusals.TooLarge(megabytes=safety.MOST_MEGABYTES)
        self._open.write(data[start:end])

    def on_part_end(self) -> None:
        if self._open is None:
            self.form.fields[self._field] = self._body.decode("utf-8", "replace")
            return
        self._open.close()
        self._open = None
        arrived = self.form.files[-1]
        if not arrived.name and not arrived.size:
            self.form.files.pop().path.unlink()

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        for arrived in self.form.files:
            arrived.path.unlink(missing_ok=True)

    def _begin_file(self, name: str) -> None:
        if len(self.form.files) >= MOST_FILES:
            words = f"一次最多选{MOST_FILES}个文件，请分几次交。"
            raise Refused(413, "文件太多", words, link="/upload", label="重新选择")
        if name:
            # Before a byte of it is written: a marked file must not touch the disk.
            safety.check_name(name)
        handle, path = tempfile.mkstemp(dir=self._folder, suffix=".part")
        self._open = os.fdopen(handle, "wb")
        self.form.files.append(Arrived(name, Path(path)))


@contextlib.asynccontextmanager
async def arriving(request: Request, folder: Path) -> AsyncIterator[Form]:
    """The form of a request. Raises UnsafeFile or Refused; nothing of it stays on the disk."""
    _refuse_by_length(request)
    await run_in_threadpool(_prepare, folder)
    collector = _Collector(folder)
    try:
        await _collect(request, collector)
        yield collector.form
    finally:
        await run_in_threadpool(collector.close)


async def _collect(request: Request, collector: _Collector) -> None:
    parser = MultipartParser(_boundary(request), _callbacks(collector))
    seen = 0
    try:
        async for chunk in request.stream():
            seen += len(chunk)
            if seen > MOST_REQUEST:
                raise _too_much()
            await run_in_threadpool(parser.write, chunk)
        parser.finalize()
    except (FormParserError, ClientDisconnect) as wrong:
        raise _broken() from wrong


def _callbacks(collector: _Collector) -> "MultipartCallbacks":
    return {
        "on_part_begin": collector.on_part_begin,
        "on_part_data": collector.on_part_data,
        "on_part_end": collector.on_part_end,
        "on_header_begin": collector.on_header_begin,
        "on_header_field": collector.on_header_field,
        "on_header_value": collector.on_header_value,
        "on_header_end": collector.on_header_end,
        "on_headers_finished": collector.on_headers_finished,
    }


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise _broken()
    return options[b"boundary"]


def _refuse_by_length(request: Request) -> None:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST_REQUEST:
        raise _too_much()


def _too_much() -> Refused:
    megabytes = MOST_REQUEST // 1024 // 1024
    words = f"这一次的文件合起来超过{megabytes}MB，请分几次交，例如一次交5个。"
    return Refused(413, "文件太大", words, link="/upload", label="重新选择")


def _broken() -> Refused:
    words = "文件没有传完，没有保存任何内容。请检查网络后重新选择文件再交。"
    return Refused(400, "没有传完", words, link="/upload", label="重新选择")


def _prepare(folder: Path) -> None:
    """Makes the folder, and clears away what a killed process left there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in _abandoned(folder):
        path.unlink(missing_ok=True)


def _abandoned(folder: Path) -> Iterator[Path]:
    before = time.time() - _ABANDONED_SECONDS
    for path in folder.glob("*.part"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path
