"""A small county whose members write to us, and a talk on an empty roster."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.batch import answers_on, moment
from bot.demo.county import rows
from language.reader import Reader
from rules.plan import Plan
from tests.kit.databases import sqlite_store
from tests.kit.roster import COUNTY
from tests.kit.talks import County, Talk


@pytest.fixture(scope="session")
def talk(plan: Plan, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """What is answered to one message after the other, on an empty roster."""
    folder = tmp_path_factory.mktemp("talk")
    store = sqlite_store(folder / "empty.db", folder)

    def talk_it(*said: str) -> list[dict[str, Any]]:
        item = json.dumps({"id": "talk", "turns": [{"say": one} for one in said]})
        return list(answers_on(store, [item], plan, moment(), reader))

    yield talk_it
    store.close()


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = sqlite_store(tmp_path / "county.db", tmp_path, COUNTY)
    yield County(plan, reader, store)
    store.close()


@pytest.fixture
def demo(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    """The demonstration's county, where two people are called 王磊."""
    store = sqlite_store(tmp_path / "demo.db", tmp_path, rows())
    yield County(plan, reader, store)
    store.close()
