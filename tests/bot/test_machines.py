"""Two machines, one with several processes, on one PostgreSQL and one S3: restarted one by one."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.callback_county import county
from bot.clock import Clock
from tests.kit.databases import PostgresDatabases
from tests.kit.hosts.members import bring, write
from tests.kit.hosts.place import Place, two_machines, wrong_with
from tests.kit.waiting import until

# Three processes of the service are started, and several times again.
pytestmark = [pytest.mark.slow(longest=True), pytest.mark.postgresql]

ROWS = county(300)
MEMBERS = [f"clerk{number}" for number in range(4)]
STOPPED = {0, -signal.SIGTERM}  # one process ends by the signal, once all is done


@pytest.fixture
def place(postgres: PostgresDatabases, tmp_path: Path) -> Iterator[Place]:
    url = postgres.bare()
    with two_machines(url, tmp_path, ROWS) as found:
        yield found
    postgres.drop(url)


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
    assert wrong_with(found, store) == {}

    def one_is_killed() -> None:
        [killed, _] = first.children()
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(first.children()) == 2 and killed not in first.children())
        time.sleep(0.5)

    # What broke off is brought again by WeCom, perhaps after what came later.
    found = write(place.servers, MEMBERS, one_is_killed, every=0.3, first_id=100_000)
    assert wrong_with(found, store, in_order=False) == {}

    a_form_reaches_its_reader_whoever_sends_it(place)
    assert {first.stop(), second.stop()} <= STOPPED
    assert not first.answers()
    with store.transaction() as records:
        for duty in ("tick", "delivery"):  # given back, so that nobody has to wait
            assert records.duties.take(duty, "next", Clock().now(), timedelta(minutes=2))


def a_form_reaches_its_reader_whoever_sends_it(place: Place) -> None:
    """Made by the machine that was asked, sent by the one that delivers."""
    before = place.wecom.posted["media/upload"]
    for number, server in enumerate(place.servers):
        bring([server], f"clerk{7 + number}", "把附件8发给我", f"{200_000 + number}")
    until(lambda: place.wecom.posted["media/upload"] >= before + 2)
    assert len(place.store.blobs.names()) >= 2
    for service in (place.first, place.second):
        kept = service.folder / "data" / "blobs"
        assert not [path for path in kept.rglob("*") if path.is_file()]
