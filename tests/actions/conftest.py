"""A small county whose members can write to us."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from handlers.dialogue.conversation import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Option, Reply
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store
from storage.views import HandIn, HandInStatus, Part
from tests.scheduler.conftest import at, open_store
from tests.storage.county import COUNTY


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[2] / "plans" / "2019")


@pytest.fixture(scope="session")
def reader(plan: Plan) -> Reader:
    return Reader(plan)


@dataclass
class County:
    plan: Plan
    reader: Reader
    store: Store
    now: datetime = field(default_factory=lambda: at("2019-12-26 10:00"))
    offered: tuple[Option, ...] = ()

    def say(self, userid: str, text: str, **more: Any) -> Reply:
        """What the member is answered, through the whole conversation."""
        return self._respond(userid, text=text, **more)

    def press(self, userid: str, label: str) -> Reply:
        """Press the button with this label on the newest card."""
        key = next(option.key for option in self.offered if option.label == label)
        return self._respond(userid, choice=Choice(key, "task"))

    def hand_in(
        self,
        unit: str,
        paper: str,
        person: str | None = None,
        *,
        by: str = "ClerkCG",
        status: HandInStatus = HandInStatus.RECEIVED,
        summary: dict[str, Any] | None = None,
        part: Part = Part.DATA,
    ) -> HandIn:
        blob = self.store.blobs.put([b"file"])
        with self.store.transaction() as records:
            [found] = records.roster.unit_named(unit)
            person_id = records.roster.people_named(person)[0].id if person else None
            return records.handins.add(
                found.id, paper, person_id, blob, "f", "x", by, self.now,
                plan_id="2019", status=status, summary=summary, part=part,
            )  # fmt: skip

    def pass_on(self, handin: HandIn) -> None:
        with self.store.transaction() as records:
            records.handins.pass_on(handin.id, "Boss", self.now)

    def _respond(self, userid: str, **more: Any) -> Reply:
        message = IncomingMessage(uuid4().hex, userid, "test", self.now, **more)
        reply = respond(message, self.store, self.plan, self.reader, public_url="https://x")
        self.offered = reply.options or self.offered
        return reply


@pytest.fixture
def empty(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    """Nobody is on the roster yet."""
    store = open_store(tmp_path)
    yield County(plan, reader, store)
    store.close()


@pytest.fixture
def county(empty: County) -> County:
    with empty.store.transaction() as records:
        assert records.roster.import_rows(COUNTY, empty.plan.facts).problems == ()
    return empty
