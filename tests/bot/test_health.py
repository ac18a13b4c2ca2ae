"""Whether the service can do its work is found out by doing some; a full disk is said to be one."""

import errno
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, text

from bot.channels.wecom_app import fallback_replies
from bot.clock import SHANGHAI, MovableClock
from bot.health import TICKED_WITHIN, Health, create_router
from storage import Store
from storage.full import is_disk_full
from tests.kit.bot.queueing import queue
from tests.kit.databases import sqlite_store
from tests.kit.forms import made
from tests.kit.web.county import County, make_county
from tests.kit.web.upload import PROPOSALS, hand_in

NOW = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)


class Time:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def ticking() -> Time:
    return Time()


@pytest.fixture
def health(store: Store, clock: MovableClock, ticking: Time, tmp_path: Path) -> Health:
    return Health(store, clock, "2019", (tmp_path / "incoming",), ticking)


@pytest.fixture
def watcher(health: Health) -> TestClient:
    app = FastAPI()
    app.include_router(create_router(health))
    return TestClient(app)


def full(store: Store) -> None:
    """Lets SQLite have no further page, as on a disk without room."""
    with store.transaction() as records:
        session = records._session
        session.execute(text("CREATE TABLE filler (content TEXT)"))
        pages = session.execute(text("PRAGMA page_count")).scalar()
    engine = store._engine

    def no_room(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "checkout", no_room)


def test_a_service_that_can_work_is_ready(watcher: TestClient) -> None:
    for path in ("/readyz", "/healthz"):
        answer = watcher.get(path)
        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ok",
            "plan": "2019",
            "waiting": 0,
            "failing": [],
            "troubles": [],
        }
    assert watcher.get("/livez").json() == {"status": "alive"}


def test_a_database_that_takes_nothing_is_not_ready(
    watcher: TestClient, health: Health, ticking: Time, store: Store
) -> None:
    store._engine.dispose()
    with store._engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE pulse")
        connection.commit()

    assert watcher.get("/readyz").status_code == 503
    assert watcher.get("/readyz").json()["failing"] == ["database"]
    assert watcher.get("/livez").status_code == 200


def test_a_folder_that_takes_nothing_is_not_ready(watcher: TestClient, tmp_path: Path) -> None:
    (tmp_path / "incoming").write_text("not a folder")

    assert watcher.get("/readyz").json()["failing"] == ["disk"]


def test_a_clock_that_stopped_is_not_ready(
    watcher: TestClient, health: Health, ticking: Time
) -> None:
    ticking.at += TICKED_WITHIN + 1
    assert watcher.get("/readyz").json()["failing"] == ["clock"]
    health.ticked()
    ticking.at += 6
    assert watcher.get("/readyz").status_code == 200


def test_messages_that_wait_for_long_are_a_trouble_and_no_reason_to_take_nothing_in(
    watcher: TestClient, store: Store, clock: MovableClock
) -> None:
    queue(store, clock, "a", "lisi", {"kind": "text", "text": "等着"})
    clock.put(clock.now() + timedelta(hours=1))
    answer = watcher.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["troubles"] == ["outbox"]


def test_nobody_can_keep_us_writing(watcher: TestClient, store: Store, clock: MovableClock) -> None:
    watcher.get("/readyz")
    with store.reading() as records:
        first = records.pulses.last("ready")
    clock.put(clock.now() + timedelta(minutes=1))
    watcher.get("/readyz")

    with store.reading() as records:
        assert records.pulses.last("ready") == first


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    found = make_county(tmp_path)
    yield found
    found.store.close()


def test_an_upload_onto_a_full_disk_is_told_as_that(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = county.as_member("wangfang")

    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full_disk:
        full_disk.setattr("storage.blobs.os.fsync", no_room)
        status, said = hand_in(clerk, PROPOSALS, ("附件8.pdf", made.pdf()))

    assert status == 507
    assert "存储空间满了" in said
    assert "什么也没有保存" in said
    assert county.kept_files() == []
    assert hand_in(clerk, PROPOSALS, ("附件8.pdf", made.pdf()))[0] == 200


def test_a_full_database_is_told_as_that(tmp_path: Path) -> None:
    store = sqlite_store(tmp_path / "a.db", tmp_path / "data")
    full(store)
    with pytest.raises(Exception, match="full") as caught, store.transaction() as records:  # noqa: PT012
        for number in range(5000):
            records.unread.note("很长的一句话" * 50 + str(number), NOW)
    store.close()

    assert is_disk_full(caught.value)
    assert "存储空间满了" in fallback_replies.trouble("1", "干部监督股", caught.value)
    assert not is_disk_full(ValueError("x"))
