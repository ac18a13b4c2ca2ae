"""A season's personal data goes, past the guards and out of the files; all else stays guarded."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from handlers.dialogue.conversation import respond
from handlers.turn.message import IncomingMessage
from language.reader import Reader
from rules.plan import Plan
from storage import Records, Store
from storage.tables import METADATA
from storage.views import Act, Correction, Edit, Entity, SeasonStepKind
from tests.kit.plans import PLAN

SECRET = "周密的述职述法报告第七稿"


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.snapshot() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in METADATA.sorted_tables
        }
    return {name: some for name, some in found.items() if some}


def hand_in(records: Records, store: Store, plan_id: str, at: datetime, who: str = "张伟") -> None:
    [unit] = records.roster.unit_named("城关镇")
    person = next(one for one in records.roster.people(unit.id) if one.name == who)
    blob = store.blobs.put([f"{SECRET}{plan_id}".encode()])
    handin = records.handins.add(
        unit.id, "duty_report", person.id, blob, f"{SECRET}.docx", "x", "ClerkCG", at,
        plan_id=plan_id,
    )  # fmt: skip
    member = records.members.by_userid("ClerkCG")
    assert member is not None
    records.comments.add(handin.id, member, SECRET, at)
    draft = records.drafts.locked("registration_form", person.id, at, plan_id=plan_id)
    records.drafts.write(draft.id, {"summary": SECRET}, "ClerkCG", at, still_ready=False)


@pytest.fixture
def season(county: Store, plan: Plan, reader: Reader, now: datetime) -> Store:
    """A county that talked, handed in, corrected and put a case, then closed 2019."""
    message = IncomingMessage("m1", "ClerkCG", "test", now, text="城关镇挂职的小刘在哪考核")
    with county.transaction() as records:
        records.inbox.accept("m1", "ClerkCG", now)
    respond(message, county, plan, reader, public_url="https://x", finish=lambda *_: None)
    with county.transaction() as records:
        hand_in(records, county, "2019", now)
        records.outbox.enqueue("k", "ClerkCG", {"kind": "text", "text": SECRET}, now)
        case, _ = records.cases.file(
            "2019", "silence:rounding", axes=(), facts={}, rests=(), clauses=(),
            signatures=("rounding",), person_id=None, by="ClerkCG", at=now,
        )  # fmt: skip
        records.cases.answer(case, {}, words=SECRET, reason="从严", by="boss", at=now)
        [unit] = records.roster.unit_named("城关镇")
        person = records.roster.people(unit.id)[0]
        renamed = Correction(Entity.PERSON, str(person.id), "post", {"value": SECRET})
        records.roster.correct(renamed, Edit("boss", now), plan.facts)
        records.dates.set("2019", "unit_to_group", None, by="boss", at=now)
        records.seasons.note("2019", SeasonStepKind.CLOSED, by="", at=now + timedelta(hours=1))
    return county


def erased(store: Store, now: datetime, *, roster: bool = False) -> dict[str, int]:
    until = now + timedelta(hours=1)
    with store.reading() as records:
        shown = records.seasons.would_erase("2019", until, roster=roster)
    before = rows(store)
    with store.transaction() as records:
        counts = records.seasons.erase("2019", until, roster=roster)
    after = rows(store)
    gone = {name: len(some) - len(after.get(name, ())) for name, some in before.items()}
    assert counts == shown == {name: number for name, number in gone.items() if number}
    return counts


GROWING = ("audit", "hand_in", "hand_in_step", "roster_change", "season_step", "deadline_ruling")


def test_the_season_goes_and_the_roster_stays(season: Store, now: datetime) -> None:
    with season.transaction() as records:
        hand_in(records, season, "2020", now + timedelta(days=300))
    before = rows(season)
    counts = erased(season, now)
    after = rows(season)

    assert {"hand_in", "hand_in_step", "paper_comment", "draft", "talk", "inbox", "outbox"} <= set(
        counts
    )
    assert {"audit", "roster_change", "petition_case", "precedent"} <= set(counts)
    for kept in ("unit", "person", "member", "deadline_ruling", "season_step", "running_number"):
        assert after[kept] == before[kept], kept
    assert [row[4] for row in after["hand_in"]] != []
    assert {row[2] for row in after["hand_in"]} == {"2020"}


def test_the_guards_stand_again_afterwards(season: Store, now: datetime) -> None:
    erased(season, now)
    with season.transaction() as records:
        hand_in(records, season, "2020", now)
        [unit] = records.roster.unit_named("城关镇")
        records.dates.set("2020", "unit_to_group", None, by="boss", at=now)
        person = records.roster.people(unit.id)[0]
        change = Correction(Entity.PERSON, str(person.id), "post", {"value": "镇长"})
        edit = Edit("boss", now)
        records.roster.correct(change, edit, PLAN.facts)
    for table in GROWING:
        for words in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1"):
            with pytest.raises(DBAPIError), season.transaction() as records:
                records._session.execute(text(words))
    assert all(rows(season).get(table) for table in GROWING)


def test_a_failure_on_the_way_leaves_everything_and_every_guard(
    season: Store, now: datetime
) -> None:
    before = rows(season)
    with season.reading() as records:  # nothing written there is kept
        assert records.seasons.erase("2019", now + timedelta(hours=1), roster=True)
    assert rows(season) == before
    for table in GROWING:
        with pytest.raises(DBAPIError), season.transaction() as records:
            records._session.execute(text(f"DELETE FROM {table}"))


def test_nothing_of_it_can_be_read_from_the_files(
    season: Store, now: datetime, tmp_path: Path
) -> None:
    def holding() -> set[str]:
        return {
            path.name
            for path in tmp_path.rglob("*")
            if path.is_file() and SECRET.encode() in path.read_bytes()
        }

    is_sqlite = any(tmp_path.glob("*.sqlite3"))
    if is_sqlite:
        assert "kaohe.sqlite3" in {name.removesuffix("-wal") for name in holding()}
    erased(season, now)
    season.wipe_free_space()
    season.sweep(timedelta(seconds=-5))
    # The roster's own row was changed and stays; its new words are the roster's.
    with season.transaction() as records:
        records._session.execute(text("UPDATE person SET post = ''"))
    season.wipe_free_space()
    assert holding() == set()


def test_with_the_roster_nobody_is_left(season: Store, now: datetime) -> None:
    erased(season, now, roster=True)
    after = rows(season)
    assert not set(after) & {"person", "member", "unit", "secondment", "assessment_group"}
    assert set(after) <= {
        "season_step", "deadline_ruling", "running_number", "revision", "unit_revision", "pulse",
        "speaking_setting", "lesson", "workday", "day_total",
    }  # fmt: skip
    with season.reading() as records:
        assert records.roster.units() == []
        assert [each.step for each in records.seasons.steps("2019")] == [SeasonStepKind.CLOSED]


def test_who_left_the_roster_goes_with_the_season(season: Store, now: datetime, plan: Plan) -> None:
    with season.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        person = next(one for one in records.roster.people(unit.id) if one.name == "张伟")
        gone = Correction(Entity.PERSON, str(person.id), "left", {})
        records.roster.correct(gone, Edit("boss", now), plan.facts)
        records._session.execute(text("UPDATE member SET person_id = NULL"))
    assert erased(season, now)["person"] == 1


def test_closing_and_opening_again_is_remembered(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        assert records.seasons.closed_at("2019") is None
        records.seasons.note("2019", SeasonStepKind.CLOSED, by="boss", at=now)
        assert records.seasons.closed_at("2019") == now
        assert records.seasons.closed_at("2020") is None
        records.seasons.note("2019", SeasonStepKind.ARCHIVED, by="boss", at=now)
        assert records.seasons.closed_at("2019") == now
        records.seasons.note("2019", SeasonStepKind.REOPENED, by="boss", at=now)
        assert records.seasons.closed_at("2019") is None
        acts = [each.subject for each in records.audit.entries(act=Act.SEASON)]
    assert acts == ["2019:reopened", "2019:archived", "2019:closed"]


def test_where_somebody_is_busy_with_the_database_it_is_told(
    season: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert season.wipe_free_space()
    with monkeypatch.context() as patch:
        patch.setattr("storage.engine.BUSY_MS", 100)
        other = Store(str(season._engine.url.render_as_string(hide_password=False)), Path())
        try:
            if other.writers == 1:  # SQLite
                with season.transaction() as records:
                    records.unread.note("忙", now)
                    assert not other.wipe_free_space()
        finally:
            other.close()
    assert season.wipe_free_space()
