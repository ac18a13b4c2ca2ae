"""Two machines, one with several processes, on one PostgreSQL and one S3: restarted one by one."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.callback_county import county
from benchmarks.callback_wecom import Wecom, listening
from bot.clock import Clock
from storage import Store
from tests.kit.bot.house import free_port
from tests.kit.databases import PostgresDatabases, import_rows
from tests.kit.hosts.members import Result, bring, write
from tests.kit.hosts.network import machines
from tests.kit.hosts.service import Service
from tests.kit.s3 import s3_server

# Three processes of the service are started, and several times again.
pytestmark = [pytest.mark.slow(longest=True), pytest.mark.postgresql]

ROWS = county(300)
STOPPED = {0, -signal.SIGTERM}  # one process ends by the signal, once all is done
MEMBERS = [f"clerk{number}" for number in range(4)]


@dataclass
class Place:
    """`first` runs two processes, `second` one; `store` looks at what both left."""

    first: Service
    second: Service
    store: Store
    wecom: Wecom

    @property
    def servers(self) -> list[tuple[str, int]]:
        return [(one.machine.address, one.port) for one in (self.first, self.second)]


@pytest.fixture
def place(postgres: PostgresDatabases, tmp_path: Path) -> Iterator[Place]:
    url = postgres.bare()
    with ExitStack() as held:
        s3 = held.enter_context(s3_server(tmp_path / "s3", "0.0.0.0"))
        one, two = held.enter_context(machines(2))
        wecom_port = free_port()
        wecom = held.enter_context(listening(wecom_port, "0.0.0.0"))
        services = [
            Service(
                each,
                free_port(),
                tmp_path / each.name,
                url,
                wecom_port,
                s3.address(host=each.outside),
                workers,
            )
            for each, workers in ((one, 2), (two, 1))
        ]
        for service in services:  # both at once on a database without any table
            held.callback(service.kill)
            service.start()
        for service in services:
            service.wait()
        store = Store(url, tmp_path / "looking", files=s3.address())
        held.callback(store.close)
        with store.transaction() as records:
            import_rows(records, ROWS)
        yield Place(services[0], services[1], store, wecom)
    postgres.drop(url)


def all_is_well(found: Result, store: Store, *, in_order: bool = True) -> None:
    times, order = found.worked(store)
    assert found.lost == []
    assert {id: times[id] for id in found.ids if times[id] != 1} == {}
    with store.reading() as records:
        assert [id for id in found.ids if records.inbox.reply_to(f"wecom_app:{id}") is None] == []
    # Nothing at once means that the answer comes by the outbox, or came to the first sending.
    assert {id: words for id, words in found.answers.items() if len(words - {""}) > 1} == {}
    if in_order:
        assert order == found.sent


def until(holds, seconds: float = 180.0) -> None:
    give_up = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_nothing_is_lost_doubled_or_out_of_order(place: Place) -> None:
    first, second, store = place.first, place.second, place.store
    assert len(first.children()) == 2

    def restarted_one_by_one() -> None:
        before = first.children()
        first.running.send_signal(signal.SIGHUP)
        until(lambda: len(first.children()) == 2 and not {*before} & {*first.children()})
        assert second.stop() in STOPPED
        second.start()
        second.wait()

    found = write(place.servers, MEMBERS, restarted_one_by_one, every=0.3)
    assert len(found.ids) > 50
    all_is_well(found, store)

    def one_is_killed() -> None:
        [killed, _] = first.children()
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(first.children()) == 2 and killed not in first.children())
        time.sleep(0.5)

    # What broke off is brought again by WeCom, perhaps after what came later.
    found = write(place.servers, MEMBERS, one_is_killed, first_id=100_000)
    all_is_well(found, store, in_order=False)

    a_form_reaches_its_reader_whoever_sends_it(place)
    assert {first.stop(), second.stop()} <= STOPPED
    assert not first.answers()
    with store.transaction() as records:
        for duty in ("tick", "delivery"):  # given back, so that nobody has to wait
            assert records.duties.take(duty, "next", Clock().now(), timedelta(minutes=2))


def a_form_reaches_its_reader_whoever_sends_it(place: Place) -> None:
    """Made by the machine that was asked, sent by the one that delivers."""
    store = place.store
    before = place.wecom.posted["media/upload"]
    for number, server in enumerate(place.servers):
        bring([server], f"clerk{7 + number}", "把附件8发给我", f"{200_000 + number}")
    until(lambda: place.wecom.posted["media/upload"] >= before + 2)
    assert len(store.blobs.names()) >= 2
    for service in (place.first, place.second):
        kept = service.folder / "data" / "blobs"
        assert not [path for path in kept.rglob("*") if path.is_file()]
