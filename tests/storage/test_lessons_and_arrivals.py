"""Lessons known to every process at once; hand-ins by the county's day, on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from storage import Store
from storage.views import HandInStatus
from tests.kit.plans import PLAN
from tests.kit.roster import COUNTY

NOW = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)


def test_another_process_knows_a_lesson_and_its_end_at_once(
    open_store: Callable[[], Store],
) -> None:
    one, other = open_store(), open_store()
    with one.transaction() as records:
        lesson = records.lessons.teach("2019", "补贴怎么发", words="问人社局", by="Boss", at=NOW)
        records.lessons.teach("2020", "补贴怎么发", words="另一年", by="Boss", at=NOW)
    with other.reading() as records:
        assert records.lessons.in_force("2019") == [lesson]
    with other.transaction() as records:
        assert records.lessons.withdraw(lesson.id, by="Boss", at=NOW)
        assert not records.lessons.withdraw(lesson.id, by="Boss", at=NOW)
    with one.reading() as records:
        assert records.lessons.in_force("2019") == []
        acts = [(entry.act, entry.subject) for entry in records.audit.entries()]
    assert acts[0] == ("taught", f"lesson:{lesson.id}")
    assert len(acts) == 3


def test_of_two_lessons_for_the_same_words_the_later_comes_first(store: Store) -> None:
    with store.transaction() as records:
        first = records.lessons.teach("2019", "甲", words="一", by="Boss", at=NOW)
        second = records.lessons.teach("2019", "甲", topic="plan:x", by="Boss", at=NOW)
        assert records.lessons.in_force("2019") == [second, first]


def test_hand_ins_are_counted_by_the_day_of_the_countys_clocks(store: Store) -> None:
    late = datetime(2020, 1, 1, 16, 30, tzinfo=UTC)  # half past midnight in the county
    blob = store.blobs.put([b"file"])

    def add(unit: int, at: datetime, status: HandInStatus = HandInStatus.RECEIVED) -> None:
        records.handins.add(
            unit, "grade_proposals", None, blob, "f", "x", "a", at, plan_id="2019", status=status
        )

    with store.transaction() as records:
        records.roster.import_rows(COUNTY, PLAN.facts)
        one, other = (records.roster.unit_named(name)[0].id for name in ("城关镇", "县财政局"))
        add(one, late)
        add(one, late - timedelta(hours=1))
        add(other, late)
        add(one, late, HandInStatus.FAULTY)
    with store.reading() as records:
        assert records.arrivals.by_day("2019") == {date(2020, 1, 1): 1, date(2020, 1, 2): 2}
        assert records.arrivals.by_day("2019", [other]) == {date(2020, 1, 2): 1}
        assert records.arrivals.by_day("2019", []) == {}
        assert records.arrivals.by_day("2020") == {}
