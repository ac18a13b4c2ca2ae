"""Every flow cut off at every point on one kind of database: what was cut, and what differed.

python -m benchmarks.kills [--postgresql] [--flow NAME]
"""

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kit.cut.flows import FLOWS
from tests.kit.cut.running import Cutter, tally
from tests.kit.databases import Databases, PostgresDatabases, SqliteDatabases, postgres_server

_ALL = 10_000


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--postgresql", action="store_true")
    asked.add_argument("--flow", choices=FLOWS, action="append")
    given = asked.parse_args()
    with ExitStack() as held:
        folder = Path(held.enter_context(TemporaryDirectory(prefix="kaohe-kills-")))
        databases: Databases = SqliteDatabases(folder)
        if given.postgresql:
            databases = PostgresDatabases(held.enter_context(postgres_server()))
            held.callback(databases.close)
        return _tell(Cutter(databases, folder), given.flow or list(FLOWS))


def _tell(cutter: Cutter, flows: list[str]) -> int:
    begun, kills, failures, wrong = time.monotonic(), 0, 0, []
    print(f"{'flow':<16} {'points':>6} {'kills':>6} {'failures':>8} {'differ':>6}")
    for flow in flows:
        found = tally(cutter, flow, _ALL, _ALL)
        line = f"{flow:<16} {found.points:>6} {found.kills:>6} {found.failures:>8}"
        print(f"{line} {len(found.wrong):>6}", flush=True)
        kills, failures = kills + found.kills, failures + found.failures
        wrong += found.wrong
    print(*wrong, sep="\n")
    print(f"{kills} kills, {failures} failures, {len(wrong)} that came to something else, "
          f"{time.monotonic() - begun:.0f} s")  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
