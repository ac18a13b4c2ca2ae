"""Two processes that share one database, SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage import Store
from tests.kit.databases import import_rows, migrated_for_real
from tests.kit.web.county import ROWS


@pytest.fixture(autouse=True)
def _migrations() -> Iterator[None]:
    """What is tested here may be the migrations."""
    with migrated_for_real():
        yield


@pytest.fixture
def now() -> datetime:
    return datetime(2019, 12, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def open_store(database_url: str, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the same database again and again, each time as another process does."""
    opened: list[Store] = []

    def open_again() -> Store:
        store = Store(database_url, tmp_path / "data")
        store.blobs.create()
        opened.append(store)
        return store

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def processes(open_store: Callable[[], Store]) -> list[Store]:
    """Two stores on a database with the small county of the web's tests."""
    stores = [open_store(), open_store()]
    with stores[0].transaction() as records:
        import_rows(records, ROWS)
    return stores
