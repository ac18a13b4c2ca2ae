"""One flow cut off at one point, begun again, and compared with one that was not cut off."""

import multiprocessing
import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from storage import Store
from storage.tables import METADATA
from tests.kit.cut.flows import FLOWS, Scene
from tests.kit.cut.points import FAIL, KILL, Cut, watch
from tests.kit.databases import (
    Databases,
    PostgresDatabases,
    SqliteDatabases,
    import_rows,
)
from tests.kit.web.county import ROWS

START: Final = datetime(2020, 1, 3, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TROUBLE: Final = "没有办成"
# After each of them somebody tries again: WeCom, a member, the clock, whoever restarts us.
_LATER: Final = (timedelta(minutes=3), timedelta(minutes=20))
# What these hold is about the way and not about what came of it.
_WAYS: Final = frozenset({"token", "pulse", "channel_quiet", "talk", "turn", "duty", "day_total"})
_AT_MOST: Final = 120.0  # seconds; a lease on the token that nobody holds any more lasts 30
_TIME: Final = re.compile(r"\d{1,2}:\d\d")
PEOPLE: Final = {
    "users": [
        {"userid": userid, "name": name}
        for userid, name in (
            ("wangfang", "王芳"),
            ("lina", "李娜"),
            ("zhangwei", "张伟"),
            ("hujun", "胡军"),
            ("jiandu", "郑监督"),
            ("kaohezu", "冯组长"),
        )
    ]
}


def processes() -> Any:
    """Forked from one process that has loaded and done everything once, and has no thread."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.kit.cut.warm", "bot.demo.run"])
    return found


@dataclass(frozen=True)
class Outcome:
    """What everybody saw, and how many rows each table has."""

    seen: Counter[tuple[str, str]]
    rows: dict[str, int]
    died: bool = False
    points: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Somebody was told that it could not be done."""
        return any(TROUBLE in text for _, text in self.seen)


@dataclass
class Tally:
    """Cuts of one flow, and what went wrong, in words."""

    flow: str
    points: int = 0
    kills: int = 0
    failures: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Cutter:
    """Runs flows on one kind of database; each run has one of its own, and a WeCom of its own."""

    databases: Databases
    folder: Path
    _processes: Any = field(init=False)

    def __post_init__(self) -> None:
        self._processes = processes()

    def whole(self, flow: str, cut: Cut = Cut()) -> Outcome:  # noqa: B008 - frozen
        """The flow without a cut, begun again as often as the others are: what must come of it."""
        return self.cut(flow, replace(cut, at=-1))

    def before(self) -> dict[str, int]:
        """Rows before anything was done."""
        with in_scene(self.databases, self.folder) as (scene, _):
            return _rows(scene)

    def cut(self, flow: str, cut: Cut) -> Outcome:
        with in_scene(self.databases, self.folder) as (scene, driver):
            log = scene.folder / "points"
            ended = self._run(flow, scene, log, cut)
            for later in _LATER:
                driver.jump(START + later)
                self._run(flow, replace(scene, at=START + later), Path("/dev/null"), Cut())
            points = tuple(log.read_text().splitlines())
            return Outcome(_seen(driver), _rows(scene), ended == -signal.SIGKILL, points)

    def _run(self, flow: str, scene: Scene, log: Path, cut: Cut) -> int | None:
        process = self._processes.Process(target=play, args=(flow, scene, log, cut))
        process.start()
        process.join(_AT_MOST)
        assert process.exitcode is not None, f"{flow} hangs at {cut}"
        code: int = process.exitcode
        return code


@contextmanager
def in_scene(databases: Databases, folder: Path) -> Iterator[tuple[Scene, SimulatorDriver]]:
    """A database with the small county, a folder and a WeCom, gone when done with."""
    with TemporaryDirectory(dir=folder, prefix="cut-") as made:
        own = Path(made)
        if isinstance(databases, SqliteDatabases):
            databases = SqliteDatabases(own)
        url = databases.migrated()
        config = SimulatorConfig(Contacts.parse(PEOPLE), callback_url="", start_at=START)
        with running(config) as wecom:
            scene = Scene(url, own, wecom, START)
            _prepare(scene)
            yield scene, SimulatorDriver(wecom)
        if isinstance(databases, PostgresDatabases):
            databases.drop(url)


def play(flow: str, scene: Scene, log: Path, cut: Cut) -> None:
    """In the process that is cut off. What fails is told to somebody, who tries again."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    watch(log, cut)
    try:
        FLOWS[flow](scene)
    except Exception:
        if cut.how == KILL and cut.at < 0:
            raise


def _prepare(scene: Scene) -> None:
    with scene.store() as store, store.transaction() as records:
        import_rows(records, ROWS)
        records.dates.set("2019", "unit_to_group", date(2020, 1, 8), by="jiandu", at=START)


def _seen(driver: SimulatorDriver) -> Counter[tuple[str, str]]:
    users = [str(one["userid"]) for one in PEOPLE["users"]]
    # A deed done at the second try bears the time of the second try.
    return Counter(
        (userid, _TIME.sub("时刻", one.text or str(one.type)))
        for userid in users
        for one in driver.received(userid)
    )


def _rows(scene: Scene) -> dict[str, int]:
    with scene.store() as store:
        return rows_of(store)


def rows_of(store: Store) -> dict[str, int]:
    with store.snapshot() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
            if table.name not in _WAYS
        }


def told_apart(whole: Outcome, cut: Outcome, before: dict[str, int]) -> str:
    """What differs from the flow that was not cut off, empty where nothing does.

    Who was told that it could not be done may find it not done.
    """
    if cut.refused:
        deeds = {name: count for name, count in cut.rows.items() if name not in _TALK}
        undone = all(count in (before[name], whole.rows[name]) for name, count in deeds.items())
        return "" if undone else f"refused and half done: {_apart(whole.rows, cut.rows)}"
    if cut.seen != whole.seen:
        return f"lost {dict(whole.seen - cut.seen)}, doubled {dict(cut.seen - whole.seen)}"
    return _apart(whole.rows, cut.rows)


_TALK: Final = frozenset({"inbox", "outbox", "audit", "said", "told"})


def _apart(whole: dict[str, int], cut: dict[str, int]) -> str:
    apart = {name: (cut[name], count) for name, count in whole.items() if cut[name] != count}
    return f"rows {apart}" if apart else ""


def spread(points: int, most: int) -> list[int]:
    """So many of the points at most, evenly apart, none too near the ends."""
    if points <= most:
        return list(range(points))
    return sorted({int((number + 0.5) * points / most) for number in range(most)})


def tally(cutter: Cutter, flow: str, kills: int, failures: int) -> Tally:
    """A flow killed, and failed, at so many of its points."""
    whole, before = cutter.whole(flow), cutter.before()
    found = Tally(flow, len(whole.points))
    for how, most in ((KILL, kills), (FAIL, failures)):
        for at in spread(len(whole.points), most):
            cut = cutter.cut(flow, Cut(at, how))
            found.kills += cut.died
            found.failures += how == FAIL
            apart = told_apart(whole, cut, before)
            if how == KILL and not cut.died:
                apart = f"was not killed; {apart}"
            if apart:
                found.wrong.append(f"{flow}: {how} {whole.points[at]} ({at}): {apart}")
    return found
