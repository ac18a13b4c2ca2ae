"""A season replayed: 20 December 2019 to 20 January 2020 in the demonstration's county.

    python -m benchmarks.season [--processes 2] [--kills 20] [--seed 1] [--database URL]

Real processes, a real database and the simulated WeCom over HTTP. Prints every message and the
counts, and ends with 1 where a promise was broken.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import chinese_calendar

from benchmarks import season_worker
from benchmarks.season_checks import faults, told
from benchmarks.season_plan import Season, deliver, reorganise, settle
from benchmarks.season_seen import Outcome
from bot.clock import SHANGHAI
from bot.demo.county import contacts, rows
from handlers.submissions.owed import county_papers
from rules.plan import Plan
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import Seen, SimulatorDriver
from simulator.serving import running
from storage import Records, Store
from tests.kit.plans import PLAN

FIRST, LAST = date(2019, 12, 20), date(2020, 1, 20)
# The steps of the notice's plan, written out once more: what is checked must not check itself.
STEPS = (-7, -3, -1, 0, 1, 2, 3)
_LONGEST = 60.0  # seconds a process may take for one moment


class Processes:
    """The workers, each told the time down a pipe of its own; killed and started anew."""

    def __init__(self, number: int, database_url: str, wecom: str, folder: Path) -> None:
        self._given = (database_url, wecom, str(folder))
        # Forked from a process of their own that has loaded the program and its plan and knows
        # its statements: each remembers as little as one started from the shell, only sooner.
        self._making = multiprocessing.get_context("forkserver")
        self._making.set_forkserver_preload(["benchmarks.season_worker", "tests.kit.cut.warm"])
        self._all = [self._start() for _ in range(number)]
        self._now = ""

    def begin(self, now: datetime) -> None:
        """It is now."""
        self._now = now.isoformat()
        for _, line in self._all:
            line.send(self._now)

    def finish(self) -> None:
        """Wait until every process has done what is due."""
        for number, (_, line) in enumerate(self._all):
            if not line.poll(_LONGEST):
                raise RuntimeError(f"process {number} does not come to an end")
            try:
                line.recv()
            except EOFError:
                raise RuntimeError(f"process {number} died by itself") from None

    def kill(self, number: int) -> None:
        """SIGKILL, and a new one in its place, which is told the time too."""
        process, line = self._all[number]
        process.kill()
        process.join()
        line.close()
        self._all[number] = self._start()
        self._all[number][1].send(self._now)

    def stop(self) -> None:
        """Let all of them end."""
        for process, line in self._all:
            line.close()
            process.join(_LONGEST)

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = multiprocessing.Pipe()
        process = self._making.Process(target=season_worker.main, args=(*self._given, theirs))
        process.start()
        theirs.close()
        return process, ours


def replay(
    folder: Path, *, processes: int = 1, kills: int = 0, seed: int = 1, database_url: str = ""
) -> Outcome:
    """Replay the season; `kills` are spread over moments at which something is due."""
    began = time.perf_counter()
    plan, url = PLAN, database_url or f"sqlite:///{folder}/season.sqlite3"
    store = Store(url, folder)
    store.create()
    with store.transaction() as records:
        assert not records.roster.import_rows(rows(), plan.facts).problems
    people = Contacts.parse(contacts())
    config = SimulatorConfig(people, callback_url="http://127.0.0.1:9/", start_at=_at(FIRST, 8, 0))
    with running(config) as wecom:
        driver = SimulatorDriver(wecom)
        workers = Processes(processes, url, wecom, folder)
        try:
            outcome = _season(plan, store, driver, workers, Random(seed), kills, processes)
        finally:
            workers.stop()
        outcome.messages = _seen(driver)
    with store.reading() as records:
        _note_ledger(plan, records, outcome)
    store.close()
    outcome.seconds = time.perf_counter() - began
    return outcome


def _season(
    plan: Plan, store: Store, driver: SimulatorDriver, workers: Processes,
    chance: Random, kills: int, processes: int,
) -> Outcome:  # fmt: skip
    outcome, season = Outcome(), Season.of(plan, store, chance)
    moments = [moment for day in _days() for moment in _moments(day)]
    reached = {str(each["userid"]).casefold() for each in driver.people() if each["visible"]}
    doomed = set(chance.sample([each for each in moments if each.hour == 9], kills))
    for now in moments:
        driver.jump(now)
        workers.begin(now)
        if now in doomed:
            time.sleep(chance.random() * 0.05)
            workers.kill(chance.randrange(processes))
            outcome.killed += 1
        workers.finish()
        if (now.hour, now.minute) == (8, 50):
            outcome.expected |= _ought(plan, store, now.date(), reached)
        if (now.hour, now.minute) == (14, 0):
            settle(season, store, now)
            reorganise(store, now)
            deliver(season, store, now)
            outcome.settled |= _settled(plan, store, now.date())
    return outcome


def _ought(plan: Plan, store: Store, day: date, reached: set[str]) -> set[tuple[date, str]]:
    """Units that owe something, that morning, under a deadline with a step on this day."""
    with store.reading() as records:
        due = {
            id
            for id, ruling in records.dates.effective(plan.id).items()
            if ruling.effective and day in _step_days(ruling.effective)
        }
        clerks = records.members.clerks()
        return {
            (day, papers.unit.name)
            for papers in county_papers(plan, records)
            if any(clerk.userid in reached for clerk in clerks.get(papers.unit.id, ()))
            and any(gap.deadline_id in due for gap in papers.gaps)
        }


def _settled(plan: Plan, store: Store, day: date) -> set[tuple[date, str]]:
    with store.reading() as records:
        return {(day, each.unit.name) for each in county_papers(plan, records) if not each.gaps}


def _step_days(deadline: date) -> set[date]:
    days = [deadline + timedelta(days=n) for n in range(-30, 31)]
    working = [day for day in days if chinese_calendar.is_workday(day)]
    up_to = [day for day in working if day <= deadline]
    after = [day for day in working if day > deadline]
    return {up_to[step - 1] if step <= 0 else after[step - 1] for step in STEPS}


def _days() -> Iterator[date]:
    for number in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=number)


def _moments(day: date) -> Iterator[datetime]:
    yield _at(day, 8, 50)
    for minute in range(0, 60, 6) if chinese_calendar.is_workday(day) else (31,):
        yield _at(day, 9, minute)
    for hour, minute in ((10, 1), (14, 0), (14, 3), (17, 31), (22, 0)):
        yield _at(day, hour, minute)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def _seen(driver: SimulatorDriver) -> list[Seen]:
    userids = [str(each["userid"]) for each in driver.people()]
    found = [
        each for userid in userids for each in driver.messages(userid) if each.direction == "out"
    ]
    return sorted(found, key=lambda each: (each.at, each.id))


def _note_ledger(plan: Plan, records: Records, outcome: Outcome) -> None:
    said = records.speaking.said(plan.id)
    units = {unit.id: unit.name for unit in records.roster.units()}
    outcome.ledger = Counter(each.userid for each in said)
    outcome.told_in_ledger = Counter(units.get(each.unit_id or 0, "") for each in said)
    outcome.ceiling = plan.reminders.ceiling.messages


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kaohe-season-") as folder:
        outcome = replay(
            Path(folder), processes=given.processes, kills=given.kills, seed=given.seed,
            database_url=given.database,
        )  # fmt: skip
    print(told(outcome))
    broken = faults(outcome)
    print("\n".join(broken) or "every promise kept")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
