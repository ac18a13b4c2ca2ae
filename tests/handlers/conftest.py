"""A small county whose members write to us, and a talk on an empty roster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.batch import answers, moment
from handlers.dialogue.conversation import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Reply
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store
from tests.storage.county import COUNTY

Talk = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[2] / "plans" / "2019")


@pytest.fixture(scope="session")
def reader(plan: Plan) -> Reader:
    return Reader(plan)


@pytest.fixture(scope="session")
def talk(plan: Plan, reader: Reader) -> Talk:
    """What is answered to one message after the other, on an empty roster."""
    import json

    def talk_it(*said: str) -> list[dict[str, Any]]:
        item = json.dumps({"id": "talk", "turns": [{"say": one} for one in said]})
        return list(answers([item], plan, moment(), reader))

    return talk_it


@dataclass
class County:
    plan: Plan
    reader: Reader
    store: Store
    now: datetime = field(default_factory=lambda: moment("2019-12-25T09:00"))

    def say(self, userid: str, text: str, **more: Any) -> Reply:
        return self._respond(userid, text=text, **more)

    def press(self, userid: str, key: str) -> Reply:
        return self._respond(userid, choice=Choice(key, "task"))

    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def _respond(self, userid: str, **more: Any) -> Reply:
        message = IncomingMessage(uuid4().hex, userid, "test", self.now, **more)
        return respond(message, self.store, self.plan, self.reader, public_url="https://x")


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = Store(f"sqlite:///{tmp_path}/county.db", tmp_path)
    store.create()
    with store.transaction() as records:
        assert records.roster.import_rows(COUNTY, plan.facts).problems == ()
    yield County(plan, reader, store)
    store.close()
