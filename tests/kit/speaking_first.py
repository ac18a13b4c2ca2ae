"""The bot as far as it speaks first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import StoppedClock
from bot.deliver import Arrived, Sender
from rules.plan import Plan
from rules.roster import ImportRows
from scheduler import Verdict, note_sent, recheck, tick
from storage import Records, Store
from storage.views import Delivery, HandInStatus
from tests.kit.databases import sqlite_store

SHANGHAI = ZoneInfo("Asia/Shanghai")


URL = "https://kaohe.example"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@dataclass
class Recorder:
    """A channel that writes down. `refusing`: userids WeCom says it cannot deliver to."""

    got: list[tuple[str, str]] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)
    payloads: list[Mapping[str, Any]] = field(default_factory=list)

    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived:
        if delivery.to in self.refusing:
            return Arrived("m", {delivery.to: "没有许可"})
        said = str(payload.get("plain") or payload.get("text") or payload["kind"])
        self.got.append((delivery.to, said))
        self.payloads.append(payload)
        code = f"code-{delivery.id}" if payload["kind"] == "card" else ""
        return Arrived(f"msg-{delivery.id}", response_code=code)

    def failure(self, error: Exception) -> None:
        return None


@dataclass
class Bot:
    """The bot as far as it speaks first: it ticks and sends; `restart` is a new process."""

    path: Path
    plan: Plan
    store: Store
    channel: Recorder = field(default_factory=Recorder)

    def restart(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    def confirm(self, deadline: str, day: date, now: str = "2019-12-25 10:00") -> None:
        with self.store.transaction() as records:
            records.dates.set("2019", deadline, day, by="Boss", at=at(now))

    def queue(self, now: str) -> None:
        tick(self.store, self.plan, at(now), URL)

    def send(self, now: str) -> list[tuple[str, str]]:
        """Deliver what waits in the outbox; who got what."""
        self.channel.got.clear()
        moment = at(now)

        def second_look(payload: Mapping[str, Any], records: Records) -> Verdict:
            return recheck(payload, records, self.plan, moment)

        def note(delivery: Delivery, payload: Any, arrived: Arrived, records: Records) -> None:
            msgid, code = arrived.msgid, arrived.response_code
            note_sent(delivery, payload, msgid, code, records, self.plan, moment)

        clock = StoppedClock(moment)
        Sender(self.store, self.channel, clock, second_look, note).drain()
        return list(self.channel.got)

    def tick(self, now: str) -> list[tuple[str, str]]:
        self.queue(now)
        return self.send(now)

    def hand_in(self, unit: str, paper: str, person: str | None = None) -> int:
        with self.store.transaction() as records:
            [found] = records.roster.unit_named(unit)
            person_id = records.roster.people_named(person)[0].id if person else None
            blob = self.store.blobs.put([b"file"])
            made = records.handins.add(
                found.id, paper, person_id, blob, "f", "x", "ClerkCG", at("2019-12-26 10:00"),
                plan_id="2019", status=HandInStatus.RECEIVED,
            )  # fmt: skip
        return made.id

    def hand_in_everything(self, unit: str) -> None:
        from handlers.submissions.owed import unit_papers

        with self.store.transaction() as records:
            [found] = records.roster.unit_named(unit)
            gaps = unit_papers(self.plan, records, found.id).gaps
        for gap in gaps:
            self.hand_in(unit, gap.paper.id, gap.person.name if gap.person else None)


def open_store(path: Path, rows: ImportRows | None = None) -> Store:
    """Open the store in a folder; a new one, on request with a roster."""
    return sqlite_store(path / "kaohe.sqlite3", path / "data", rows)
