"""Promises kept once, whatever is resent, restarted or raced."""

from datetime import datetime, timedelta

from storage import Store
from storage.outbox import next_try
from storage.tokens import fresh_token
from tests.kit.databases import OpenStore, at_once


def test_a_resend_is_answered_with_the_stored_reply(open_store: OpenStore, now: datetime) -> None:
    store = open_store()
    with store.transaction() as records:
        assert records.inbox.accept("m1", "ZhangSan", now).new
        records.inbox.answered("m1", "城关镇还差附件8。")
    store.close()

    with open_store().transaction() as records:
        again = records.inbox.accept("m1", "ZhangSan", now)
    assert (again.new, again.reply) == (False, "城关镇还差附件8。")


def test_a_resend_before_the_reply_is_neither_new_nor_answered(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.inbox.accept("m1", "zhangsan", now)
    with store.transaction() as records:
        again = records.inbox.accept("m1", "zhangsan", now)
    assert (again.new, again.reply) == (False, None)


def test_of_many_that_accept_one_message_at_once_one_finds_it_new(
    open_store: OpenStore, now: datetime
) -> None:
    stores = [open_store(), open_store()]

    def accept(number: int) -> bool:
        with stores[number % 2].transaction() as records:
            return records.inbox.accept("m1", "zhangsan", now).new

    assert sorted(at_once(8, accept)) == [False] * 7 + [True]


def test_a_failed_transaction_leaves_nothing(store: Store, now: datetime) -> None:
    try:
        with store.transaction() as records:
            records.inbox.accept("m1", "zhangsan", now)
            records.outbox.enqueue("k", "zhangsan", {"kind": "text", "text": "。"}, now)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    with store.transaction() as records:
        assert records.inbox.accept("m1", "zhangsan", now).new
        assert records.outbox.counts() == {}


def test_a_business_key_is_enqueued_once(open_store: OpenStore, now: datetime) -> None:
    stores = [open_store(), open_store()]

    def enqueue(number: int) -> bool:
        with stores[number % 2].transaction() as records:
            payload = {"kind": "text", "text": "还差附件8"}
            return records.outbox.enqueue("digest:1:2020-01-02", "lisi", payload, now)

    assert sorted(at_once(6, enqueue)) == [False] * 5 + [True]


def test_every_message_is_claimed_by_one_sender(open_store: OpenStore, now: datetime) -> None:
    stores = [open_store(), open_store()]
    with stores[0].transaction() as records:
        for number in range(40):
            records.outbox.enqueue(f"k{number}", "lisi", {"kind": "text", "text": "。"}, now)

    def send(number: int) -> list[int]:
        mine: list[int] = []
        while True:
            with stores[number % 2].transaction() as records:
                claimed = records.outbox.claim(f"sender {number}", now, limit=3)
            if not claimed:
                return mine
            for each in claimed:
                mine.append(each.id)
                with stores[number % 2].transaction() as records:
                    records.outbox.sent(each.id, now, "msgid")

    sent = [id for ids in at_once(4, send) for id in ids]
    assert (len(sent), len(set(sent))) == (40, 40)
    with stores[0].transaction() as records:
        assert records.outbox.counts() == {"sent": 40}


def test_what_is_not_due_yet_is_not_claimed(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.outbox.enqueue("k", "lisi", {}, now + timedelta(hours=1))
        assert records.outbox.claim("a", now) == []
        assert len(records.outbox.claim("a", now + timedelta(hours=1))) == 1


def test_a_killed_senders_message_is_taken_over_after_its_lease(
    open_store: OpenStore, now: datetime
) -> None:
    store, lease = open_store(), timedelta(minutes=1)
    with store.transaction() as records:
        records.outbox.enqueue("k", "LiSi", {"kind": "text", "text": "还差附件8"}, now)
    with store.transaction() as records:
        [first] = records.outbox.claim("killed", now, lease)
    store.close()

    store = open_store()
    with store.transaction() as records:
        assert records.outbox.claim("other", now + timedelta(seconds=59), lease) == []
    with store.transaction() as records:
        [second] = records.outbox.claim("other", now + timedelta(seconds=60), lease)
    assert (first.id, first.to, first.tries) == (second.id, "lisi", 1)
    assert second.tries == 2


def test_who_was_overtaken_does_not_undo_what_the_other_noted(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.outbox.enqueue("k", "lisi", {}, now)
        [slow] = records.outbox.claim("slow", now, timedelta(minutes=1))
        [fast] = records.outbox.claim("fast", now + timedelta(minutes=2), timedelta(minutes=1))
        records.outbox.sent(fast.id, now)
        records.outbox.retry(slow.id, now, "timed out")
        assert records.outbox.counts() == {"sent": 1}


def test_a_failure_is_tried_again_later_or_given_up_in_words(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        records.outbox.enqueue("k", "lisi", {}, now)
        [first] = records.outbox.claim("a", now)
        later = next_try(now, first.tries)
        records.outbox.retry(first.id, later, "企业微信暂时没有响应")
        assert records.outbox.claim("a", now) == []
        [second] = records.outbox.claim("a", later)
        records.outbox.failed(second.id, "该成员没有企业微信许可")
        assert records.outbox.claim("a", later + timedelta(days=9)) == []
        [row] = records.outbox.in_state("failed")
    assert (row.error, row.tries) == ("该成员没有企业微信许可", 2)


def test_tries_grow_further_apart_up_to_half_an_hour(now: datetime) -> None:
    waits = [next_try(now, tries) - now for tries in (1, 2, 3, 50)]
    assert waits == [
        timedelta(seconds=5),
        timedelta(seconds=10),
        timedelta(seconds=20),
        timedelta(minutes=30),
    ]


def test_a_token_is_fetched_by_one_of_all_that_want_it(
    open_store: OpenStore, now: datetime
) -> None:
    stores, fetched = [open_store(), open_store()], []

    def fetch() -> tuple[str, datetime]:
        fetched.append(1)
        return "token", now + timedelta(hours=2)

    tokens = at_once(8, lambda number: fresh_token(stores[number % 2], "app", fetch, lambda: now))
    assert (set(tokens), len(fetched)) == ({"token"}, 1)


def test_a_refused_token_is_replaced_once(store: Store, now: datetime) -> None:
    values = iter(["first", "second", "third"])

    def fetch() -> tuple[str, datetime]:
        return next(values), now + timedelta(hours=2)

    assert fresh_token(store, "app", fetch, lambda: now) == "first"
    assert fresh_token(store, "app", fetch, lambda: now, refused="first") == "second"
    assert fresh_token(store, "app", fetch, lambda: now, refused="first") == "second"


def test_a_token_is_replaced_before_it_expires(store: Store, now: datetime) -> None:
    values = iter(["first", "second"])

    def fetch() -> tuple[str, datetime]:
        return next(values), now + timedelta(hours=2)

    fresh_token(store, "app", fetch, lambda: now)
    almost = now + timedelta(hours=1, minutes=59)
    assert fresh_token(store, "app", fetch, lambda: almost) == "second"


def test_a_failed_fetch_lets_the_next_one_try(store: Store, now: datetime) -> None:
    def broken() -> tuple[str, datetime]:
        raise ConnectionError("down")

    for _ in range(2):
        try:
            fresh_token(store, "app", broken, lambda: now)
        except ConnectionError:
            pass
        else:
            raise AssertionError("must not be swallowed")


def test_a_killed_refreshers_lease_runs_out(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        assert records.tokens.lease("app", "killed", now)
        assert not records.tokens.lease("app", "other", now)
        assert records.tokens.lease("app", "other", now + timedelta(seconds=30))
