"""The roster of a closed season: who was there and where, whatever became of them since."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rules.roster import ImportRows, PersonRow, UnitRow
from storage import Records, Store
from storage.roster.typed import CannotChange
from storage.views import Correction, Edit, Entity, HandInStatus, SeasonStepKind
from tests.kit.databases import sqlite_store
from tests.kit.plans import PLAN
from tests.kit.web.county import ROWS, SHANGHAI

CLOSED = datetime(2019, 2, 1, tzinfo=SHANGHAI)
LATER = Edit("jiandu", CLOSED + timedelta(days=300))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = sqlite_store(tmp_path / "kaohe.sqlite3", tmp_path / "data", ROWS)
    with made.transaction() as records:
        records.seasons.note("2018", SeasonStepKind.CLOSED, by="", at=CLOSED)
    yield made
    made.close()


def correct(records: Records, name: str, field: str, value: str) -> None:
    id = str(records.roster.people_named(name)[0].id)
    wanted = Correction(Entity.PERSON, id, field, {"value": value})
    assert records.roster.correct(wanted, LATER, PLAN.facts)


def unit_id(records: Records, name: str) -> int:
    return records.roster.unit_named(name)[0].id


def named(records: Records, unit: int) -> set[str]:
    return {each.name for each in records.roster.people(unit)}


def test_who_moved_was_renamed_or_left_is_as_then(store: Store) -> None:
    with store.transaction() as records:
        correct(records, "胡军", "unit", "河口镇")
        correct(records, "何平", "name", "何萍")
        correct(records, "孙悦", "left", "")
    with store.reading() as records:
        then = records.of_season("2018")
        bureau, town = unit_id(records, "县财政局"), unit_id(records, "河口镇")
        assert (named(records, town), named(records, bureau)) == ({"胡军", "何萍"}, set())
        assert (named(then, town), named(then, bureau)) == ({"何平"}, {"胡军"})
        assert [one.name for one in then.roster.people_named("孙悦")] == ["孙悦"]
        assert records.roster.people_named("孙悦") == []
        assert "何平" in then.roster.names_in("何平在哪考核")
        assert then.roster.secondees_at(unit_id(records, "城关镇"))[0].name == "胡军"


def test_who_came_since_was_not_there(store: Store) -> None:
    rows = ImportRows(
        units=(UnitRow(2, "新城镇", "乡镇"),), people=(PersonRow(2, "林涛", "新城镇", "镇长"),)
    )
    with store.transaction() as records:
        assert not records.roster.import_rows(rows, PLAN.facts, edit=LATER).problems
    with store.reading() as records:
        then = records.of_season("2018")
        assert then.roster.unit_named("新城镇") == []
        assert then.roster.people_named("林涛") == []
        assert "林涛" not in {p.name for some in then.roster.everybody().values() for p in some}
        assert records.roster.people_named("林涛")


def test_a_unit_merged_since_was_there_and_its_people_with_it(store: Store) -> None:
    with store.transaction() as records:
        old, new = unit_id(records, "河口镇"), unit_id(records, "城关镇")
        blob = store.blobs.put([b"file"])
        person = records.roster.people_named("何平")[0].id
        for plan in ("2018", "2019"):
            records.handins.add(
                old, "registration", person, blob, "f", "x", "lina", CLOSED - timedelta(days=9),
                plan_id=plan, status=HandInStatus.RECEIVED,
            )  # fmt: skip
        records.merging.merge(old, new, LATER)
    with store.reading() as records:
        then = records.of_season("2018")
        assert [unit.name for unit in then.roster.unit_named("河口镇")] == ["河口镇"]
        assert (then.merging.now(old), records.merging.now(old)) == (old, new)
        assert named(then, old) == {"何平"}
        assert {one.unit_id for one in then.handins.county(plan_id="2018")} == {old}
        assert {one.unit_id for one in records.handins.county(plan_id="2019")} == {new}


def test_a_season_that_goes_on_has_the_roster_of_today(store: Store) -> None:
    with store.transaction() as records:
        assert records.of_season("2019") is records


def test_nothing_is_changed_in_it(store: Store) -> None:
    with store.transaction() as records:
        then = records.of_season("2018")
        with pytest.raises(CannotChange, match="已经结束"):
            correct(then, "胡军", "unit", "河口镇")
        with pytest.raises(CannotChange, match="已经结束"):
            then.roster.import_rows(ImportRows(), PLAN.facts)


def test_what_is_queued_by_it_is_seen_by_all(store: Store) -> None:
    with store.transaction() as records:
        records.of_season("2018").outbox.enqueue("a", "lina", {"kind": "text"}, CLOSED)
        assert records.outbox.queued
