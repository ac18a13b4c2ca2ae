"""How we talk to SQLite and PostgreSQL: connections, transactions, inserts done once."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar

import stamina
from sqlalchemy import Connection, Engine, create_engine, event, inspect, literal_column, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlmodel import Session, SQLModel

from storage.made import Made

# How long a writer waits for another before it gives up, in milliseconds.
BUSY_MS = 20_000
# SQLite takes 32,766 values in one statement, and our widest row has eleven.
_CHUNK = 1000
T = TypeVar("T")
READING = "kaohe_reading"  # the execution option of a connection that only reads


def open_engine(database_url: str) -> Engine:
    """`sqlite:///path`, `sqlite://` (in memory, for one thread) or `postgresql://…`."""
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        # Plain postgresql:// means psycopg2 to SQLAlchemy; we ship psycopg 3.
        url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, json_serializer=_json, pool_pre_ping=True)
    in_memory = url.database in {None, "", ":memory:"}
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_timeout": 60}
    if not in_memory:
        _only_ours(Path(str(url.database)))
    engine = create_engine(
        url, json_serializer=_json, connect_args={"check_same_thread": False}, **options
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _only_ours(database: Path) -> None:
    """A file only the service's user can read; SQLite gives its log the same permissions."""
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A file of somebody else's is theirs to guard, a database that cannot be written says so.
    with contextlib.suppress(OSError):
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
        database.chmod(0o600)


def insert_once(session: Session, table: type[SQLModel], values: Mapping[str, object]) -> bool:
    """Insert a row unless its unique key is taken; tells whether it is new."""
    session.flush()  # what the row may refer to
    return _once(table, tuple(values)).first(session, **values) is not None


@cache  # building and compiling a statement takes ten times as long as running it
def _once(table: type[SQLModel], columns: tuple[str, ...]) -> Made:
    once = lambda insert: insert(table).on_conflict_do_nothing().returning(literal_column("1"))  # noqa: E731
    return Made(each_dialect(once), columns)


def insert_each_once(
    session: Session, table: type[SQLModel], key: str, rows: Sequence[Mapping[str, object]]
) -> set[str]:
    """Insert many rows, each unless its unique key is taken; the keys of those that are new."""
    new: set[str] = set()
    # In one order for all processes, so that no two wait for one another.
    ordered = sorted(rows, key=lambda row: str(row[key]))
    for start in range(0, len(ordered), _CHUNK):
        some = _inserting(session, table, ordered[start : start + _CHUNK])
        returning = some.returning(inspect(table).attrs[key].columns[0])
        new |= set(session.execute(returning).scalars())
    return new


def each_dialect(made: Callable[[Any], T]) -> Callable[[str], T]:
    """A statement as a dialect writes it, asked for by its name; given is its own `insert`."""
    return cache(lambda dialect: made(insert_of(dialect)))


def insert_of(dialect: str) -> Any:
    """The insert that knows ON CONFLICT. A dialect that nobody talks takes 3 MB."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


def put(session: Session, table: type[SQLModel], values: Mapping[str, object]) -> None:
    """Write a whole row, in the place of the one with its primary key if there is one.

    One statement: to look first and insert then is two, between which another may insert.
    """
    mapper = inspect(table)
    keys = [column.key for column in mapper.primary_key]
    session.flush()
    connection = session.connection()
    connection.execute(_over(table, connection.dialect.name), values)
    known = session.identity_map.get(
        mapper.identity_key_from_primary_key([values[key] for key in keys])
    )
    if known is not None:  # what was read of it before is out of date
        session.expire(known)


@cache
def _over(table: type[SQLModel], dialect: str) -> Any:
    inserting = insert_of(dialect)(table)
    columns = inspect(table).local_table.columns
    rest = {one.key: inserting.excluded[one.key] for one in columns if not one.primary_key}
    keys = [one.key for one in columns if one.primary_key]
    return inserting.on_conflict_do_update(index_elements=keys, set_=rest)


def alone(session: Session, name: str) -> None:
    """Go on once no other transaction holds this name, and hold it until the commit.

    What is decided on what was read must not be decided twice at once. On SQLite a transaction
    that writes is alone anyway, and one that only reads decides nothing.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql" and not is_reading(connection):
        held = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
        session.execute(held, {"name": name})


def is_reading(connection: Connection) -> bool:
    """Whether nothing written over this connection is kept."""
    return bool(connection.get_execution_options().get(READING))


def _inserting(
    session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, object]]
) -> Any:
    dialect = session.get_bind().dialect.name
    return insert_of(dialect)(table).values(list(rows)).on_conflict_do_nothing()


def _json(value: object) -> str:
    # Chinese stays readable to whoever opens the database.
    return _ENCODER.encode(value)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored as JSON")


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, default=_iso)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # sqlite3 would begin transactions by itself and too late; _begin_sqlite does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    # Switching needs the file alone and does not wait for it, whatever busy_timeout says.
    for attempt in stamina.retry_context(
        on=sqlite3.OperationalError, attempts=None, timeout=BUSY_MS / 1000, wait_initial=0.02
    ):
        with attempt:
            cursor.execute("PRAGMA journal_mode = WAL")
    # A message is acknowledged once committed, so a commit must survive a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote between;
    # taking the writer's lock at the start makes it wait its turn instead.
    connection.exec_driver_sql("BEGIN" if is_reading(connection) else "BEGIN IMMEDIATE")
