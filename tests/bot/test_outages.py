"""WeCom down, a clock gone wrong, a receiver gone: nothing is lost and nothing sent twice."""

from datetime import timedelta

from bot.channels.wecom_app.sending import AppChannel
from bot.deliver import GIVE_UP_AFTER, TRIES, Sender
from scheduler import Elsewhere, Later
from tests.bot.queueing import as_it_is, queue, states, text, texts


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
        return payload if reachable else Elsewhere("lisi", {**payload, "for": "lisi"})

    queue(store, clock, "a", "outside", {**text("轮到谁就发给谁"), "for": "outside"})
    Sender(store, channel, clock, second_look).drain()

    assert texts(driver, "lisi") == ["轮到谁就发给谁"]
    with store.reading() as records:
        assert [member.userid for member in records.members.unreachable()] == ["outside"]
