"""Stored files, each named by the hash of its content."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from storage.views import Blob

# A temporary file this old belongs to a process that was killed, not to a slow upload.
_ABANDONED_SECONDS = 24 * 3600
_PIECE = 1024 * 1024


class BlobMissing(LookupError):
    """这份文件在服务器上找不到了，请联系系统管理员从备份恢复。"""


class Blobs:
    """A folder of files that are never changed. The same content is kept once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self) -> None:
        """Make the folder and clear away what killed processes left half-written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        before = time.time() - _ABANDONED_SECONDS
        for path in self._folder.glob("*/*.part"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def put_file(self, path: Path) -> Blob:
        """Store the content of a file, read piece by piece."""
        with path.open("rb") as file:
            return self.put(iter(lambda: file.read(_PIECE), b""))

    def put(self, chunks: Iterable[bytes]) -> Blob:
        """Store content; if anything fails on the way nothing is left behind."""
        incoming = self._folder / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=incoming, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size = _write(file, chunks)
            blob = Blob(digest, size)
            self._settle(part, self.path(blob.sha256))
        finally:
            part.unlink(missing_ok=True)
        return blob

    def path(self, sha256: str) -> Path:
        """Where the content with this hash lies, or would lie."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise BlobMissing(BlobMissing.__doc__)
        return self._folder / sha256[:2] / sha256

    def all(self) -> Iterator[Path]:
        """Where each stored file lies."""
        yield from (path for path in sorted(self._folder.glob("??/*")) if len(path.name) == 64)

    def open(self, sha256: str) -> BinaryIO:
        """Open stored content for reading; BlobMissing when there is none."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise BlobMissing(BlobMissing.__doc__) from None

    def clear(self, but: str = "") -> None:
        """Delete everything except the content with the hash `but`."""
        for path in self._folder.glob("??/*"):
            if path.name != but:
                path.unlink(missing_ok=True)

    def _settle(self, part: Path, target: Path) -> None:
        if target.exists():
            return
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        # The file is safe; so must be its name.
        _sync_folder(target.parent)
        _sync_folder(self._folder)


def _write(file: BinaryIO, chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
