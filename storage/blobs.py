"""Stored files, each named by the hash of its content; sealed where there is a key."""

import hashlib
import io
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from storage.sealing import NO_KEYS, KeyRing, Unsealable, sealed, sealed_by, size_within, unsealed
from storage.views import Blob

# A temporary file this old belongs to a process that was killed, not to a slow upload.
_ABANDONED_SECONDS = 24 * 3600
_PIECE = 1024 * 1024
_SEALED: Final = ".sealed"


class BlobMissing(LookupError):
    """这份文件在服务器上找不到了，请联系系统管理员从备份恢复。"""


class BlobLocked(BlobMissing):
    """这份文件是加密存放的，现在的密钥打不开。请联系系统管理员检查 KAOHE_STORAGE_KEY_FILE。"""


class Blobs:
    """A folder of files that are never changed. The same content is kept once."""

    def __init__(self, folder: Path, keys: KeyRing = NO_KEYS) -> None:
        self._folder, self._keys = folder, keys

    def create(self) -> None:
        """Make the folder and clear away what killed processes left half-written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob("??/*.part"):  # a sweep was killed before it decided
            path.rename(path.with_suffix(""))
        before = time.time() - _ABANDONED_SECONDS
        for path in self._folder.glob("incoming/*.part"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def put_file(self, path: Path) -> Blob:
        """Store the content of a file, read piece by piece."""
        with path.open("rb") as file:
            return self.put(_pieces(file))

    def put(self, chunks: Iterable[bytes]) -> Blob:
        """Store content; if anything fails on the way nothing is left behind."""
        key = self._keys.newest()
        counted = _Counted(chunks)
        part = self._part()
        try:
            with part.open("wb") as file:
                _write(file, sealed(key, counted) if key else counted)
            blob = Blob(counted.digest.hexdigest(), counted.size)
            if not self._again(blob.sha256):
                self._settle(part, self._path(blob.sha256, _SEALED if key else ""))
        finally:
            part.unlink(missing_ok=True)
        return blob

    def path(self, sha256: str) -> Path:
        """Where the content with this hash lies, or would lie; it may be sealed."""
        kept = self._path(sha256, _SEALED)
        return kept if kept.exists() else self._path(sha256)

    def all(self) -> Iterator[Path]:
        """Where each stored file lies."""
        yield from (path for path in sorted(self._folder.glob("??/*")) if _is_stored(path))

    def names(self) -> list[str]:
        """The hashes of all that is stored."""
        return sorted({path.stem for path in self.all()})

    def has(self, sha256: str) -> bool:
        """Whether there is such content."""
        return self.path(sha256).exists()

    def size(self, sha256: str) -> int:
        """How long the content is; BlobMissing when there is none."""
        path = self.path(sha256)
        try:
            kept = path.stat().st_size
        except FileNotFoundError:
            raise BlobMissing(BlobMissing.__doc__) from None
        return size_within(kept) if path.suffix else kept

    def open(self, sha256: str) -> BinaryIO:
        """Open stored content for reading; BlobMissing when there is none."""
        path = self.path(sha256)
        try:
            file = path.open("rb")
        except FileNotFoundError:
            raise BlobMissing(BlobMissing.__doc__) from None
        return io.BufferedReader(_Unsealed(file, self._keys), _PIECE) if path.suffix else file

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """The content a piece at a time, to send on."""
        with self.open(sha256) as file:
            yield from _pieces(file)

    @contextmanager
    def as_file(self, sha256: str) -> Iterator[Path]:
        """The content in a file of its own accord, for what reads files; gone afterwards."""
        path = self.path(sha256)
        if not path.suffix:
            yield path
            return
        part = self._part()
        try:
            with part.open("wb") as file:
                file.writelines(self.pieces(sha256))
            yield part
        finally:
            part.unlink(missing_ok=True)

    def reseal(self, sha256: str) -> bool:
        """Keep the content sealed by the newest key; whether anything had to be done for it."""
        key, path = self._keys.newest(), self.path(sha256)
        if key is None:
            return False
        if path.suffix and self._sealed_by(path) == key.id:
            self._path(sha256).unlink(missing_ok=True)  # left by a process that was killed
            return False
        part, counted = self._part(), _Counted(self.pieces(sha256))
        try:
            with part.open("wb") as file:
                _write(file, sealed(key, counted))
            if counted.digest.hexdigest() != sha256:
                raise BlobLocked(BlobLocked.__doc__)
            self._settle(part, self._path(sha256, _SEALED))
        finally:
            part.unlink(missing_ok=True)
        self._path(sha256).unlink(missing_ok=True)
        return True

    def locked(self) -> tuple[int, int]:
        """How many files no key of ours opens, and how many are not sealed by the newest."""
        key, closed, older = self._keys.newest(), 0, 0
        for path in self.all():
            by = self._sealed_by(path) if path.suffix else None
            closed += by is not None and self._keys.find(by) is None
            older += key is not None and by != key.id
        return closed, older

    def clear(self, but: str = "") -> None:
        """Delete everything except the content with the hash `but`."""
        for path in self._folder.glob("??/*"):
            if path.stem != but:
                path.unlink(missing_ok=True)

    def sweep(self, named: Iterable[str], older_than: float) -> int:
        """Delete what nothing names and nobody stored since then; how many files went.

        `older_than`: in seconds of the epoch. Who stores the same content meanwhile makes it young
        again before relying on it (`_again`), and it is put back.
        """
        keep, gone = set(named), 0
        for path in list(self.all()):
            if path.stem in keep or not _older(path, older_than):
                continue
            aside = path.with_name(f"{path.name}.part")
            try:
                path.rename(aside)
            except FileNotFoundError:  # another process swept it
                continue
            if _older(aside, older_than):
                aside.unlink(missing_ok=True)
                gone += 1
            else:
                aside.rename(path)
        return gone

    def _again(self, sha256: str) -> bool:
        """Whether the content is there already; from now on as young as if it had just come."""
        for suffix in (_SEALED, ""):
            try:
                os.utime(self._path(sha256, suffix))
            except FileNotFoundError:
                continue
            return True
        return False

    def _path(self, sha256: str, suffix: str = "") -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise BlobMissing(BlobMissing.__doc__)
        return self._folder / sha256[:2] / f"{sha256}{suffix}"

    def _part(self) -> Path:
        incoming = self._folder / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=incoming, suffix=".part")
        os.close(handle)
        return Path(name)

    @staticmethod
    def _sealed_by(path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return sealed_by(file)
        except Unsealable:
            return b""  # no key is called so

    def _settle(self, part: Path, target: Path) -> None:
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        # The file is safe; so must be its name.
        _sync_folder(target.parent)
        _sync_folder(self._folder)


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


def _is_stored(path: Path) -> bool:
    return len(path.stem) == 64 and path.suffix in ("", _SEALED)


def _older(path: Path, than: float) -> bool:
    try:
        return path.stat().st_mtime < than
    except FileNotFoundError:
        return False


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE), b"")


def _write(file: BinaryIO, chunks: Iterable[bytes]) -> None:
    file.writelines(chunks)
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
