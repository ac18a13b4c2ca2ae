"""Two machines, one with several processes, on one PostgreSQL and one S3."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.callback_wecom import Wecom, listening
from rules.roster import ImportRows
from storage import Store
from tests.kit.bot.house import free_port
from tests.kit.databases import import_rows
from tests.kit.hosts.members import Result
from tests.kit.hosts.network import machines
from tests.kit.hosts.service import Service
from tests.kit.s3 import s3_server

_LATE: Final = 150.0  # seconds; what nobody came to is taken over after two minutes


@dataclass
class Place:
    """`first` runs several processes, `second` one; `store` looks at what both left."""

    first: Service
    second: Service
    store: Store
    wecom: Wecom

    @property
    def servers(self) -> list[tuple[str, int]]:
        """Where WeCom brings its callbacks."""
        return [(one.machine.address, one.port) for one in (self.first, self.second)]


@contextmanager
def two_machines(url: str, folder: Path, rows: ImportRows) -> Iterator[Place]:
    """Both start at once on a database without any table."""
    with ExitStack() as held:
        s3 = held.enter_context(s3_server(folder / "s3", "0.0.0.0"))
        one, two = held.enter_context(machines(2))
        wecom_port = free_port()
        wecom = held.enter_context(listening(wecom_port, "0.0.0.0"))
        services = [
            Service(
                each,
                free_port(),
                folder / each.name,
                url,
                wecom_port,
                s3.address(host=each.outside),
                workers,
            )
            for each, workers in ((one, 2), (two, 1))
        ]
        for service in services:
            held.callback(service.kill)
            service.start()
        for service in services:
            service.wait()
        store = Store(url, folder / "looking", files=s3.address())
        held.callback(store.close)
        with store.transaction() as records:
            import_rows(records, rows)
        yield Place(services[0], services[1], store, wecom)


def wrong_with(found: Result, store: Store, *, in_order: bool = True) -> dict[str, list[str]]:
    """Ids by what became of them; nothing where all was answered once and in order."""
    give_up = time.monotonic() + _LATE
    while (unanswered := _unanswered(found, store)) and time.monotonic() < give_up:
        time.sleep(0.5)  # those that WeCom hung up on are answered later
    times, order = found.worked(store)
    late = Counter(member for member in found.sent if order.get(member) != found.sent[member])
    wrong = {
        "lost": found.lost,
        "not answered": unanswered,
        "not worked on": [id for id in found.ids if not times[id]],
        "doubled": [id for id in found.ids if times[id] > 1],
        # Nothing at once means that it comes by the outbox, or came to the first sending.
        "answered twice": [id for id, said in found.answers.items() if len(said - {""}) > 1],
        "out of order": list(late) if in_order else [],
    }
    return {what: ids for what, ids in wrong.items() if ids}


def _unanswered(found: Result, store: Store) -> list[str]:
    with store.reading() as records:
        reply_to = records.inbox.reply_to
        return [id for id in found.ids if reply_to(f"wecom_app:{id}") is None]
