"""The delivery: everything queued arrives once, whatever dies or refuses in between."""

from datetime import timedelta
from time import sleep

import pytest

from bot import deliver
from bot.channels.wecom_app.errors import ChannelError, channel_error
from bot.channels.wecom_app.sending import AppChannel, check_interval
from bot.deliver import LEASE, Sender
from tests.kit.bot.queueing import as_it_is, queue, states, text, texts


def test_what_is_due_goes_out_once_and_what_is_not_waits(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("到时间了"))
    queue(store, clock, "b", "lisi", text("明天再说"), days=1)
    sender.drain()
    sender.drain()

    assert texts(driver, "lisi") == ["到时间了"]
    assert states(store) == {"sent": 1, "waiting": 1}


def test_the_same_words_for_another_reason_are_sent_again(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("还差附件8。"))
    queue(store, clock, "b", "lisi", text("还差附件8。"))
    sender.drain()

    assert texts(driver, "lisi") == ["还差附件8。", "还差附件8。"]
    assert check_interval("a") != check_interval("b")


class Killed(BaseException):
    """What a killed process would not even get to raise."""


class DiesAfterSending(AppChannel):
    def send(self, delivery, payload):
        super().send(delivery, payload)
        raise Killed


class DiesBeforeSending(AppChannel):
    def send(self, delivery, payload):
        raise Killed


def test_the_author_hears_once_of_a_notice_that_could_not_be_delivered(
    sender, store, clock, driver
):
    author = {"author": {"to": "lisi", "whom": "河口镇李娜"}}
    queue(store, clock, "a", "nobody-here", {**text("明天开会"), **author})
    sender.drain()
    sender.drain()

    [told] = texts(driver, "lisi")
    assert told.startswith("没有送到河口镇李娜：")
    assert told.endswith("。请打电话告知。")


@pytest.mark.parametrize("dying", [DiesBeforeSending, DiesAfterSending])
def test_a_killed_process_loses_nothing_and_repeats_nothing(
    dying, sender, client, store, clock, driver
):
    queue(store, clock, "a", "lisi", text("只说一次"))
    with pytest.raises(Killed):
        Sender(store, dying(client, store, lambda payload: None), clock, as_it_is).drain()
    sender.drain()
    before_the_lease_ends = states(store)
    clock.put(clock.now() + LEASE)
    driver.jump(clock.now())
    sender.drain()

    assert before_the_lease_ends == {"sending": 1}
    assert texts(driver, "lisi") == ["只说一次"]
    assert states(store) == {"sent": 1}


def test_what_no_longer_holds_is_dropped(store, channel, clock, driver):
    queue(store, clock, "a", "lisi", text("还差附件8"))
    Sender(store, channel, clock, lambda payload, records: None).drain()

    assert texts(driver, "lisi") == []
    assert states(store) == {"dropped": 1}


def test_a_refused_address_waits_for_the_administrator(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("等一等"))
    driver.faults(ip_blocked=True)
    sender.drain()
    with store.reading() as records:
        (waiting,) = records.outbox.in_state("waiting")
    driver.faults(ip_blocked=False)
    clock.put(clock.now() + timedelta(minutes=5, seconds=1))
    sender.drain()

    assert "可信IP" in waiting.error
    assert texts(driver, "lisi") == ["等一等"]


def test_who_cannot_be_reached_is_noted_and_not_tried_again(sender, store, clock, driver):
    queue(store, clock, "a", "outside", text("收不到"))
    sender.drain()
    with store.reading() as records:
        (failed,) = records.outbox.in_state("failed")
        (member,) = records.members.unreachable()

    assert "可见范围" in failed.error
    assert member.userid == "outside"
    assert driver.call_counts()["message/send"] == 1


@pytest.mark.parametrize(
    ("code", "unreachable"),
    [
        (40003, True),
        (50002, True),
        (60011, True),
        (60021, True),
        (60111, True),
        (81013, True),
        (40058, False),  # what we wrote is wrong, not whom we wrote to
        (45002, False),
        (45001, False),
        (99999, False),
    ],
)
def test_only_a_fault_about_the_recipient_is_held_against_them(
    code, unreachable, sender, client, store, clock
):
    class Refusing(AppChannel):
        def send(self, delivery, payload):
            raise channel_error(code)

    queue(store, clock, "a", "lisi", text("没有收到"))
    Sender(store, Refusing(client, store, lambda payload: None), clock, as_it_is).drain()

    with store.reading() as records:
        (failed,) = records.outbox.in_state("failed")
        noted = [member.userid for member in records.members.unreachable()]
    assert f"错误码{code}" in failed.error
    assert noted == (["lisi"] if unreachable else [])


def test_who_can_be_reached_again_is_noted_too(sender, store, clock):
    with store.transaction() as records:
        records.members.mark_unreachable("lisi", "试一试")
    queue(store, clock, "a", "lisi", text("又通了"))
    sender.drain()

    with store.reading() as records:
        assert records.members.unreachable() == []


def test_a_notice_that_is_too_long_is_sent_in_pieces(sender, store, clock, driver):
    queue(store, clock, "a", "lisi", text("还差某人的登记表。" * 200))
    sender.drain()

    assert len(texts(driver, "lisi")) == 3
    assert "".join(texts(driver, "lisi")) == "还差某人的登记表。" * 200


def test_a_stored_file_is_handed_over(sender, store, clock, driver):
    blob = store.blobs.put([b"content of the form"])
    queue(store, clock, "a", "lisi", {"kind": "file", "blob": blob.sha256, "name": "附件8.xlsx"})
    sender.drain()

    message = driver.last("lisi")
    assert message.attachment["name"] == "附件8.xlsx"
    assert driver.download(message) == b"content of the form"


def test_it_wakes_at_once_and_stops_cleanly(sender, store, clock, driver, monkeypatch):
    monkeypatch.setattr(deliver, "POLL", 3600.0)  # it does not look by itself
    sender.start()
    sleep(0.1)  # so that it has looked, as a rule, and waits
    queue(store, clock, "a", "lisi", text("马上"))
    sender.wake()
    driver.wait_for("lisi", "马上")
    sender.stop()

    assert not sender._thread.is_alive()


def test_a_fault_of_ours_does_not_stop_the_rest(store, client, clock, driver):
    class Faulty(AppChannel):
        def send(self, delivery, payload):
            if delivery.key == "a":
                raise KeyError("姓名张三")
            return super().send(delivery, payload)

    queue(store, clock, "a", "lisi", text("坏"))
    queue(store, clock, "b", "lisi", text("好"))
    Sender(store, Faulty(client, store, lambda payload: None), clock, as_it_is).drain()

    assert texts(driver, "lisi") == ["好"]
    with store.reading() as records:
        (waiting,) = records.outbox.in_state("waiting")
    assert waiting.error.startswith("发送时出错，编号")
    assert "张三" not in waiting.error


def test_only_the_channels_own_errors_are_understood(channel):
    assert channel.failure(ChannelError(1, "说明", None)).words == "说明"
    assert channel.failure(KeyError("x")) is None
