"""Packs blanks for a unit of 200, its papers and a county's summary; prints time and memory."""

import os
import platform
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from handlers.submissions.owed import unit_papers
from handlers.submissions.packets import summary, write_blanks, write_unit
from rules.loading import load_plan
from rules.plan import Plan
from rules.roster import ImportRows, PersonRow, UnitRow
from storage import Records, Store
from storage.precedents import SHANGHAI
from storage.views import HandInStatus

PEOPLE: Final = 200
UNITS: Final = 100
SCAN_BYTES: Final = 512 * 1024
LIMIT_SECONDS: Final = 20.0
_FACTS: Final = {"position": "班子成员（副职）"}
_AT: Final = datetime(2019, 12, 26, 10, tzinfo=SHANGHAI)


def county() -> ImportRows:
    """One unit of 200 people and 99 of ten each."""
    units = [UnitRow(0, f"第{number}镇", "乡镇") for number in range(UNITS)]
    sizes = [PEOPLE, *[10] * (UNITS - 1)]
    people = [
        PersonRow(
            0,
            f"干部{unit:03}{number:03}",
            units[unit].name,
            "副镇长",
            {"position": "班子成员（副职）"},
        )
        for unit, size in enumerate(sizes)
        for number in range(size)
    ]
    return ImportRows(units=tuple(units), people=tuple(people))


def hand_in_scans(store: Store, plan: Plan, records: Records, unit_id: int) -> None:
    """A scan for everything the unit owes."""
    for item in unit_papers(plan, records, unit_id).items:
        body = os.urandom(SCAN_BYTES)
        person = item.person.id if item.person else None
        records.handins.add(
            unit_id, item.paper.id, person, store.blobs.put([body]), "扫描.pdf",
            "application/pdf", "clerk", _AT, status=HandInStatus.RECEIVED, plan_id=plan.id,
        )  # fmt: skip


def timed(run: Callable[[], object], name: str) -> float:
    """Seconds without, then the most memory with the tracing that slows it."""
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    run()
    megabytes = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    tracemalloc.stop()
    print(f"{name:<44} {seconds:6.2f} s   at most {megabytes:5.1f} MB held")
    return seconds


def main() -> None:
    plan = load_plan(Path("plans/2019"))
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/x.sqlite3", Path(folder, "data"))
        store.create()
        with store.transaction() as records:
            result = records.roster.import_rows(county(), plan.facts)
            if result.problems:
                sys.exit(str(result.problems[0]))
            unit = records.roster.units()[0]
            hand_in_scans(store, plan, records, unit.id)
        with store.reading() as records:
            form, path = plan.papers["registration"], Path(folder, "packet.zip")
            seconds = timed(
                lambda: write_blanks(plan, records, unit, form, _AT, path),
                f"{PEOPLE} blanks of {form.form}, zipped",
            )
            papers = unit_papers(plan, records, unit.id)
            timed(
                lambda: write_unit(plan, records, store.blobs, papers, _AT, path),
                f"a packet of {len(papers.items)} papers of 512 KB",
            )
            print(f"  the packet: {path.stat().st_size / 1024 / 1024:.0f} MB")
            timed(lambda: summary(plan, records), f"the summary of {UNITS} units")
        store.close()
    if seconds > LIMIT_SECONDS:
        sys.exit(f"more than {LIMIT_SECONDS:.0f} s for {PEOPLE} blanks")


if __name__ == "__main__":
    main()
