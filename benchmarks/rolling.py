"""A load of callbacks while two machines are restarted one after the other, again and again.

python -m benchmarks.rolling [--rounds 5] [--members 12] [--every 0.1] [--kill]
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.callback_county import county
from tests.kit.databases import PostgresDatabases, postgres_server
from tests.kit.hosts.members import Result, write
from tests.kit.hosts.place import Place, two_machines, wrong_with
from tests.kit.waiting import until


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--members", type=int, default=12)
    asked.add_argument("--every", type=float, default=0.1, help="seconds between one's messages")
    asked.add_argument("--kill", action="store_true", help="one process in each round besides")
    given = asked.parse_args()
    members = [f"clerk{number}" for number in range(given.members)]
    with TemporaryDirectory(prefix="kaohe-rolling-") as name, postgres_server() as server:
        databases = PostgresDatabases(server)
        with two_machines(databases.bare(), Path(name), county(1000)) as place:
            apart = "namespaces" if place.first.machine.apart else "one address"
            print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}, {apart}")
            wrong = 0
            for number in range(given.rounds):
                began = time.monotonic()
                found = write(
                    place.servers,
                    members,
                    lambda: _restarted(place, kill=given.kill),
                    every=given.every,
                    first_id=1_000_000 * (number + 1),
                )
                wrong += _tell(found, place, time.monotonic() - began, in_order=not given.kill)
        databases.close()
    return 1 if wrong else 0


def _restarted(place: Place, *, kill: bool) -> None:
    first, second = place.first, place.second
    before = first.children()
    first.running.send_signal(signal.SIGHUP)
    until(lambda: len(first.children()) == 2 and not {*before} & {*first.children()})
    second.stop()
    second.start()
    second.wait()
    if kill:
        killed = first.children()[0]
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(first.children()) == 2 and killed not in first.children())


def _tell(found: Result, place: Place, took: float, *, in_order: bool) -> int:
    wrong = wrong_with(found, place.store, in_order=in_order)
    numbers = {what: len(ids) for what, ids in wrong.items()}
    print(
        f"{len(found.ids)} messages in {took:.0f} s ({len(found.ids) / took:.0f}/s), "
        f"over 5 s {found.slow}; wrong: {numbers or 0}",
        flush=True,
    )
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
