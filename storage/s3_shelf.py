"""Stored files in an S3-compatible store, for machines that share no folder."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from storage.shelf import ShelfAway, clear_abandoned, new_part

if TYPE_CHECKING:
    from obstore.store import S3Store

_IN_MEMORY: Final = 1024 * 1024  # bytes read that need no file on the disk
_PIECE: Final = 8 * 1024 * 1024  # sent at a time; a file of one piece is one request
_PROBE: Final = "probe"
_GONE: Final = "gone"


class S3Missing(ValueError):
    """文件要存到 S3，但没有装 S3 的客户端。请运行 pip install 'kaohe[s3]'，再启动。"""


@dataclass(frozen=True)
class S3Address:
    """Where a store is and who we are to it."""

    endpoint: str
    bucket: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str = "us-east-1"
    timeout: float = 20.0  # seconds for one request; each is tried three times


class S3Shelf:
    """Names under a prefix of one bucket. What is read or written is whole here first."""

    def __init__(self, address: S3Address, prefix: str, scratch: Path) -> None:
        """`scratch`: a folder of this machine for what is on its way."""
        self._address, self._prefix, self._scratch = address, prefix, scratch

    def create(self) -> None:
        """Clear away parts; the store may be away at the moment, `probe` tells."""
        self._scratch.mkdir(parents=True, exist_ok=True)
        clear_abandoned(self._scratch, time.time())

    def probe(self) -> None:
        """Write a file, read it and take it away. Raises ShelfAway."""
        with _told():
            self._store.put(self._key(_PROBE), b"kaohe")
            with suppress(FileNotFoundError):  # another process has just taken it away
                self._store.get(self._key(_PROBE))
            self._store.delete(self._key(_PROBE))

    def part(self) -> Path:
        """A file to be sent."""
        return new_part(self._scratch)

    def put(self, part: Path, name: str) -> None:
        """Nobody sees any of it before the store has all of it."""
        with _told():
            size = part.stat().st_size
            several = size > _PIECE
            self._store.put(
                self._key(name), part, use_multipart=several, chunk_size=_PIECE, max_concurrency=2
            )
            kept = self._store.head(self._key(name))["size"]
            if kept != size:
                raise ShelfAway(f"{size} bytes sent, {kept} kept")

    def again(self, name: str) -> bool:
        """A sweep takes nothing away for good that is named a month later; see there."""
        return self.has(name)

    def has(self, name: str) -> bool:
        """Whether it is there."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """How many bytes."""
        with _found():
            return int(self._store.head(self._there(name))["size"])

    def open(self, name: str) -> BinaryIO:
        """All of it is here before any of it is given."""
        whole = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(self._scratch))  # noqa: SIM115 - given away
        try:
            with _found():
                for piece in self._store.get(self._there(name)).stream(min_chunk_size=_IN_MEMORY):
                    whole.write(piece)
        except BaseException:
            whole.close()
            raise
        whole.seek(0)
        return cast("BinaryIO", whole)

    def beginning(self, name: str, length: int) -> bytes:
        """Its first bytes."""
        with _found():
            size = self.size(name)
            part = self._store.get_range(self._there(name), start=0, length=min(length, size))
            return bytes(part) if size else b""

    def local(self, name: str) -> Path | None:
        """Never."""
        return None

    def names(self) -> Iterator[str]:
        """Of all that is kept."""
        yield from sorted({name for name, _ in (*self._listed(), *self._listed(_GONE))})

    def remove(self, name: str) -> None:
        """Also what a sweep had put aside."""
        with _told():
            self._store.delete(self._key(name))
            self._store.delete(self._key(name, _GONE))

    def sweep(self, keep: Callable[[str], bool], older_than: float) -> int:
        """Put aside first, taken away when as much time has passed again.

        Who stores the same content at this very moment relies on its being there. Until its row
        names it what was put aside is still found (`_there`); once it does, it is put back.
        """
        gone = 0
        for name, at in list(self._listed(_GONE)):
            if keep(name):
                self._put_back(name)
            elif at < older_than:
                self._delete(self._key(name, _GONE))
                gone += 1
        for name, at in list(self._listed()):
            if not keep(name) and at < older_than:
                self._move(self._key(name), self._key(name, _GONE))
        return gone

    def folders(self) -> set[str]:
        """The names of what lies one below the other."""
        with _told():
            found = self._store.list_with_delimiter(self._prefix)["common_prefixes"]
        return {each.rstrip("/").rpartition("/")[2] for each in found}

    def _put_back(self, name: str) -> None:
        try:
            with _found():
                self._store.head(self._key(name))
        except FileNotFoundError:
            self._move(self._key(name, _GONE), self._key(name))
        else:  # it came again since
            self._delete(self._key(name, _GONE))

    def _move(self, key: str, to: str) -> None:
        with _told(), suppress(FileNotFoundError):  # another process did it
            self._store.copy(key, to)
            self._store.delete(key)

    def _delete(self, key: str) -> None:
        with _told():
            self._store.delete(key)

    def _listed(self, folder: str = "") -> Iterator[tuple[str, float]]:
        """Names, and when each was put, in seconds of the epoch."""
        start = f"{self._prefix}/{folder}".rstrip("/")
        with _told():
            for page in self._store.list(start):
                for each in page:
                    beside, _, name = each["path"].removeprefix(f"{start}/").rpartition("/")
                    if len(beside) == 2:  # the rest is not ours: what was put aside, the probe
                        yield name, each["last_modified"].timestamp()

    def _there(self, name: str) -> str:
        """Its key, or that under which a sweep put it aside."""
        try:
            self._store.head(self._key(name))
        except FileNotFoundError:
            return self._key(name, _GONE)
        return self._key(name)

    def _key(self, name: str, folder: str = "") -> str:
        return "/".join(part for part in (self._prefix, folder, name[:2], name) if part)

    @cached_property
    def _store(self) -> "S3Store":
        try:
            from obstore.store import S3Store  # noqa: PLC0415 - only who asked for it has it
        except ImportError:
            raise S3Missing(S3Missing.__doc__) from None
        address = self._address
        return S3Store(
            address.bucket,
            endpoint=address.endpoint,
            access_key_id=address.access_key,
            secret_access_key=address.secret_key,
            region=address.region,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": address.endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=3),
                "timeout": timedelta(seconds=address.timeout),
            },
            retry_config={
                "max_retries": 2,
                "retry_timeout": timedelta(seconds=3 * address.timeout),
            },
        )


@contextmanager
def _told() -> Iterator[None]:
    """What the store or the way to it says, as ShelfAway; a missing file is a missing bucket."""
    try:
        with _found():
            yield
    except FileNotFoundError as error:
        raise ShelfAway("no such bucket") from error


@contextmanager
def _found() -> Iterator[None]:
    """The same; FileNotFoundError where there is no such file."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - only who asked for it has it

    try:
        yield
    except (BaseError, PermissionError, TimeoutError) as error:
        raise ShelfAway(type(error).__name__) from error


@dataclass(frozen=True)
class S3Shelves:
    """All of them in one bucket; `scratch`: a folder of this machine."""

    address: S3Address
    scratch: Path

    def shelf(self, *names: str) -> S3Shelf:
        """The one under these names."""
        return S3Shelf(self.address, "/".join(names), self.scratch)

    def below(self, name: str) -> Iterator[str]:
        """The names of those under a name."""
        top = S3Shelf(self.address, name, self.scratch)
        yield from sorted(top.folders())
