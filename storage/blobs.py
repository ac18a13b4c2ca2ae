"""Stored files, each named by the hash of its content; sealed where there is a key."""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from storage.sealing import (
    HEAD_BYTES,
    NO_KEYS,
    KeyRing,
    Unsealable,
    sealed,
    sealed_by,
    size_within,
    unsealed,
)
from storage.shelf import Shelf
from storage.views import Blob

_PIECE: Final = 1024 * 1024
_SEALED: Final = ".sealed"


class BlobMissing(LookupError):
    """这份文件在服务器上找不到了，请联系系统管理员从备份恢复。"""


class BlobLocked(BlobMissing):
    """这份文件是加密存放的，现在的密钥打不开。请联系系统管理员检查 KAOHE_STORAGE_KEY_FILE。"""


class Blobs:
    """Files on a shelf that are never changed. The same content is kept once.

    Any call may raise ShelfAway, an OSError, where the shelf cannot be reached.
    """

    def __init__(self, shelf: Shelf, keys: KeyRing = NO_KEYS) -> None:
        self.shelf, self._keys = shelf, keys

    def create(self) -> None:
        """Make the shelf ready and clear away what killed processes left half-written."""
        self.shelf.create()

    def put_file(self, path: Path) -> Blob:
        """Store the content of a file, read piece by piece."""
        with path.open("rb") as file:
            return self.put(_pieces(file))

    def put(self, chunks: Iterable[bytes]) -> Blob:
        """Store content; if anything fails on the way nothing is left behind."""
        key = self._keys.newest()
        counted = _Counted(chunks)
        part = self.shelf.part()
        try:
            with part.open("wb") as file:
                _write(file, sealed(key, counted) if key else counted)
            blob = Blob(counted.digest.hexdigest(), counted.size)
            if not any(self.shelf.again(blob.sha256 + suffix) for suffix in (_SEALED, "")):
                self.shelf.put(part, blob.sha256 + (_SEALED if key else ""))
        finally:
            part.unlink(missing_ok=True)
        return blob

    def names(self) -> list[str]:
        """The hashes of all that is stored."""
        return sorted({_hash_of(name) for name in self.shelf.names() if _is_stored(name)})

    def has(self, sha256: str) -> bool:
        """Whether there is such content."""
        try:
            self._kept(sha256)
        except BlobMissing:
            return False
        return True

    def size(self, sha256: str) -> int:
        """How long the content is; BlobMissing when there is none."""
        name = self._kept(sha256)
        kept = self.shelf.size(name)
        return size_within(kept) if name.endswith(_SEALED) else kept

    def open(self, sha256: str) -> BinaryIO:
        """Open stored content for reading; BlobMissing when there is none."""
        name = self._kept(sha256)
        try:
            file = self.shelf.open(name)
        except FileNotFoundError:
            raise BlobMissing(BlobMissing.__doc__) from None
        is_sealed = name.endswith(_SEALED)
        return io.BufferedReader(_Unsealed(file, self._keys), _PIECE) if is_sealed else file

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """The content a piece at a time, to send on."""
        with self.open(sha256) as file:
            yield from _pieces(file)

    def as_it_is(self, sha256: str) -> Path | None:
        """The file itself where it lies on this machine and is not sealed."""
        name = self._kept(sha256)
        return None if name.endswith(_SEALED) else self.shelf.local(name)

    @contextmanager
    def as_file(self, sha256: str) -> Iterator[Path]:
        """The content in a file of its own accord, for what reads files; gone afterwards."""
        path = self.as_it_is(sha256)
        if path is not None:
            yield path
            return
        part = self.shelf.part()
        try:
            with part.open("wb") as file:
                file.writelines(self.pieces(sha256))
            yield part
        finally:
            part.unlink(missing_ok=True)

    def reseal(self, sha256: str) -> bool:
        """Keep the content sealed by the newest key; whether anything had to be done for it."""
        key, name = self._keys.newest(), self._kept(sha256)
        if key is None:
            return False
        if name.endswith(_SEALED) and self._sealed_by(name) == key.id:
            self.shelf.remove(sha256)  # left by a process that was killed
            return False
        part, counted = self.shelf.part(), _Counted(self.pieces(sha256))
        try:
            with part.open("wb") as file:
                _write(file, sealed(key, counted))
            if counted.digest.hexdigest() != sha256:
                raise BlobLocked(BlobLocked.__doc__)
            self.shelf.put(part, f"{sha256}{_SEALED}")
        finally:
            part.unlink(missing_ok=True)
        self.shelf.remove(sha256)
        return True

    def locked(self) -> tuple[int, int]:
        """How many files no key of ours opens, and how many are not sealed by the newest."""
        key, closed, older = self._keys.newest(), 0, 0
        for name in filter(_is_stored, self.shelf.names()):
            by = self._sealed_by(name) if name.endswith(_SEALED) else None
            closed += by is not None and self._keys.find(by) is None
            older += key is not None and by != key.id
        return closed, older

    def remove(self, sha256: str) -> None:
        """Delete this content, if there is any."""
        for suffix in (_SEALED, ""):
            self.shelf.remove(sha256 + suffix)

    def clear(self, but: str = "") -> None:
        """Delete everything except the content with the hash `but`."""
        for name in list(self.shelf.names()):
            if _hash_of(name) != but:
                self.shelf.remove(name)

    def sweep(self, named: Iterable[str], older_than: float) -> int:
        """Delete what nothing names and nobody stored since then; how many files went.

        `older_than`: in seconds of the epoch. What is stored again meanwhile stays.
        """
        kept = set(named)
        return self.shelf.sweep(lambda name: _hash_of(name) in kept, older_than)

    def _kept(self, sha256: str) -> str:
        """The name it goes by on the shelf; raises BlobMissing where there is none."""
        if len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"):
            for name in (f"{sha256}{_SEALED}", sha256):
                if self.shelf.has(name):
                    return name
        raise BlobMissing(BlobMissing.__doc__)

    def _sealed_by(self, name: str) -> bytes:
        try:
            return sealed_by(io.BytesIO(self.shelf.beginning(name, HEAD_BYTES)))
        except Unsealable:
            return b""  # no key is called so


class _Counted:
    """Pieces on their way: how long they are together, and their hash."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self.digest, self.size = chunks, hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.digest.update(chunk)
            self.size += len(chunk)
            yield chunk


class _Unsealed(io.RawIOBase):
    """What is read of sealed content; raises BlobLocked where it cannot be opened."""

    def __init__(self, file: BinaryIO, keys: KeyRing) -> None:
        self._file, self._left = file, b""
        self._content = unsealed(file, keys.find)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            self._left = self._left or next(self._content, b"")
        except Unsealable:
            raise BlobLocked(BlobLocked.__doc__) from None
        some = self._left[: len(into)]
        into[: len(some)] = some
        self._left = self._left[len(some) :]
        return len(some)

    def close(self) -> None:
        self._file.close()
        super().close()


def _is_stored(name: str) -> bool:
    return len(_hash_of(name)) == 64


def _hash_of(name: str) -> str:
    return name.removesuffix(_SEALED)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE), b"")


def _write(file: BinaryIO, chunks: Iterable[bytes]) -> None:
    file.writelines(chunks)
    file.flush()
    os.fsync(file.fileno())
