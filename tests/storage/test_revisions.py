"""What is kept in memory is never older than the database, whoever changed that and how."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import text

from rules.roster import ImportRows, PersonRow, UnitRow
from storage import Records, Store
from storage.engine import open_engine
from storage.views import Correction, Edit, Entity
from tests.kit.databases import OpenStore, unit_id
from tests.kit.plans import PLAN

ROWS = ImportRows(
    units=(UnitRow(2, "城关镇", "乡镇", ("城关",)), UnitRow(3, "河口镇", "乡镇")),
    people=(PersonRow(2, "王建国", "城关镇", "书记"), PersonRow(3, "张伟", "河口镇", "镇长")),
)


@pytest.fixture
def two(open_store: OpenStore) -> tuple[Store, Store]:
    """Two processes' stores on one database with a roster, both having read it."""
    stores = (open_store(), open_store())
    with stores[0].transaction() as records:
        records.roster.import_rows(ROWS, PLAN.facts)
    for store in stores:
        assert seen(store) == (["城关镇", "河口镇"], ["王建国"])
    return stores


def seen(store: Store) -> tuple[list[str], list[str]]:
    """The units, and who of three is named in a text."""
    with store.reading() as records:
        names = records.roster.names_in("王建国、李娜和陈静在哪考核")
        return [unit.name for unit in records.roster.units()], names


def edit(now: datetime) -> Edit:
    return Edit("boss", now)


def added(records: Records, now: datetime) -> None:
    values = {"name": "李娜", "unit": "河口镇"}
    records.roster.correct(Correction(Entity.PERSON, "", "new", values), edit(now), PLAN.facts)


def renamed(records: Records, now: datetime) -> None:
    id = str(unit_id(records, "城关镇"))
    wanted = Correction(Entity.UNIT, id, "name", {"value": "城关街道"})
    records.roster.correct(wanted, edit(now), PLAN.facts)


def merged(records: Records, now: datetime) -> None:
    records.merging.merge(unit_id(records, "河口镇"), unit_id(records, "城关镇"), edit(now))


@pytest.mark.parametrize(
    ("change", "units", "names"),
    [
        (added, ["城关镇", "河口镇"], ["王建国", "李娜"]),
        (renamed, ["城关街道", "河口镇"], ["王建国"]),
        (merged, ["城关镇"], ["王建国"]),
    ],
)
def test_the_other_process_knows_at_once(
    two: tuple[Store, Store],
    now: datetime,
    change: Callable[[Records, datetime], None],
    units: list[str],
    names: list[str],
) -> None:
    with two[0].transaction() as records:
        records.roster.units()
        change(records, now)
        assert [unit.name for unit in records.roster.units()] == units
    for store in two:
        assert seen(store) == (units, names)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name = '李娜' WHERE name = '王建国'",
        "DELETE FROM person WHERE name = '王建国'",
        "UPDATE unit SET name = '李庄镇' WHERE name = '河口镇'",
    ],
)
def test_what_is_changed_by_sql_is_known_too(
    two: tuple[Store, Store], database_url: str, statement: str
) -> None:
    before = seen(two[1])
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    assert seen(two[1]) != before


def test_a_trial_leaves_nothing_behind(two: tuple[Store, Store], now: datetime) -> None:
    more = ImportRows(people=(PersonRow(2, "陈静", "城关镇", "副镇长"),))
    for _ in range(3):
        with two[0].reading() as records:
            with records.roster.trial(more, PLAN.facts):
                assert records.roster.names_in("陈静") == ["陈静"]
            assert records.roster.names_in("陈静") == []
    with two[0].transaction() as records:
        added(records, now)
    assert seen(two[0])[1] == ["王建国", "李娜"]


def test_a_change_that_is_taken_back_does_not_stay(two: tuple[Store, Store], now: datetime) -> None:
    with pytest.raises(ZeroDivisionError):
        fails_after(two[0], lambda records: renamed(records, now))
    with two[1].transaction() as records:
        added(records, now)
    assert seen(two[0]) == (["城关镇", "河口镇"], ["王建国", "李娜"])


def fails_after(store: Store, change: Callable[[Records], None]) -> None:
    with store.transaction() as records:
        change(records)
        assert records.roster.units()[0].name == "城关街道"
        raise ZeroDivisionError
