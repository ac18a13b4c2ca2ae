"""How long the board's pages take in a county of 1,000 units × 40 people; prints each page."""

import os
import platform
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from fastapi.testclient import TestClient

from benchmarks.notices import PEOPLE, UNITS, county
from benchmarks.pages import browser
from handlers.submissions.county import refresh
from handlers.submissions.owed import county_papers
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store

LIMIT_SECONDS = 0.2
EVERY = 10  # one paper in so many was handed in
ROUNDS = 9
NOW = datetime(2020, 1, 7, 9, 58, tzinfo=ZoneInfo("Asia/Shanghai"))
PAGES = (
    ("first page", "/board"),
    ("last page", "/board?page=10"),
    ("filtered", "/board?state=missing&kind=township&paper=registration"),
    ("one unit", "/board/unit/500"),
    ("timeline", "/board/timeline.svg"),
    ("audit trail", "/audit"),
)


def main(url: str) -> bool:
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(url or f"sqlite:///{folder}/county.db", Path(folder))
        store.create()
        try:
            owed, given = _fill(plan, store)
            refresh(store, plan)
            print(f"{platform.machine()}，{os.cpu_count()}核，Python {platform.python_version()}")
            print(f"{UNITS} units × {PEOPLE} people, {owed} papers owed, {given} handed in")
            return _measure(browser(plan, store, Path(folder), NOW))
        finally:
            store.close()


def _fill(plan: Plan, store: Store) -> tuple[int, int]:
    with store.transaction() as records:
        result = records.roster.import_rows(county(UNITS), plan.facts)
        assert not result.problems, [str(problem) for problem in result.problems[:5]]
    with store.reading() as records:
        owed = [(p.unit.id, item) for p in county_papers(plan, records) for item in p.items]
    blob = store.blobs.put([b"a paper"])
    given = owed[::EVERY]
    with store.transaction() as records:
        for number, (unit, item) in enumerate(given):
            person = item.person.id if item.person else None
            at = NOW - timedelta(days=number % 17)
            records.handins.add(
                unit, item.paper.id, person, blob, "f", "x", "boss", at, plan_id=plan.id
            )
    return len(owed), len(given)


def _measure(client: TestClient) -> bool:
    took: dict[str, float] = {}
    for name, path in PAGES:
        times, work = [], []
        for _ in range(ROUNDS):
            began, worked = time.perf_counter(), time.process_time()
            answer = client.get(path)
            times.append(time.perf_counter() - began)
            work.append(time.process_time() - worked)
            assert answer.status_code == 200, (path, answer.status_code)
        took[name] = statistics.median(times)
        worst = max(times)
        print(
            f"{name}: median {took[name] * 1000:.0f} ms, worst of {ROUNDS} {worst * 1000:.0f} ms, "
            f"processor {statistics.median(work) * 1000:.0f} ms, "
            f"{len(answer.content) // 1024} KB"
        )
    ok = took["first page"] <= LIMIT_SECONDS
    print(f"limit of the first page {LIMIT_SECONDS * 1000:.0f} ms: {'ok' if ok else 'TOO SLOW'}")
    return ok


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1] if len(sys.argv) > 1 else "") else 1)
