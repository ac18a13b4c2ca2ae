"""WeCom down, a clock gone wrong, a receiver gone: nothing is lost and nothing sent twice."""

from datetime import timedelta

import pytest

from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.errors import TooOften
from bot.channels.wecom_app.sending import AppChannel
from bot.deliver import GIVE_UP_AFTER, LEASE, TRIES, Sender
from scheduler import Later
from scheduler.delivery_decision import Redirect
from tests.kit.bot.queueing import as_it_is, queue, states, text, texts

# Hours and weeks in which every message is tried again and again.
pytestmark = pytest.mark.slow


def test_six_hours_without_wecom_lose_nothing_and_send_nothing_twice(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("晚到也要到"))
    driver.faults(http_500=999)
    for _ in range(72):
        clock.put(clock.now() + timedelta(minutes=5))
        sender.drain()
    waited = states(store)
    driver.faults(http_500=0)
    for _ in range(3):
        clock.put(clock.now() + timedelta(minutes=31))
        sender.drain()

    assert waited == {"waiting": 1}
    assert texts(driver, "lisi") == ["晚到也要到"]


def test_it_gives_up_on_the_channel_after_a_week_and_says_why(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("发不出"))
    driver.faults(http_500=999)
    for _ in range(TRIES + 1):
        clock.put(clock.now() + GIVE_UP_AFTER / TRIES)
        sender.drain()

    with store.reading() as records:
        (failed,) = records.outbox.in_state("failed")
    assert "连不上企业微信接口" in failed.error


def test_it_gives_up_on_a_fault_of_ours_after_some_tries(store, client, clock):
    class Broken(AppChannel):
        def send(self, delivery, payload):
            raise KeyError

    queue(store, clock, "a", "lisi", text("发不出"))
    broken = Sender(store, Broken(client, store, lambda payload: None), clock, as_it_is)
    for _ in range(TRIES + 1):
        clock.put(clock.now() + timedelta(hours=1))
        broken.drain()

    with store.reading() as records:
        (failed,) = records.outbox.in_state("failed")
    assert failed.tries == TRIES


def test_a_backlog_to_one_member_is_spread_so_that_wecom_drops_nothing(
    sender, store, channel, clock, driver
):
    for number in range(40):
        queue(store, clock, f"k{number}", "lisi", text(f"第{number}条"))
    start = clock.now()
    another = Sender(store, channel, clock, as_it_is)  # a second process counts what the first sent
    for minute in range(4):
        at = start + timedelta(seconds=61 * minute)
        clock.put(at)
        driver.jump(at)
        (sender, another)[minute % 2].drain()

    assert texts(driver, "lisi") == [f"第{number}条" for number in range(40)]
    assert states(store) == {"sent": 40}


def test_a_member_gets_no_more_in_an_hour_than_wecom_lets_through(sender, store, clock, driver):
    start = clock.now()
    with store.transaction() as records:
        gone = [(f"gone{number}", "lisi", text("早就发了")) for number in range(800)]
        records.outbox.enqueue_each(gone, start)
        claimed = records.outbox.claim("another", start, limit=800)
        for number, delivery in enumerate(claimed):  # 16 a minute: the minute's limit allows it
            at = start + timedelta(seconds=3.75 * number)
            records.allowance.take(delivery.id, "lisi", 1, at, ())
            records.outbox.sent(delivery.id, at)
    queue(store, clock, "a", "LiSi", text("第801条"))
    queue(store, clock, "b", "zhangsan", text("别人的"))
    seen = []
    for minute in (51, 55, 59, 61):
        clock.put(start + timedelta(minutes=minute))
        driver.jump(clock.now())
        sender.drain()
        seen.append(texts(driver, "lisi"))

    assert seen == [[], [], [], ["第801条"]]
    assert texts(driver, "zhangsan") == ["别人的"]


def test_a_clock_that_jumped_ahead_and_back_keeps_nothing_waiting(sender, store, clock, driver):
    right = clock.now()
    queue(store, clock, "a", "lisi", text("等着"))
    clock.put(right + timedelta(days=9))
    driver.faults(http_500=1)
    sender.drain()
    clock.put(right + timedelta(minutes=1))
    sender.drain()

    assert texts(driver, "lisi") == ["等着"]


def test_what_is_put_off_counts_as_no_try_and_goes_out_later(store, channel, clock, driver):
    queue(store, clock, "a", "lisi", text("明早再说"))
    morning = clock.now() + timedelta(hours=20)

    def second_look(payload, records):
        return payload if clock.now() >= morning else Later(morning)

    patient = Sender(store, channel, clock, second_look)
    patient.drain()
    clock.put(clock.now() + timedelta(hours=10))
    patient.drain()
    before = texts(driver, "lisi")
    clock.put(morning)
    patient.drain()

    assert (before, texts(driver, "lisi")) == ([], ["明早再说"])
    with store.reading() as records:
        assert [one.tries for one in records.outbox.in_state("sent")] == [1]


def test_somebody_else_is_told_when_the_first_cannot_be_reached(
    sender, store, channel, clock, driver
):
    def second_look(payload, records):
        reachable = records.members.by_userid(payload["for"]).reachable
        return payload if reachable else Redirect("lisi", {**payload, "for": "lisi"})

    queue(store, clock, "a", "outside", {**text("轮到谁就发给谁"), "for": "outside"})
    Sender(store, channel, clock, second_look).drain()

    assert texts(driver, "lisi") == ["轮到谁就发给谁"]
    with store.reading() as records:
        assert [member.userid for member in records.members.unreachable()] == ["outside"]


class DiesAfterSending(AppChannel):
    def send(self, delivery, payload):
        super().send(delivery, payload)
        raise Killed


class Killed(BaseException):
    """What a killed process would not even get to raise."""


def test_what_a_killed_process_sent_is_not_said_again_in_other_words(
    sender, client, store, clock, driver
):
    words = iter(["还差2件", "还差1件", "还差0件"])

    def second_look(payload, records):
        return {**payload, **text(next(words))}

    queue(store, clock, "a", "lisi", {**text(""), "recheck": {"notice": "x"}})
    dying = DiesAfterSending(client, store, lambda payload: None)
    with pytest.raises(Killed):
        Sender(store, dying, clock, second_look).drain()
    clock.put(clock.now() + LEASE)
    driver.jump(clock.now())
    Sender(store, AppChannel(client, store, lambda payload: None), clock, second_look).drain()

    assert texts(driver, "lisi") == ["还差2件"]
    assert states(store) == {"sent": 1}


def test_what_was_refused_for_certain_is_worded_anew(sender, client, store, clock, driver):
    words = iter(["还差2件", "还差1件"])

    def second_look(payload, records):
        return {**payload, **text(next(words))}

    queue(store, clock, "a", "lisi", {**text(""), "recheck": {"notice": "x"}})
    driver.faults(limited=1)
    anew = Sender(store, AppChannel(client, store, lambda payload: None), clock, second_look)
    anew.drain()
    clock.put(clock.now() + timedelta(minutes=2))
    anew.drain()

    assert texts(driver, "lisi") == ["还差1件"]


def test_an_hour_of_too_many_calls_is_kept_by_every_process(sender, account, store, clock, driver):
    for number in range(20):
        queue(store, clock, f"k{number}", "lisi", text(f"第{number}条"))
    driver.faults(limited=999)
    # Two processes: each has a client of its own, the database is one.
    clients = [WecomClient(account, store, clock) for _ in range(2)]
    both = [
        Sender(store, AppChannel(one, store, lambda payload: None), clock, as_it_is)
        for one in clients
    ]
    for _ in range(60):
        for each in both:
            each.drain()
        clock.put(clock.now() + timedelta(minutes=1))
    refused = sum(driver.call_counts().values())
    driver.faults(limited=0)
    for _ in range(8):
        clock.put(clock.now() + timedelta(minutes=20))
        driver.jump(clock.now())
        for each in both:
            each.drain()

    # At once, after a minute, after ten more; then the hour is kept.
    assert refused == 3
    assert sorted(texts(driver, "lisi")) == sorted(f"第{number}条" for number in range(20))


def test_the_quiet_window_of_a_clock_that_was_wrong_does_not_last(client, driver, clock):
    right = clock.now()
    clock.put(right + timedelta(days=30))
    driver.faults(limited=1)
    with pytest.raises(TooOften):
        client.send(["lisi"], {"msgtype": "text", "text": {"content": "一"}})
    clock.put(right)
    client.send(["lisi"], {"msgtype": "text", "text": {"content": "二"}})

    assert texts(driver, "lisi") == ["二"]
