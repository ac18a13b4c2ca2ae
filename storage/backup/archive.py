"""The one file: a tar of the rows of every table, the stored files, and what it holds of each."""

import gzip
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from alembic.util import CommandError
from sqlalchemy import Connection, Table, inspect

from storage.backup import rows
from storage.backup.locked import readable, write_locked
from storage.blobs import Blobs
from storage.sealing import KeyRing, new_key
from storage.store import Store

_FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_KEY: Final = "session.key"
_PIECE: Final = 1024 * 1024


class BadBackup(ValueError):
    """这不是完好的考核助手备份文件"""


class TooNew(BadBackup):
    """这份备份是更新的一版程序做的，请先升级程序"""


class NotEmpty(ValueError):
    """要恢复到的地方已经有数据"""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: rows by table, stored files, and the schema it was made from."""

    made_at: str
    revision: str
    rows: dict[str, int]
    files: int
    missing: int
    format: int = _FORMAT


def write(store: Store, data_dir: Path, out: Path, at: datetime, password: str = "") -> Manifest:
    """Write the backup to `out`, whole or not at all. Others may read and write meanwhile.

    The rows are of one moment. Stored files are never changed, so that all those the rows name are
    there when they are copied after it. With a password it can be read with that only.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f"{out.name}.", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                _whole(file, out.parent, password) as whole,
                tarfile.open(fileobj=whole, mode="w") as tar,
            ):
                manifest = _write(store, data_dir, tar, at)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


@contextmanager
def _whole(out: BinaryIO, folder: Path, password: str) -> Iterator[BinaryIO]:
    """Where the tar is written; with a password a file without a name, sealed in the end."""
    if not password:
        yield out
        return
    with tempfile.TemporaryFile(dir=folder) as clear:
        yield clear
        write_locked(clear, out, password)


def _write(store: Store, data_dir: Path, tar: tarfile.TarFile, at: datetime) -> Manifest:
    counts: dict[str, int] = {}
    with store.snapshot() as connection:
        revision = store.revision(connection)
        for table in rows.tables():
            with tempfile.TemporaryFile() as kept:
                with gzip.open(kept, "wt", encoding="utf-8") as lines:
                    number = 0
                    for line in rows.lines_of(connection, table):
                        lines.write(line + "\n")
                        number += 1
                counts[table.name] = number
                _add(tar, _table_name(table.name), kept)
        named = set(store.blobs_named(connection))
    files = 0
    for name in store.blobs.names():
        with store.blobs.open(name) as content:
            _add_sized(tar, f"blobs/{name}", content, store.blobs.size(name))
        named.discard(name)
        files += 1
    if (data_dir / _KEY).exists():
        tar.add(data_dir / _KEY, _KEY, recursive=False)
    manifest = Manifest(at.isoformat(), revision, counts, files, missing=len(named))
    _add(tar, _MANIFEST, io.BytesIO(json.dumps(asdict(manifest)).encode()))
    return manifest


def verify(backup: Path, password: str = "") -> Manifest:
    """Put it back into a place that is thrown away, and count. Raises BadBackup."""
    with tempfile.TemporaryDirectory(dir=backup.parent, prefix="kaohe-verify-") as folder:
        thrown_away = (new_key(),)
        keys = KeyRing(lambda: thrown_away)
        trial = Store(f"sqlite:///{folder}/kaohe.sqlite3", Path(folder) / "data", keys)
        try:
            return restore(trial, Path(folder) / "data", backup, password)
        finally:
            trial.close()


def restore(store: Store, data_dir: Path, backup: Path, password: str = "") -> Manifest:
    """Put everything back. Raises BadBackup, NotEmpty, Locked or WrongPassword: nothing is put."""
    if not store.is_bare():
        raise NotEmpty(NotEmpty.__doc__)
    with readable(backup, password) as clear:
        return _restore(store, data_dir, clear)


def _restore(store: Store, data_dir: Path, backup: BinaryIO) -> Manifest:
    with _opened(backup) as tar:
        # Files of this very backup are left over from a restore that was killed.
        ours = {member.name.rpartition("/")[2] for member in tar if member.isfile()}
    if not ours.issuperset(store.blobs.names()):
        raise NotEmpty(NotEmpty.__doc__)
    try:
        with _opened(backup) as tar:
            manifest = _manifest(tar)
            _check(_files(tar, store.blobs) == manifest.files)
            with store.made_from(manifest.revision) as connection:
                _put_back(connection, tar, manifest)
            _restore_key(tar, data_dir)
    except BaseException:
        store.blobs.clear()
        raise
    store.create()
    return manifest


def _put_back(connection: Connection, tar: tarfile.TarFile, manifest: Manifest) -> None:
    for table in _in_order(connection):
        rows.put_back(connection, table, _lines(tar, table.name))
    for table in rows.tables():
        expected = manifest.rows.get(table.name)
        _check(expected is None or rows.number_of(connection, table) == expected)


def _check(holds: bool) -> None:
    if not holds:
        raise BadBackup(BadBackup.__doc__)


def _in_order(connection: Connection) -> Iterator[Table]:
    """Tables of this schema; what a migration put into one is in the backup too, and comes last."""
    known = set(inspect(connection).get_table_names())
    ours = [table for table in rows.tables() if table.name in known]
    filled = [table for table in ours if rows.number_of(connection, table)]
    yield from (table for table in ours if table not in filled)
    for table in filled:
        connection.execute(table.delete())
        yield table


@contextmanager
def _opened(backup: BinaryIO) -> Iterator[tarfile.TarFile]:
    backup.seek(0)
    try:
        with tarfile.open(fileobj=backup, mode="r:") as tar:
            yield tar
    except BadBackup:
        raise
    except CommandError as unknown:  # no such migration
        raise TooNew(TooNew.__doc__) from unknown
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, ValueError, KeyError) as wrong:
        raise BadBackup(BadBackup.__doc__) from wrong


def _manifest(tar: tarfile.TarFile) -> Manifest:
    said = json.loads(_member(tar, _MANIFEST).read())
    _check(said.get("format") == _FORMAT)
    return Manifest(**said)


def _files(tar: tarfile.TarFile, blobs: Blobs) -> int:
    """Each under the hash of what is really in it."""
    count = 0
    for member in tar:
        folder, _, name = member.name.partition("/")
        if folder != "blobs" or not member.isfile():
            continue
        content = tar.extractfile(member)
        _check(content is not None and blobs.put(_pieces(content)).sha256 == name)
        count += 1
    return count


def _lines(tar: tarfile.TarFile, table: str) -> Iterator[str]:
    if _table_name(table) not in tar.getnames():
        return  # younger than the backup
    with gzip.open(_member(tar, _table_name(table)), "rt", encoding="utf-8") as lines:
        yield from lines


def _restore_key(tar: tarfile.TarFile, data_dir: Path) -> None:
    if _KEY in tar.getnames():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)  # no file was stored there yet
        handle = os.open(data_dir / _KEY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_member(tar, _KEY).read())


def _member(tar: tarfile.TarFile, name: str) -> Any:
    found = tar.extractfile(name)
    if found is None:
        raise BadBackup(BadBackup.__doc__)
    return found


def _pieces(content: Any) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _table_name(table: str) -> str:
    return f"tables/{table}.jsonl.gz"


def _add(tar: tarfile.TarFile, name: str, content: Any) -> None:
    content.seek(0, os.SEEK_END)
    size = content.tell()
    content.seek(0)
    _add_sized(tar, name, content, size)


def _add_sized(tar: tarfile.TarFile, name: str, content: Any, size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, content)
