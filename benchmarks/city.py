"""A city of 100,000 people: its workbook imported, due notices found twice, the board's first page.

Each in a process of its own, as on a server; prints seconds on the wall and of the processor, and
the most memory. `python -m benchmarks.city 10000` for a small part.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from benchmarks.callback_county import county
from benchmarks.pages import browser
from handlers.submissions.county import county_overview
from rules.loading import load_plan
from rules.roster import COLUMNS, GROUPS, MEMBERS, PEOPLE, UNITS, ImportRows
from scheduler import tick
from storage import Store

T = TypeVar("T")
PLAN: Final = Path(__file__).parent.parent / "plans" / "2019"
NOW: Final = datetime(2020, 1, 7, 9, 58, tzinfo=ZoneInfo("Asia/Shanghai"))
DEADLINE: Final = date(2020, 1, 10)
LIMITS: Final = {"import": 60.0, "notices": 30.0, "again": 5.0, "board": 0.3}


def write(rows: ImportRows, path: Path) -> None:
    """The workbook as a clerk of the city would bring it."""
    book = Workbook(write_only=True)
    facts = load_plan(PLAN).facts
    told = [facts[id].label for id in rows.people[0].facts]
    sheets: dict[str, list[tuple[object, ...]]] = {
        GROUPS: [(row.name,) for row in rows.groups],
        UNITS: [(row.name, row.kind, "", row.group, "") for row in rows.units],
        PEOPLE: [(row.name, row.unit, row.post, *row.facts.values()) for row in rows.people],
        MEMBERS: [(row.userid, row.name, row.role, row.unit, "") for row in rows.members],
    }
    for name, listed in sheets.items():
        sheet = book.create_sheet(name)
        head = [*COLUMNS[name].values()]
        sheet.append([*head, *told] if name == PEOPLE else head)
        for line in listed:
            sheet.append(line)
    book.save(path)


def imported(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "import", str(folder / "city.xlsx")]
    subprocess.run(command, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)


def notices(store: Store) -> None:
    plan = load_plan(PLAN)
    with store.transaction() as records:
        for deadline in plan.deadlines:
            records.dates.set(plan.id, deadline, DEADLINE, by="boss", at=NOW.replace(day=2))
    found = _timed("notices", lambda: tick(store, plan, NOW, "http://city.test"))
    again = _timed("again", lambda: tick(store, plan, NOW, "http://city.test"))
    with store.reading() as records:
        overview = county_overview(plan, records)
        print(f"  {overview.count.owed} papers owed, {len(found)} digests, then {len(again)}")


def board(store: Store, folder: Path) -> None:
    client = browser(load_plan(PLAN), store, folder, NOW)
    client.get("/board")
    _timed("board", lambda: client.get("/board").raise_for_status())


def _timed(what: str, work: Callable[[], T]) -> T:
    began, cpu = time.perf_counter(), time.process_time()
    result = work()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    _tell(what, took, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return result


def _tell(what: str, took: float, used: float, most: int) -> None:
    verdict = "ok" if took <= LIMITS[what] else "TOO SLOW"
    print(
        f"{what:<8}{took:8.2f} s, processor {used:8.2f} s, most memory {most // 1024} MB; "
        f"limit {LIMITS[what]:g} s: {verdict}",
        flush=True,
    )


def _environment(folder: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder}/city.db", "DATA_DIR": str(folder / "data")}
    return dict(os.environ) | {f"KAOHE_{name}": value for name, value in own.items()}


def _measure_import(folder: Path) -> None:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    imported(folder)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    _tell("import", took, used, after.ru_maxrss)


def main(people: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kaohe-city-") as name:
        folder = Path(name)
        rows = county(people)
        write(rows, folder / "city.xlsx")
        size = (folder / "city.xlsx").stat().st_size
        print(f"{people} people, {len(rows.units)} units, workbook {size / 1e6:.1f} MB; {_load()}")
        _measure_import(folder)
        for part in ("notices", "board"):
            command = [sys.executable, "-m", "benchmarks.city", part, name]
            subprocess.run(command, check=True)


def _load() -> str:
    return f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}"


def _part(part: str, folder: Path) -> None:
    store = Store(f"sqlite:///{folder}/city.db", folder / "data")
    store.create()
    notices(store) if part == "notices" else board(store, folder)
    store.close()


if __name__ == "__main__":
    if sys.argv[1:2] in (["notices"], ["board"]):
        _part(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
