"""Callbacks whose answer takes longer than WeCom waits: one answer, later, whoever gives it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from handlers.turn.reply import Kind, Reply
from tests.kit.bot.house import house, message_xml
from tests.kit.waiting import PATIENCE, until

# Each test starts the channel and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow


def test_slow_work_is_answered_later_and_the_callback_at_once(store):
    with house(store, patience=0.3) as here:
        go_on = Event()

        def slowly() -> Reply:
            assert go_on.wait(PATIENCE)
            return Reply(Kind.ANSWER, "想好了。")

        here.replies["慢"] = slowly
        first = here.driver.raw(message_xml("慢"))
        resent = here.driver.raw(message_xml("慢"))
        go_on.set()
        until(lambda: here.sent("ZhangSan"))

        assert [one["status"] for one in first + resent] == [200, 200]
        assert [one["body"] for one in first + resent] == ["", ""]
        assert here.sent("ZhangSan") == ["想好了。"]
        assert len(here.heard) == 1


def test_a_message_whose_process_died_while_working_is_answered_by_the_next(store):
    with house(store, patience=0.3) as here:
        never = Event()

        def stuck() -> Reply:
            never.wait(60)
            return Reply(Kind.OFF, "太晚了。")

        here.replies["慢"] = stuck
        here.driver.say("ZhangSan", "慢")
        # The thread stays stuck, as good as dead; somebody takes over two minutes later.
        here.replies["慢"] = Reply(Kind.ANSWER, "接着办好了。")
        here.driver.jump("2019-12-25T09:03")
        here.clock.put(here.driver.now())

        assert here.sent("ZhangSan") == ["接着办好了。"]
        never.set()


def test_two_connections_with_the_same_message_share_one_answer(store):
    with house(store) as here:

        def slowly() -> Reply:
            sleep(0.4)
            return Reply(Kind.ANSWER, "一次。")

        here.replies["慢"] = slowly
        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(lambda _: here.driver.raw(message_xml("慢"))[0], range(2)))

        assert len(here.heard) == 1
        assert [one["reply"]["Content"] for one in answers] == ["一次。", "一次。"]
