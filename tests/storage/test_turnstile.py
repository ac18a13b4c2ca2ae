"""Writers of one process: one at a time, in the order they came, and none waits for ever."""

from threading import Event, Thread
from time import sleep

import pytest

from storage import Store
from storage.turnstile import Turnstile


def test_they_pass_in_the_order_they_came() -> None:
    turnstile, passed, threads = Turnstile(10), [], []

    def go(number: int) -> None:
        with turnstile.passed():
            passed.append(number)

    with turnstile.passed():
        for number in range(8):
            threads.append(Thread(target=go, args=(number,)))
            threads[-1].start()
            while len(turnstile._waiting) <= number:
                sleep(0.001)
        assert passed == []
    for thread in threads:
        thread.join()
    assert passed == list(range(8))


def test_who_waits_too_long_gives_up_and_the_others_go_on() -> None:
    turnstile, inside, enough = Turnstile(0.05), Event(), Event()

    def stay() -> None:
        with turnstile.passed():
            inside.set()
            enough.wait()

    thread = Thread(target=stay)
    thread.start()
    inside.wait()
    with pytest.raises(TimeoutError), turnstile.passed():
        pass
    enough.set()
    thread.join()
    with turnstile.passed():
        pass


def test_one_inside_another_is_told_at_once_and_not_after_twenty_seconds() -> None:
    turnstile = Turnstile(10)
    with turnstile.passed(), pytest.raises(RuntimeError), turnstile.passed():
        pass
    with turnstile.passed():  # left behind as it was
        pass


def test_deeds_done_together_see_each_other_and_are_undone_together(store: Store, now) -> None:
    with store.together() as next_records:
        next_records().talks.save("a", {"topic": "one"}, now)
        assert next_records().talks.open("a", now) == {"topic": "one"}
    with pytest.raises(ZeroDivisionError):
        fails_after_one(store, now)
    with store.reading() as records:
        assert records.talks.open("a", now) == {"topic": "one"}


def fails_after_one(store: Store, now) -> None:
    with store.together() as next_records:
        next_records().talks.save("a", {"topic": "other"}, now)
        next_records()
        raise ZeroDivisionError
