"""What a ruling costs: all facts known, facts missing, a roster of 3,000, the whole fact space."""

import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rules.engine.compile import programs
from rules.engine.decide import Given, decide
from rules.engine.verify import verify
from rules.loading import load_plan
from rules.plan import Plan, Value

PLAN = Path(__file__).parent.parent / "plans" / "2019"
ALL_AXES = ("participation", "assessed_at", "quota_base", "excellent_quota", "grade", "form")
KNOWN: dict[str, Value] = {
    "retired_on": "not_retired",
    "under_investigation": "none",
    "is_secondee": True,
    "village_post": "none",
    "county_cadre": True,
    "sent_by": "county",
    "host_kind": "township",
    "served_from": date(2019, 1, 1),
    "months_served": 12,
    "works_at": "township",
    "position": "team_member",
    "in_training": False,
    "concurrent_posts": False,
    "borrowed": False,
    "professional_title": False,
    "team_grade": "good",
    "evaluation_score": 92,
    "routine_excellent": True,
    "routine_good": True,
    "head_bar": "none",
    "post_since": "all_year",
}
SECONDEE = {"is_secondee": Given(True)}
NAME_ONLY = ("position", "is_secondee", "works_at", "village_post")


def forgetful(plan: Plan) -> None:
    """Forget what was worked out before, as after a start."""
    for program in programs(plan).values():
        program.memory.clear()
        program.bodies.clear()
        program.walks.clear()
        program.layouts.clear()


def microseconds(run: Callable[[], object], prepare: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        prepare()
        began = time.process_time_ns()
        run()
        took.append((time.process_time_ns() - began) / 1000)
    return statistics.median(took)


def report(plan: Plan) -> list[tuple[str, float, float]]:
    known = {name: Given(value) for name, value in KNOWN.items()}
    cases: list[tuple[str, Callable[[], object]]] = [
        ("all facts known, one axis", lambda: decide(plan, known, ("assessed_at",))),
        ("all facts known, six axes", lambda: decide(plan, known, ALL_AXES)),
        ("three given, the rest presumed", lambda: decide(plan, {
            **SECONDEE, "sent_by": Given("county"), "months_served": Given(7)}, ("assessed_at",))),
        ("two facts missing", lambda: decide(plan, SECONDEE, ("assessed_at",))),
        ("two needed, up to four missing", lambda: decide(
            plan, {}, ("excellent_quota",), needs=NAME_ONLY[:2])),
        ("four needed, up to seven missing", lambda: decide(
            plan, {}, ("excellent_quota",), needs=NAME_ONLY)),
        ("… with presumptions and rival said", lambda: _said(plan, known)),
    ]  # fmt: skip
    return [
        (
            name,
            microseconds(run, lambda: None, 2000),
            microseconds(run, lambda: forgetful(plan), 40),
        )
        for name, run in cases
    ]


def _said(plan: Plan, facts: dict[str, Given]) -> object:
    ruling = decide(plan, facts, ("assessed_at",))
    return ruling.presumed, ruling.rival


def roster(plan: Plan, people: int) -> float:
    """Seconds to rule on six axes for so many people of a dozen kinds."""
    kinds: list[dict[str, Value]] = [
        {},
        {"position": "unit_head", "works_at": "township"},
        {"is_secondee": True, "sent_by": "city"},
        {"is_secondee": True, "sent_by": "county", "served_from": date(2019, 8, 20)},
        {"is_secondee": True, "sent_by": "county", "served_from": date(2019, 3, 1)},
        {"village_post": "member", "sent_by": "county"},
        {"works_at": "school"},
        {"works_at": "township_station", "position": "unit_head"},
        {"retired_on": date(2019, 9, 1)},
        {"under_investigation": "open"},
        {"concurrent_posts": True, "main_duties_at": "县供销社"},
        {"in_training": True},
    ]
    everybody = [
        {name: Given(value, "roster") for name, value in kinds[i % len(kinds)].items()}
        for i in range(people)
    ]
    forgetful(plan)
    began = time.perf_counter()
    for facts in everybody:
        for axis in ALL_AXES:
            decide(plan, facts, (axis,))
    return time.perf_counter() - began


def machine() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    model = names[0] if names else platform.processor()
    return f"{model}, {len(names) or '?'} cores, Python {platform.python_version()}"


def main() -> None:
    plan = load_plan(PLAN)
    print(machine())
    print("µs of CPU time, median                 seen before   first time")
    for name, warm, cold in report(plan):
        print(f"{name:36} {warm:13.0f} {cold:12.0f}")
    print(f"a roster of 3,000, each axis by itself: {roster(plan, 3000):.2f} s")
    began = time.process_time(), time.perf_counter()
    verify(plan)
    cpu, wall = time.process_time() - began[0], time.perf_counter() - began[1]
    print(f"the whole fact space (verify): {cpu:.1f} s CPU, {wall:.1f} s")


if __name__ == "__main__":
    main()
