"""WeCom's limits, held by three processes together that deliver at the same moment."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.measure import MOST_TO_ONE
from simulator.driver import SimulatorDriver
from storage import Store
from tests.kit.bot import draining
from tests.kit.bot.queueing import ROSTER, queue
from tests.kit.cut.running import processes
from tests.kit.databases import PostgresDatabases

# Three processes are forked, three times.
pytestmark = [pytest.mark.slow(longest=True), pytest.mark.postgresql]

LONG = "".join(f"第{number}个人的登记表还差着。" for number in range(160))  # three messages


@pytest.fixture
def shared(postgres: PostgresDatabases, tmp_path):
    url = postgres.migrated()
    store = Store(url, tmp_path / "data")
    with store.transaction() as records:
        records.roster.import_rows(ROSTER, {})
    yield url, store
    store.close()
    postgres.drop(url)


def all_drain(url: str, folder, wecom: str, clock: MovableClock, most_a_day: str = "") -> None:
    told = [url, str(folder / "data"), wecom, clock.now().isoformat(), most_a_day]
    at_work = [processes().Process(target=draining.main, args=told) for _ in range(3)]
    for each in at_work:
        each.start()
    for each in at_work:
        each.join(120)
    assert [each.exitcode for each in at_work] == [0, 0, 0]


def test_three_processes_send_no_more_than_wecom_lets_through(
    shared: tuple[str, Store], wecom, driver: SimulatorDriver, clock: MovableClock, tmp_path
) -> None:
    url, store = shared
    for number in range(60):
        queue(store, clock, f"k{number}", "lisi", {"kind": "text", "text": f"第{number}条"})
    queue(store, clock, "long", "ZhangSan", {"kind": "text", "text": LONG})
    for number in range(30):
        queue(store, clock, f"z{number}", "ZhangSan", {"kind": "text", "text": f"又{number}条"})
    most = MOST_TO_ONE[0][1]
    all_drain(url, tmp_path, wecom, clock)

    assert (len(driver.received("lisi")), len(driver.received("ZhangSan"))) == (most, most)
    with store.reading() as records:
        assert records.outbox.counts() == {"sent": 2 * most - 2, "waiting": 91 - 2 * most + 2}

    # A minute later there is room again, and the day is full.
    later = clock.now() + timedelta(seconds=61)
    clock.put(later)
    driver.jump(later)
    all_drain(url, tmp_path, wecom, clock, most_a_day="30")
    assert len(driver.received("lisi")) + len(driver.received("ZhangSan")) == 2 * most + 30

    tomorrow = clock.now() + timedelta(days=1)
    clock.put(tomorrow)
    driver.jump(tomorrow)
    all_drain(url, tmp_path, wecom, clock, most_a_day="500")
    seen = [one.text for one in (*driver.received("lisi"), *driver.received("ZhangSan"))]
    assert set(Counter(seen).values()) == {1}
    assert len(seen) == 93
