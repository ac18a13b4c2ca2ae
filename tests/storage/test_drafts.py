"""Drafts on both databases: one a person and paper, whoever begins it first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from rules.roster import ImportResult
from storage import Store
from tests.kit.roster import COUNTY

NOW = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def county(import_county: Callable[..., ImportResult]) -> None:
    assert import_county(COUNTY).problems == ()


def somebody(store: Store) -> int:
    with store.reading() as records:
        return next(p.id for those in records.roster.everybody().values() for p in those)


def test_what_two_write_at_once_into_different_blanks_is_both_kept(
    open_store: Callable[[], Store], store: Store
) -> None:
    person, stores = somebody(store), [store, open_store()]

    def write(number: int) -> None:
        with stores[number % 2].transaction() as records:
            draft = records.drafts.locked("registration", person, NOW, plan_id="2019")
            texts = {f"blank{number}": f"第{number}句\n换行"}
            records.drafts.write(draft.id, texts, "Wangfang", NOW, still_ready=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    with store.reading() as records:
        (draft,) = records.drafts.of_people([person], plan_id="2019")
        assert records.drafts.of_people([person], plan_id="2020") == []
    assert draft.revision == 8
    assert {blank: entry.text for blank, entry in draft.entries.items()} == {
        f"blank{number}": f"第{number}句\n换行" for number in range(8)
    }
    assert {(entry.by, entry.at) for entry in draft.entries.values()} == {("wangfang", NOW)}


def test_given_on_is_over_once_its_persons_part_changes(store: Store) -> None:
    person = somebody(store)
    with store.transaction() as records:
        draft = records.drafts.locked("registration", person, NOW, plan_id="2019")
        unit = records.roster.person(person).unit_id
        given = records.drafts.give_on(draft.id, "zhangwei", NOW, unit_id=unit)
        beside = records.drafts.write(draft.id, {"grade": "称职"}, "w", NOW, still_ready=True)
        changed = records.drafts.write(draft.id, {"party": "群众"}, "w", NOW, still_ready=False)
    assert [(each.ready_by, each.ready_at) for each in (given, beside, changed)] == [
        ("zhangwei", NOW), ("zhangwei", NOW), ("", None),
    ]  # fmt: skip


def test_a_draft_is_no_paper_and_makes_no_unit_be_counted_anew(store: Store) -> None:
    person = somebody(store)
    with store.reading() as records:
        before = records.owed.stale("2019", "any")
    with store.transaction() as records:
        draft = records.drafts.locked("registration", person, NOW, plan_id="2019")
        records.drafts.write(draft.id, {"party": "群众"}, "w", NOW, still_ready=False)
    with store.reading() as records:
        unit = records.roster.person(person).unit_id
        assert records.owed.stale("2019", "any") == before != {}
        assert records.handins.all_of(unit, plan_id="2019") == []
