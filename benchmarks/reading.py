"""What reading costs in processor time: one message, the start, memory."""

import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from language.reader import Reader
from language.reading import Context
from rules.loading import load_plan

PLAN = Path(__file__).parent.parent / "plans" / "2019"
_START = """
import resource, sys, time
from pathlib import Path
from rules.loading import load_plan
plan = load_plan(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
from language.reader import Reader
from language.reading import Context
from datetime import date
reader = Reader(plan)
reader.read("县里派来挂职的小周在哪考核", Context(date(2019, 12, 25)))
took = time.process_time() - began
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(took * 1000, (after - before) / 1024)
"""


def start() -> tuple[float, float]:
    """Milliseconds and MB from a loaded plan to the first message read, in a fresh process."""
    root = PLAN.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", _START, str(PLAN)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    took, memory = done.stdout.split()
    return float(took), float(memory)


def reading(path: Path) -> list[float]:
    """Milliseconds of reading each message of a question file, five times over."""
    reader, context = Reader(load_plan(PLAN)), Context(date(2019, 12, 25))
    lines = path.read_text(encoding="utf-8").splitlines()
    says = [turn["say"] for line in lines if line for turn in json.loads(line)["turns"]]
    took = []
    gc.disable()
    for _ in range(5):
        for say in says:
            began = time.process_time()
            reader.read(say, context)
            took.append((time.process_time() - began) * 1000)
    return sorted(took)


def main(path: Path) -> None:
    starts = [start() for _ in range(5)]
    took = reading(path)
    p99 = took[int(len(took) * 0.99)]
    print(f"start     {min(ms for ms, _ in starts):7.0f} ms   least of five (aim 300)")
    print(f"memory    {statistics.median(mb for _, mb in starts):7.1f} MB   (aim 60)")
    print(f"reading   {statistics.median(took):7.2f} ms   median of {len(took)} messages")
    print(f"reading   {p99:7.2f} ms   p99 (aim 5)")
    print(
        f"whole process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
