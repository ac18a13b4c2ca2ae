"""The audit trail: written with the act, never changed afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import Store
from storage.views import Act

NOW = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)


def test_an_act_and_its_line_are_kept_together_or_not_at_all(store: Store) -> None:
    def killed() -> None:
        with store.transaction() as records:
            records.dates.set("2019", "unit_to_group", date(2020, 1, 6), by="Sun", at=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        killed()
    with store.reading() as records:
        assert list(records.audit.entries()) == []
    with store.transaction() as records:
        records.dates.set("2019", "unit_to_group", date(2020, 1, 6), by="Sun", at=NOW)
    with store.reading() as records:
        [entry] = records.audit.entries()
    assert (entry.by, entry.act, entry.subject, entry.at) == (
        "sun",
        Act.SET_DATE,
        "unit_to_group",
        NOW,
    )
    assert entry.detail == {"day": "2020-01-06", "status": "confirmed"}


def test_the_newest_come_first_and_pages_go_on_where_the_last_one_ended(store: Store) -> None:
    with store.transaction() as records:
        for minute in range(5):
            at = NOW + timedelta(minutes=minute)
            records.audit.note(Act.ASKED, by=f"u{minute % 2}", at=at, subject=str(minute))
    with store.reading() as records:
        first = list(records.audit.entries(limit=2))
        rest = list(records.audit.entries(before_id=first[-1].id))
        mine = [each.subject for each in records.audit.entries(by="U1")]
        late = [e.subject for e in records.audit.entries(since=NOW + timedelta(minutes=4))]
    assert [each.subject for each in first + rest] == ["4", "3", "2", "1", "0"]
    assert (mine, late) == (["3", "1"], ["4"])


@pytest.mark.parametrize("verb", ["UPDATE audit SET by = 'somebody'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_a_line(store: Store, verb: str) -> None:
    with store.transaction() as records:
        records.audit.note(Act.EXPORTED, by="sun", at=NOW)
    with pytest.raises(DBAPIError, match="only grows"), store._engine.begin() as connection:
        connection.execute(text(verb))
    with store.reading() as records:
        assert [each.by for each in records.audit.entries()] == ["sun"]
