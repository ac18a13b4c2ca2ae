"""A database of the first schema with data in it, brought up to date by processes killed at it."""

import json
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from storage import Store
from storage.backup import rows
from tests.kit.cut.points import Cut, watch
from tests.kit.cut.running import processes, spread
from tests.kit.databases import Databases, PostgresDatabases

# Processes are forked and killed.
pytestmark = pytest.mark.slow
KILLS = 4


@pytest.fixture
def bare_url(databases: Databases) -> Iterator[str]:
    url = databases.bare()
    yield url
    if isinstance(databases, PostgresDatabases):
        databases.drop(url)


def of_the_first_schema(url: str, folder: Path, now: datetime) -> None:
    at = {"at": now.isoformat()}
    unit = {"id": 1, "kind": "township", "short_names": {"json": ["城关"]}, "group_id": 1}
    paper = {"plan_id": "2019", "unit_id": 1, "paper": "grade_proposals", "person_id": None}
    file = {"sha256": "0" * 64, "size": 1, "filename": "附件8.xlsx", "media_type": "x"}
    sent = {"to": "lisi", "payload": {"json": {"kind": "text", "text": "还差"}}, "owner": ""}
    waits = {"state": "waiting", "due": at, "next_at": at, "tries": 0, "error": "", "msgid": ""}
    passed_on = {"by": "wangfang", "at": at, "status": "passed_on", "findings": {"json": []}}
    ended: dict[str, Any] = {
        "ended_by": "",
        "ended_at": None,
        "reason": "",
        "summary": {"json": {}},
    }
    content: dict[str, dict[str, Any]] = {
        "assessment_group": {"id": 1, "name": "第一考核组"},
        "unit": {**unit, "name": "城关镇", "superior_id": None},
        "person": {"id": 1, "name": "张伟", "unit_id": 1, "post": "书记", "facts": {"json": {}}},
        "hand_in": {
            "id": 1,
            "receipt": "2019-000001",
            "person_key": 0,
            "version": 1,
            **paper,
            **file,
            **passed_on,
            **ended,
            "summary": {"json": {}},
        },
        "outbox": {"id": 1, "key": "a", **sent, **waits, "sent_at": None},
        "inbox": {"message_id": "m1", "sender": "lisi", "at": at, "reply": "答"},
        "running_number": {"series": "2019", "last": 1},
    }
    store = Store(url, folder)
    with store.made_from("0001") as connection:
        for table in rows.tables():
            if table.name in content:
                rows.put_back(connection, table, [json.dumps(content[table.name])])
    store.close()


def migrate(url: str, folder: Path, log: Path, cut: Cut) -> None:
    watch(log, cut)
    Store(url, folder).create()


def run(url: str, folder: Path, cut: Cut) -> tuple[int | None, list[str]]:
    log = folder / f"points-{cut.at}"
    process = processes().Process(target=migrate, args=(url, folder, log, cut))
    process.start()
    process.join(60)
    return process.exitcode, log.read_text().splitlines()


def test_a_migration_killed_in_the_middle_has_done_nothing_and_is_done_again(
    databases: Databases, bare_url: str, tmp_path: Path, now: datetime
) -> None:
    of_the_first_schema(bare_url, tmp_path, now)
    other = databases.bare() if isinstance(databases, PostgresDatabases) else ""
    trial = other or f"sqlite:///{tmp_path}/trial.db"
    of_the_first_schema(trial, tmp_path, now)
    code, points = run(trial, tmp_path, Cut(statements=True))
    assert (code, len(points) > 50) == (0, True)

    for at in spread(len(points) - 1, KILLS):  # the last is after the commit
        code, _ = run(bare_url, tmp_path, Cut(at, statements=True))
        assert code == -signal.SIGKILL
        store = Store(bare_url, tmp_path)
        with store.snapshot() as connection:
            assert store.revision(connection) == "0001"
            assert "hand_in_step" not in inspect(connection).get_table_names()
        store.close()
    assert run(bare_url, tmp_path, Cut(statements=True))[0] == 0

    store = Store(bare_url, tmp_path)
    with store.transaction() as records:
        [handin] = records.handins.county(plan_id="2019")
        assert (handin.receipt, handin.status.value, handin.part.value) == (
            "2019-000001",
            "with_section",
            "data",
        )
        assert len(records.handins.steps(handin.id)) == 1
        assert [one.key for one in records.outbox.claim("me", now)] == ["a"]
        assert records.inbox.reply_to("m1") == "答"
    store.close()
