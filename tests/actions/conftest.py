"""A small county whose members can write to us."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from language.reader import Reader
from rules.plan import Plan
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import open_store


@pytest.fixture
def empty(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    """Nobody is on the roster yet."""
    store = open_store(tmp_path)
    yield County(plan, reader, store)
    store.close()


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = open_store(tmp_path, COUNTY)
    yield County(plan, reader, store)
    store.close()
