"""Rules a made-up county of 3,000 people, claims and workbook included; prints what each took."""

import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from forms.roster_verdicts import workbook
from handlers.roster.candidates import county_candidates, units_by_name
from rules.claims import claims
from rules.loading import load_plan
from rules.plan import Plan
from rules.roster import ImportRows, PersonRow, SecondmentRow, UnitRow
from rules.verdicts import verdicts
from storage import Store

T = TypeVar("T")
PEOPLE = 3000
LIMIT_SECONDS = 2.0
_TOWNS = [f"{name}镇" for name in "甲乙丙丁戊己庚辛壬癸子丑"]
_BUREAUS = [f"县第{number}局" for number in range(1, 61)]
_SCHOOLS = [f"第{number}中学" for number in range(1, 29)]
_POSTS = ("unit_head", "team_member", "non_leader", "acting_head")


def county(people: int) -> ImportRows:
    """Twelve townships, sixty bureaus, 28 schools; every tenth person is out of the ordinary."""
    chance = random.Random(2019)
    units = [
        *(UnitRow(0, name, "乡镇") for name in _TOWNS),
        *(UnitRow(0, name, "县直部门") for name in _BUREAUS),
        *(UnitRow(0, name, "学校", superior=_BUREAUS[0]) for name in _SCHOOLS),
    ]
    rows, secondments = [], []
    for number in range(people):
        unit = chance.choice(units).name
        name = f"干部{number:04}"
        facts = {"position": chance.choices(_POSTS, (8, 85, 5, 2))[0]}
        if chance.random() < 0.1:
            facts |= chance.choice(
                (
                    {"retired_on": f"2019年{chance.randint(1, 12)}月1日"},
                    {"village_post": "leader"},
                    {"under_investigation": "open"},
                    {"in_training": "是"},
                    {"borrowed": "是"},
                    {"concurrent_posts": "是", "main_duties_at": chance.choice(_BUREAUS)},
                )
            )
        if unit in _BUREAUS and chance.random() < 0.1:
            start = date(2019, chance.randint(1, 12), chance.randint(1, 28)).isoformat()
            host = chance.choice(_TOWNS)
            secondments.append(SecondmentRow(0, name, unit, host, "county", start))
        rows.append(PersonRow(0, name, unit, "副职", facts))
    return ImportRows(units=tuple(units), people=tuple(rows), secondments=tuple(secondments))


def main(people: int) -> bool:
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/county.db", Path(folder))
        store.create()
        try:
            return _measured(plan, store, people)
        finally:
            store.close()


def _measured(plan: Plan, store: Store, people: int) -> bool:
    with store.transaction() as records:
        result = records.roster.import_rows(county(people), plan.facts)
        assert not result.problems, [str(problem) for problem in result.problems[:5]]
    python = platform.python_version()
    print(f"{platform.machine()} {_processor()}，{os.cpu_count()}核，Python {python}")
    with store.reading() as records:
        everybody = _timed("read from SQLite", lambda: county_candidates(plan, records))
        units = units_by_name(records)
    began = time.perf_counter()
    found = _timed("ruled, first time", lambda: verdicts(plan, everybody))
    ruled = time.perf_counter() - began
    _timed("ruled again", lambda: verdicts(plan, everybody))
    _timed("claims", lambda: claims(plan, everybody, units))
    body = _timed("workbook", lambda: workbook(plan, "全县", found, date(2019, 12, 26)))
    settled = sum(not each.open for each in found)
    print(f"{len(found)} people, {settled} settled on every axis, workbook {len(body) // 1024} KB")
    verdict = "ok" if ruled <= LIMIT_SECONDS else "TOO SLOW"
    print(f"ruled in {ruled:.2f} s, limit {LIMIT_SECONDS:g} s: {verdict}")
    return ruled <= LIMIT_SECONDS


def _timed(what: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    result = work()
    print(f"  {what:<18}{time.perf_counter() - began:6.2f} s")
    return result


def _processor() -> str:
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE) else 1)
