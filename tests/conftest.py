"""What every test may ask for."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import expect

from forms.kit.safe import child
from language.reader import Reader
from rules.plan import Plan
from storage import engine
from tests.kit import plans
from tests.kit.databases import (
    Databases,
    PostgresDatabases,
    SqliteDatabases,
    postgres_server,
    ready_databases,
    sharing_engine,
)
from tests.kit.forms.nursery import Nursery
from tests.kit.register import Registers
from tests.kit.waiting import ON_A_PAGE
from tests.kit.web.asking import in_one_loop

# Two cores shared by browsers and databases: a slow example says nothing about the code.
hypothesis.settings.register_profile("kaohe", deadline=None)
hypothesis.settings.load_profile("kaohe")

# Files of tests lie in memory where there is room: no disk, and no file system, to wait for.
_MEMORY = Path("/dev/shm")
_INTERPRETER = child._interpreter
_ROOMY = 2 * 1024**3


def pytest_configure() -> None:
    """Before any folder is made; processes started by tests, databases and browsers follow."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOMY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
        tempfile.tempdir = os.environ.setdefault("TMPDIR", str(_MEMORY))
    expect.set_options(timeout=ON_A_PAGE * 1000)
    gc.disable()  # what is collected stays to the end; see below


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules are not looked through again for what nobody needs."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    # What takes longest begins first, so that no worker is left with it at the end.
    items.sort(key=_late)


def _late(item: pytest.Item) -> int:
    slow = item.get_closest_marker("slow")
    if slow is None:
        return 2
    return 0 if slow.kwargs.get("longest") else 1


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    """Files are parsed in children forked from one; `interpreters` has them as they are started."""
    nursery, patch = Nursery(), pytest.MonkeyPatch()
    patch.setattr(child, "_interpreter", nursery.child)
    yield
    patch.undo()
    nursery.close()


@pytest.fixture(scope="session", autouse=True)
def _engines() -> Iterator[None]:
    """Statements are compiled once a process, and migrations run."""
    with pytest.MonkeyPatch.context() as patch, ready_databases():
        patch.setattr(engine, "create_engine", sharing_engine)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages() -> Iterator[None]:
    """Pages are asked for in one event loop, in one crossing to it and back."""
    with in_one_loop():
        yield


@pytest.fixture
def interpreters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are parsed as the service does it, by an interpreter for each."""
    monkeypatch.setattr(child, "_interpreter", _INTERPRETER)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan of 2019."""
    return plans.PLAN


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Who reads messages under the plan of 2019."""
    return plans.reader()


@pytest.fixture(scope="session")
def registers(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Registers:
    """What plans come to in all their cases, which is kept from run to run."""
    cache = getattr(pytestconfig, "cache", None)  # there is none with -p no:cacheprovider
    return Registers(cache.mkdir("register") if cache else tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresDatabases]:
    with postgres_server() as address:
        databases = PostgresDatabases(address)
        yield databases
        databases.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Each test runs on both kinds."""
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path)
    server: PostgresDatabases = request.getfixturevalue("postgres")
    return server


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A database at the newest schema."""
    url = databases.migrated()
    yield url
    if isinstance(databases, PostgresDatabases):
        databases.drop(url)


def _chromium() -> str | None:
    named = os.environ.get("KAOHE_CHROMIUM")
    if named is not None:  # empty: `make browser` found none that works
        return named or None
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = _chromium()
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: say `make browser`, or name one in KAOHE_CHROMIUM")
        pytest.skip("no Chromium on this machine: `make browser` finds or installs one")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",  # needed where tests run as root
            "--disable-gpu",
            # The browser's own calls home, which a closed network would let hang:
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
