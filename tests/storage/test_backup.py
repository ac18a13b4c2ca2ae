"""A backup made while others write is put back whole, also into the other kind of database."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select

from handlers.dialogue.conversation import respond
from handlers.turn.message import IncomingMessage
from language.reader import Reader
from rules.plan import Plan
from storage import Store
from storage.backup import BadBackup, NotEmpty, restore, verify, write
from storage.tables import METADATA
from tests.kit.blobs import all_files
from tests.kit.databases import OpenStore

Everything = dict[str, list[tuple[object, ...]]]


def everything(store: Store) -> Everything:
    with store.snapshot() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in METADATA.sorted_tables
        }


@pytest.fixture
def busy(county: Store, plan: Plan, reader: Reader, now: datetime) -> Store:
    """A county that has talked, handed in, been set dates, asked and been answered."""
    for number, said in enumerate(("城关镇挂职的小刘在哪考核", "附件8什么时候交", "天气怎么样")):
        message = IncomingMessage(f"m{number}", "ClerkCG", "test", now, text=said)
        with county.transaction() as records:
            records.inbox.accept(message.message_id, message.sender, now)

        def finish(records, reply, id=message.message_id):
            records.inbox.answered(id, reply.text)
            records.outbox.enqueue(f"{id}:0", "ClerkCG", {"kind": "text", "text": "还有"}, now)

        respond(message, county, plan, reader, public_url="https://x", finish=finish)
    with county.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        records.dates.set("2019", "unit_to_group", None, by="boss", at=now)
        records.dates.set_workday(now.date(), works=False, by="boss", at=now)
        records.speaking.snooze(unit.id, now.date(), "ClerkCG", now)
        records.tokens.store("app", "token", now)
    hand_in(county, now, b"first")
    return county


def hand_in(store: Store, now: datetime, content: bytes) -> None:
    blob = store.blobs.put([content])
    with store.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        records.handins.add(
            unit.id, "grade_proposals", None, blob, "附件8.pdf", "x", "ClerkCG", now,
            [{"cell": "G7", "words": "“很好”不是等次"}], plan_id="2019", summary={"excellent": 2},
        )  # fmt: skip


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Store]:
    """An empty SQLite place."""
    store = Store(f"sqlite:///{tmp_path}/elsewhere/a.db", tmp_path / "elsewhere" / "data")
    yield store
    store.close()


def test_what_is_put_back_is_what_there_was(
    busy: Store, elsewhere: Store, tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "data" / "session.key").write_text("secret")
    made = write(busy, tmp_path / "data", tmp_path / "a.backup", now)
    restored = restore(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "a.backup")

    before = everything(busy)
    assert everything(elsewhere) == before
    assert made.rows == restored.rows == {name: len(rows) for name, rows in before.items()}
    assert sum(made.rows.values()) > 30
    assert [path.read_bytes() for path in all_files(elsewhere.blobs)] == [b"first"]
    assert (tmp_path / "elsewhere" / "data" / "session.key").read_text() == "secret"
    assert (tmp_path / "a.backup").stat().st_mode & 0o077 == 0
    hand_in(elsewhere, now, b"second")


def test_it_goes_into_the_other_kind_of_database_and_on_from_there(
    busy: Store, elsewhere: Store, bare_url: str, tmp_path: Path, now: datetime
) -> None:
    write(busy, tmp_path / "data", tmp_path / "a.backup", now)
    restore(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "a.backup")
    write(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "b.backup", now)
    other = bare_url.startswith("postgresql")
    back = Store(bare_url if other else f"sqlite:///{tmp_path}/b.db", tmp_path / "back")
    try:
        restore(back, tmp_path / "back", tmp_path / "b.backup")
        assert everything(back) == everything(busy)
        # Numbers go on after those put back.
        hand_in(back, now, b"second")
        with back.reading() as records:
            assert [one.receipt for one in records.handins.county(plan_id="2019")] == [
                "2019-000001",
                "2019-000002",
            ]
    finally:
        back.close()


def test_a_backup_under_load_is_of_one_moment(
    busy: Store, elsewhere: Store, open_store: OpenStore, tmp_path: Path, now: datetime
) -> None:
    writer, stop = open_store(), Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            hand_in(writer, now, f"content {number}".encode())
            number += 1

    thread = Thread(target=work)
    thread.start()
    try:
        for _ in range(2):
            made = write(busy, tmp_path / "data", tmp_path / "a.backup", now)
            assert verify(tmp_path / "a.backup").rows == made.rows
    finally:
        stop.set()
        thread.join()
    restore(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "a.backup")

    assert made.missing == 0
    later, before = everything(busy), everything(elsewhere)
    for table in ("hand_in", "hand_in_step", "audit"):
        assert before[table] == later[table][: len(before[table])]
    with elsewhere.reading() as records:
        handins = records.handins.county(plan_id="2019")
        assert len(handins) == made.rows["hand_in"] == made.rows["hand_in_step"]
        assert all(elsewhere.blobs.has(one.sha256) for one in handins)


def test_nothing_is_put_over_what_is_there(busy: Store, tmp_path: Path, now: datetime) -> None:
    write(busy, tmp_path / "data", tmp_path / "a.backup", now)
    before = everything(busy)

    with pytest.raises(NotEmpty):
        restore(busy, tmp_path / "data", tmp_path / "a.backup")
    assert everything(busy) == before


def test_it_goes_where_a_server_was_only_started(
    busy: Store, elsewhere: Store, tmp_path: Path, now: datetime
) -> None:
    """What migrations themselves put into tables is nobody's data."""
    write(busy, tmp_path / "data", tmp_path / "a.backup", now)
    elsewhere.create()
    assert elsewhere.is_bare()
    restore(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "a.backup")
    assert everything(elsewhere) == everything(busy)


def changed_file(tar: tarfile.TarFile, path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"first", b"fir5t"))


def cut(tar: tarfile.TarFile, path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_row_less(tar: tarfile.TarFile, path: Path) -> None:
    said = path.read_bytes()
    manifest = tar.extractfile("manifest.json")
    assert manifest
    old = manifest.read()
    rows = json.loads(old)["rows"]["hand_in"]
    path.write_bytes(said.replace(f'"hand_in": {rows}'.encode(), f'"hand_in": {rows + 1}'.encode()))


def of_a_newer_program(tar: tarfile.TarFile, path: Path) -> None:
    manifest = tar.extractfile("manifest.json")
    assert manifest
    revision = json.loads(manifest.read())["revision"].encode()
    path.write_bytes(
        path.read_bytes().replace(b'"revision": "%b"' % revision, b'"revision": "9999"')
    )


def no_backup(tar: tarfile.TarFile, path: Path) -> None:
    path.write_bytes(b"something else" * 1000)


@pytest.mark.parametrize("harm", [changed_file, cut, a_row_less, of_a_newer_program, no_backup])
def test_a_harmed_backup_is_refused_and_leaves_nothing(
    busy: Store,
    elsewhere: Store,
    tmp_path: Path,
    now: datetime,
    harm: Callable[[tarfile.TarFile, Path], None],
) -> None:
    path = tmp_path / "a.backup"
    write(busy, tmp_path / "data", path, now)
    with tarfile.open(path) as tar:
        harm(tar, path)

    with pytest.raises(BadBackup):
        verify(path)
    with pytest.raises(BadBackup):
        restore(elsewhere, tmp_path / "elsewhere" / "data", path)
    assert elsewhere.is_bare()
    assert list(all_files(elsewhere.blobs)) == []


def test_a_backup_that_fails_leaves_no_half_file(
    busy: Store, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.backup.archive.os.fsync", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(busy, tmp_path / "data", tmp_path / "out" / "a.backup", now)

    assert list((tmp_path / "out").iterdir()) == []


def test_a_backup_of_an_older_schema_is_put_back_and_brought_up_to_date(
    elsewhere: Store, tmp_path: Path, now: datetime
) -> None:
    waiting = {
        "id": 7,
        "key": "a",
        "to": "lisi",
        "payload": {"json": {}},
        "state": "waiting",
        "due": {"at": now.isoformat()},
        "next_at": {"at": now.isoformat()},
        "owner": "",
        "tries": 0,
        "error": "",
        "msgid": "",
        "sent_at": None,  # and no `pieces` yet
    }
    manifest = {"made_at": "", "revision": "0009", "rows": {"outbox": 1}, "files": 0}
    with tarfile.open(tmp_path / "old.backup", "w") as tar:
        for name, content in (
            ("tables/outbox.jsonl.gz", gzip.compress(json.dumps(waiting).encode())),
            ("manifest.json", json.dumps({**manifest, "missing": 0, "format": 1}).encode()),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))

    restore(elsewhere, tmp_path / "elsewhere" / "data", tmp_path / "old.backup")

    with elsewhere.transaction() as records:
        assert [one.key for one in records.outbox.claim("me", now)] == ["a"]
        records.outbox.sent(7, now, pieces=3)
