"""What several processes agree on by rows: who does what, whose turn it is, what may be sent."""

from datetime import datetime, timedelta

from storage import Store
from tests.kit.databases import OpenStore, at_once

MINUTE = timedelta(minutes=1)
MOST = ((timedelta(minutes=1), 22), (timedelta(hours=1), 800))


def take(store: Store, owner: str, at: datetime) -> bool:
    with store.transaction() as records:
        return records.duties.take("tick", owner, at, MINUTE)


def test_of_many_one_gets_a_duty(open_store: OpenStore, now: datetime) -> None:
    stores = [open_store(), open_store()]
    found = at_once(6, lambda number: take(stores[number % 2], f"process {number}", now))
    assert sorted(found) == [False] * 5 + [True]


def test_a_duty_is_kept_let_go_and_taken_over(store: Store, now: datetime) -> None:
    assert take(store, "first", now)
    assert not take(store, "second", now + MINUTE / 2)
    assert take(store, "first", now + MINUTE / 2)
    assert not take(store, "second", now + MINUTE)
    assert take(store, "second", now + MINUTE * 3 / 2)
    assert not take(store, "first", now + MINUTE * 3 / 2)

    with store.transaction() as records:
        records.duties.let_go("tick", "first")  # not its own any more
        assert records.duties.held_by_another("tick", "first", now + MINUTE * 2, MINUTE)
        records.duties.let_go("tick", "second")
    assert take(store, "first", now + MINUTE * 2)


def test_a_duty_from_before_the_clock_was_set_back_is_void(store: Store, now: datetime) -> None:
    assert take(store, "first", now + timedelta(days=1))
    with store.reading() as records:
        assert not records.duties.held_by_another("tick", "second", now, MINUTE)
    assert take(store, "second", now)


def test_a_turn_waits_for_earlier_ones_of_other_processes(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        first = records.turns.draw(["ZhangSan", "lisi"], "one", now)
        second = records.turns.draw(["zhangsan", "wangwu"], "two", now)
        assert [*first, *second] == sorted({*first, *second})
        ask = ["zhangsan", "wangwu", "lisi"]
        assert records.turns.elsewhere(ask, "two", now - MINUTE) == {
            "zhangsan": first[0],
            "lisi": first[1],
        }
        assert records.turns.elsewhere(ask, "two", now) == {}
    with store.transaction() as records:
        records.turns.done([first[0]])
        assert records.turns.elsewhere(ask, "two", now - MINUTE) == {"lisi": first[1]}
        records.turns.forget(now + MINUTE)
        assert records.turns.elsewhere(ask, "two", now - MINUTE) == {}


def test_no_two_count_the_same_room(open_store: OpenStore, now: datetime) -> None:
    stores = [open_store(), open_store(), open_store()]
    with stores[0].transaction() as records:
        text = {"kind": "text", "text": "。"}
        records.outbox.enqueue_each([(f"k{number}", "lisi", text) for number in range(60)], now)
        ids = [each.id for each in records.outbox.claim("one", now, limit=60)]

    def count_in(which: int) -> int:
        taken = 0
        for id in ids[which::3]:
            with stores[which].transaction() as records:
                taken += records.allowance.take(id, "LiSi", 1, now, MOST)
        return taken

    assert sum(at_once(3, count_in)) == 22
    with stores[0].transaction() as records:
        assert not records.allowance.take(ids[0], "lisi", 1, now + MINUTE / 2, MOST)
        assert records.allowance.take(ids[0], "lisi", 5, now + MINUTE, MOST)
        assert not records.allowance.take(ids[1], "lisi", 20, now + MINUTE * 3 / 2, MOST)
        # Longer than all that may be: when nothing else went.
        assert records.allowance.take(ids[1], "lisi", 30, now + MINUTE * 3, MOST)


def test_a_day_is_full_for_all(open_store: OpenStore, now: datetime) -> None:
    stores = [open_store(), open_store(), open_store()]

    def count_in(which: int) -> int:
        taken = 0
        for _ in range(20):
            with stores[which].transaction() as records:
                taken += records.allowance.take_of_day(now.date(), 2, 50)
        return taken

    assert sum(at_once(3, count_in)) == 25
    with stores[0].transaction() as records:
        assert records.allowance.of_day(now.date()) == 50
        assert records.allowance.take_of_day(now.date() + timedelta(days=1), 2, 50)
