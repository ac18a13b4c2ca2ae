"""A small county whose members write to us, and a talk on an empty roster."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.batch import answers, moment
from language.reader import Reader
from rules.plan import Plan
from tests.kit.databases import sqlite_store
from tests.kit.roster import COUNTY
from tests.kit.talks import County, Talk


@pytest.fixture(scope="session")
def talk(plan: Plan, reader: Reader) -> Talk:
    """What is answered to one message after the other, on an empty roster."""
    import json

    def talk_it(*said: str) -> list[dict[str, Any]]:
        item = json.dumps({"id": "talk", "turns": [{"say": one} for one in said]})
        return list(answers([item], plan, moment(), reader))

    return talk_it


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = sqlite_store(tmp_path / "county.db", tmp_path, COUNTY)
    yield County(plan, reader, store)
    store.close()
