"""Hand-ins, blobs, conversations, deadlines and the schema itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from rules.plan import Plan
from rules.roster import ImportRows, PersonRow, UnitRow
from storage import Store
from storage.blobs import BlobMissing, Blobs
from storage.deadlines import deadlines_in_force
from storage.engine import open_engine
from storage.folder_shelf import FolderShelf
from storage.handins import AlreadyEnded, AlreadyPassedOn
from storage.tables import METADATA
from storage.views import Blob, HandIn, HandInStatus
from tests.kit.blobs import lies
from tests.kit.databases import OpenStore, at_once
from tests.kit.waiting import PATIENCE

PAPER = "grade_proposals"


@pytest.fixture
def unit(store: Store) -> int:
    rows = ImportRows(
        units=(UnitRow(2, "城关镇", "乡镇"),), people=(PersonRow(2, "王强", "城关镇"),)
    )
    with store.transaction() as records:
        records.roster.import_rows(rows, {})
        return records.roster.units()[0].id


def hand_in(
    store: Store,
    unit: int,
    now: datetime,
    *,
    status: HandInStatus = HandInStatus.RECEIVED,
    person_id: int | None = None,
) -> HandIn:
    blob = store.blobs.put([b"xlsx"])
    with store.transaction() as records:
        return records.handins.add(
            unit, PAPER, person_id, blob, "附件8.xlsx", "application/x", "ClerkCG", now,
            status=status, plan_id="2019", summary={"headcount": 27},
        )  # fmt: skip


def standing(store: Store, unit: int) -> tuple[int, str] | None:
    with store.transaction() as records:
        found = records.handins.standing(unit, PAPER, plan_id="2019")
        return (found.version, found.status) if found else None


def test_a_second_upload_is_version_2_and_version_1_stays(
    open_store: OpenStore, store: Store, unit: int, now: datetime
) -> None:
    first, second = hand_in(store, unit, now), hand_in(store, unit, now)
    store.close()

    with open_store().transaction() as records:
        kept = records.handins.versions(unit, PAPER, plan_id="2019")
        latest = records.handins.latest(unit, PAPER, plan_id="2019")
        found = records.handins.by_receipt("2019-000001")
    assert kept == [first, second]
    assert [(each.receipt, each.version) for each in kept] == [
        ("2019-000001", 1),
        ("2019-000002", 2),
    ]
    assert (latest, found) == (second, first)
    assert (second.by, second.at, dict(second.summary)) == ("clerkcg", now, {"headcount": 27})


def test_papers_of_persons_units_and_years_have_their_own_versions(
    store: Store, unit: int, now: datetime
) -> None:
    with store.transaction() as records:
        person = records.roster.people(unit)[0].id
    hand_in(store, unit, now)
    assert hand_in(store, unit, now, person_id=person).version == 1
    with store.transaction() as records:
        assert records.handins.all_of(unit, plan_id="2020") == []
        assert len(records.handins.county(PAPER, plan_id="2019")) == 2
        assert records.handins.county("registration", plan_id="2019") == []


def test_two_who_hand_in_at_once_get_two_versions_and_two_numbers(
    open_store: OpenStore, store: Store, unit: int, now: datetime
) -> None:
    stores = [store, open_store()]
    made = at_once(6, lambda number: hand_in(stores[number % 2], unit, now))

    assert sorted(each.version for each in made) == [1, 2, 3, 4, 5, 6]
    assert len({each.receipt for each in made}) == 6


def test_a_failed_hand_in_uses_up_no_number(store: Store, unit: int, now: datetime) -> None:
    missing_unit = unit + 1000
    with pytest.raises(IntegrityError), store.transaction() as records:
        records.handins.add(
            missing_unit, PAPER, None, Blob("0", 0), "", "", "", now, plan_id="2019"
        )
    assert hand_in(store, unit, now).receipt == "2019-000001"


def test_an_older_version_stands_when_the_newer_is_faulty_or_withdrawn(
    store: Store, unit: int, now: datetime
) -> None:
    assert standing(store, unit) is None
    hand_in(store, unit, now, status=HandInStatus.FAULTY)
    assert standing(store, unit) is None
    hand_in(store, unit, now)
    third = hand_in(store, unit, now)
    assert standing(store, unit) == (3, "received")
    with store.transaction() as records:
        withdrawn = records.handins.withdraw(third.id, "ClerkCG", now)
    assert (withdrawn.status, withdrawn.ended_by, withdrawn.counts) == (
        "withdrawn",
        "clerkcg",
        False,
    )
    assert standing(store, unit) == (2, "received")


def test_a_returned_paper_is_missing_again_and_keeps_the_reason(
    store: Store, unit: int, now: datetime
) -> None:
    hand_in(store, unit, now)
    second = hand_in(store, unit, now)
    with store.transaction() as records:
        records.handins.pass_on(second.id, "Boss", now)
    with store.transaction() as records:
        returned = records.handins.return_(second.id, "Boss", now, "缺公章")
    assert (returned.status, returned.reason, returned.counts) == ("returned", "缺公章", False)
    assert standing(store, unit) == (2, "returned")


def test_what_was_passed_on_cannot_be_withdrawn(store: Store, unit: int, now: datetime) -> None:
    made = hand_in(store, unit, now)
    with store.transaction() as records:
        assert records.handins.pass_on(made.id, "Boss", now).counts
    with pytest.raises(AlreadyPassedOn, match="联系他们退回"), store.transaction() as records:
        records.handins.withdraw(made.id, "ClerkCG", now)
    assert standing(store, unit) == (1, "with_section")


def test_nothing_is_withdrawn_twice(store: Store, unit: int, now: datetime) -> None:
    made = hand_in(store, unit, now)
    with store.transaction() as records:
        records.handins.withdraw(made.id, "ClerkCG", now)
    with pytest.raises(AlreadyEnded), store.transaction() as records:
        records.handins.withdraw(made.id, "ClerkCG", now)


def test_the_same_content_is_stored_once(store: Store, tmp_path: Path) -> None:
    first, second = store.blobs.put([b"ab", b"c"]), store.blobs.put([b"abc"])
    assert first == second
    with store.blobs.open(first.sha256) as file:
        assert file.read() == b"abc"
    assert files_under(tmp_path / "data") == [lies(store.blobs, first.sha256)]


def test_a_broken_upload_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.blobs.put(broken())
    assert files_under(tmp_path / "data") == []


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_a_missing_blob_is_said_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(BlobMissing, match="找不到"):
        Blobs(FolderShelf(tmp_path)).open(name)


def test_what_a_killed_process_left_half_written_is_cleared_away_later(tmp_path: Path) -> None:
    import os

    old, fresh = tmp_path / "incoming" / "a.part", tmp_path / "incoming" / "b.part"
    old.parent.mkdir()
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    Blobs(FolderShelf(tmp_path)).create()
    assert files_under(tmp_path) == [fresh]


def test_a_conversation_is_forgotten_after_half_an_hour(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.talks.save("Zhang", {"asks": "sent_by"}, now)
        records.talks.save("Zhang", {"asks": "months_served"}, now)
    with store.transaction() as records:
        assert records.talks.open("zhang", now + timedelta(minutes=30)) == {"asks": "months_served"}
        assert records.talks.open("zhang", now + timedelta(minutes=31)) is None
        records.talks.end("ZHANG")
        records.talks.end("ZHANG")
        assert records.talks.open("zhang", now) is None


def test_a_deadline_is_set_by_somebody_and_its_history_kept(
    open_store: OpenStore, store: Store, plan: Plan, now: datetime
) -> None:
    with store.transaction() as records:
        records.dates.set("2019", "unit_to_group", date(2020, 1, 10), by="Boss", at=now)
        records.dates.set("2019", "unit_to_group", date(2020, 1, 6), by="Boss", at=now)
        records.dates.set("2019", "long gone", date(2020, 1, 6), by="Boss", at=now)
        records.dates.set("2020", "summary_written", date(2021, 1, 5), by="Boss", at=now)
    store.close()

    with open_store().transaction() as records:
        ruling = records.dates.effective("2019")["unit_to_group"]
        history = records.dates.history("2019")["unit_to_group"]
        found = deadlines_in_force(plan, records)
    assert (ruling.effective, ruling.by, ruling.at) == (date(2020, 1, 6), "boss", now)
    assert [each.effective for each in history] == [date(2020, 1, 10), date(2020, 1, 6)]
    assert set(found) == set(plan.deadlines)
    assert found["unit_to_group"].binds
    assert found["summary_written"] == plan.deadlines["summary_written"]
    assert not found["summary_written"].binds


def test_unread_questions_are_kept_newest_first(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.unread.note("甲", now)
        records.unread.note("乙", now)
        assert [each.text for each in records.unread.latest()] == ["乙", "甲"]


def test_times_come_back_aware_and_naive_ones_are_refused(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.outbox.enqueue("k", "a", {"text": "好"}, now)
    with store.transaction() as records:
        [sent] = records.outbox.with_key("k")
    assert (sent.due, sent.due.tzinfo) == (now, UTC)
    with pytest.raises(Exception, match="timezone"), store.transaction() as records:
        records.inbox.accept("m", "a", now.replace(tzinfo=None))


def test_reading_does_not_wait_for_a_writer(store: Store, now: datetime) -> None:
    with store.transaction() as writer:
        writer.inbox.accept("m", "a", now)
        with store.reading() as reader:
            assert reader.roster.units() == []


def test_the_migrations_make_exactly_the_tables(open_bare: OpenStore, bare_url: str) -> None:
    open_bare()
    engine = open_engine(bare_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_several_that_start_at_once_create_one_schema(open_bare: OpenStore) -> None:
    stores = at_once(4, lambda _: open_bare())
    with stores[0].transaction() as records:
        assert records.roster.units() == []


def files_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_second_message_of_the_same_talk_waits_for_the_first(store: Store, now: datetime) -> None:
    """So that a yes tapped twice at once is done once."""
    with store.transaction() as records:
        records.talks.save("zhang", {"waits": True}, now)
    claimed, done = Barrier(2), []

    def first() -> None:
        with store.transaction() as records:
            records.talks.open("zhang", now)
            claimed.wait(PATIENCE)
            sleep(0.2)
            records.talks.save("zhang", {"waits": False}, now)

    def second() -> None:
        claimed.wait(PATIENCE)
        with store.transaction() as records:
            done.append(records.talks.open("zhang", now))

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(first), pool.submit(second)]:
            each.result()
    assert done == [{"waits": False}]
