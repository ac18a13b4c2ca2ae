"""The delivery killed with SIGKILL, really: nothing is lost and nothing repeated."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.deliver import LEASE
from tests.kit.bot import draining
from tests.kit.cut.running import processes
from tests.kit.waiting import until

MESSAGES = 24


@pytest.fixture
def queued(store, clock):
    with store.transaction() as records:
        for number in range(MESSAGES):
            payload = {"kind": "text", "text": f"第{number}条"}
            records.outbox.enqueue(f"key-{number}", "lisi", payload, clock.now())


def start(folder, wecom, at):
    told = (f"sqlite:///{folder}/kaohe.db", str(folder / "data"), wecom, at.isoformat())
    process = processes().Process(target=draining.main, args=told)
    process.start()
    return process


@pytest.mark.slow  # processes are forked and killed
def test_a_killed_delivery_is_taken_over(store, clock, wecom, driver, queued, tmp_path):
    driver.faults(slow_seconds=0.05, only="message/send")
    first = start(tmp_path, wecom, clock.now())
    until(lambda: len(driver.received("lisi")) >= 5)
    first.kill()
    first.join()
    arrived_first = len(driver.received("lisi"))
    later = clock.now() + LEASE + timedelta(seconds=1)
    driver.jump(later)
    second = start(tmp_path, wecom, later)
    second.join(60)
    assert second.exitcode == 0

    assert 5 <= arrived_first < MESSAGES
    assert Counter(one.text for one in driver.received("lisi")) == Counter(
        f"第{number}条" for number in range(MESSAGES)
    )
    with store.reading() as records:
        assert records.outbox.counts() == {"sent": MESSAGES}
