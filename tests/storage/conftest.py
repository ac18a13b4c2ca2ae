"""A fresh database a test: a SQLite file, and a PostgreSQL database where a server can be had."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rules.plan import Plan
from rules.roster import ImportResult, ImportRows
from storage import Store
from tests.kit.databases import (
    Databases,
    OpenStore,
    PostgresDatabases,
    import_rows,
    migrated_for_real,
)
from tests.kit.roster import COUNTY


@pytest.fixture(autouse=True)
def _migrations() -> Iterator[None]:
    """What is tested here may be the migrations."""
    with migrated_for_real():
        yield


@pytest.fixture
def now() -> datetime:
    return datetime(2019, 12, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def bare_url(databases: Databases) -> Iterator[str]:
    """A database without any table, for tests of the migrations themselves."""
    url = databases.bare()
    yield url
    if isinstance(databases, PostgresDatabases):
        databases.drop(url)


@pytest.fixture
def open_store(database_url: str, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens the same store again and again, as a restart or a second process does."""
    yield from opening(database_url, tmp_path / "data")


@pytest.fixture
def open_bare(bare_url: str, tmp_path: Path) -> Iterator[OpenStore]:
    """The same, on a database that the first opening has to migrate."""
    yield from opening(bare_url, tmp_path / "data")


def opening(url: str, data: Path) -> Iterator[OpenStore]:
    opened: list[Store] = []

    def open_again() -> Store:
        store = Store(url, data)
        store.create()
        opened.append(store)
        return store

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


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
        import_rows(records, COUNTY)
    return store
