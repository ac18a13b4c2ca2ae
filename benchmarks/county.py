"""What every unit of a large county owes: 1,000 units with 40 people each, in a new process."""

import os
import platform
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from handlers.submissions.owed import county_papers, unit_papers
from rules.loading import load_plan
from rules.roster import ImportRows, PersonRow, SecondmentRow, UnitRow
from storage import Store

UNITS, PEOPLE = 1000, 40
LIMIT_SECONDS = 2.5


def county(units: int, people: int) -> ImportRows:
    """A quarter townships, a tenth schools; every eighth person is out of the ordinary."""
    chance = random.Random(2019)
    names = [f"第{number:04}{_ending(number)}" for number in range(units)]
    towns = [name for name in names if name.endswith("镇")]
    bureaus = [name for name in names if name.endswith("局")]
    rows: list[PersonRow] = []
    secondments: list[SecondmentRow] = []
    for name in names:
        for place in range(people):
            person = f"干部{len(rows):05}"
            facts = {"position": "unit_head" if place == 0 else "team_member"}
            out = chance.random()
            if out < 0.05:
                facts["retired_on"] = f"2019年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
            elif out < 0.08:
                facts |= {"concurrent_posts": "是", "main_duties_at": chance.choice(bureaus)}
            elif out < 0.12 and name in bureaus:
                start = f"2019-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                host = chance.choice(towns)
                secondments.append(SecondmentRow(0, person, name, host, "county", start))
            rows.append(PersonRow(0, person, name, "副职", facts))
    of_units = tuple(
        UnitRow(0, name, _kind(name), superior=bureaus[0] if name.endswith("校") else "")
        for name in names
    )
    return ImportRows(units=of_units, people=tuple(rows), secondments=tuple(secondments))


def _ending(number: int) -> str:
    if number % 4 == 0:
        return "镇"
    return "学校" if number % 10 == 1 else "局"


def _kind(name: str) -> str:
    return {"镇": "乡镇", "校": "学校"}.get(name[-1], "县直部门")


def main(url: str) -> bool:
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(url or f"sqlite:///{folder}/county.db", Path(folder))
        store.create()
        with store.transaction() as records:
            began = time.perf_counter()
            result = records.roster.import_rows(county(UNITS, PEOPLE), plan.facts)
            assert not result.problems, [str(problem) for problem in result.problems[:5]]
            imported = time.perf_counter() - began
        with store.reading() as records:
            began = time.perf_counter()
            papers = sum(len(each.items) for each in county_papers(plan, records))
            took = time.perf_counter() - began
            began = time.perf_counter()
            again = sum(len(each.items) for each in county_papers(plan, records))
            second = time.perf_counter() - began
            unit = records.roster.units()[3]  # not the department above every school
            began = time.perf_counter()
            unit_papers(plan, records, unit.id)
            one = time.perf_counter() - began
        store.close()
    assert papers == again
    print(f"{platform.machine()}，{os.cpu_count()}核，Python {platform.python_version()}")
    print(f"{UNITS} units × {PEOPLE} people, imported in {imported:.1f} s")
    print(f"{papers} papers owed: {took:.2f} s, again {second:.2f} s, one unit {one * 1000:.0f} ms")
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"limit {LIMIT_SECONDS:g} s: {'ok' if took <= LIMIT_SECONDS else 'TOO SLOW'}")
    return took <= LIMIT_SECONDS


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1] if len(sys.argv) > 1 else "") else 1)
