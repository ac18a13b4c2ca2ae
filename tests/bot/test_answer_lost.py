"""Cut off between a deed and the word about it: nothing is denied and nothing said twice."""

from datetime import timedelta
from typing import Any

import pytest
import requests

from bot.channels.wecom_app.errors import Unanswered
from bot.channels.wecom_app.sending import AppChannel
from bot.deliver import LEASE, Sender
from bot.measure import MOST_TO_ONE
from simulator.driver import SimulatorDriver
from tests.kit.bot.queueing import as_it_is, queue, states, text, texts
from tests.kit.bot.stage import BotStage, bot_stage
from tests.kit.waiting import until


class Killed(BaseException):
    """What a killed process would not even get to raise."""


class AnswerLost(AppChannel):
    """WeCom did it, and its answer never came."""

    lost = 1

    def send(self, delivery, payload):
        arrived = super().send(delivery, payload)
        if self.lost:
            self.lost -= 1
            raise Unanswered("超时没有回应")
        return arrived


class DiesAfterSending(AppChannel):
    def send(self, delivery, payload):
        super().send(delivery, payload)
        raise Killed


def files(driver: SimulatorDriver, userid: str) -> list[str]:
    return [str(one.body) for one in driver.received(userid) if one.type == "file"]


@pytest.fixture
def file(store):
    return {"kind": "file", "name": "附件8.txt", "blob": store.blobs.put([b"content"]).sha256}


def test_a_file_whose_answer_was_lost_arrives_once(sender, client, store, clock, driver, file):
    queue(store, clock, "a", "lisi", file)
    lossy = Sender(store, AnswerLost(client, store, lambda payload: None), clock, as_it_is)
    for _ in range(2):
        lossy.drain()
        clock.put(clock.now() + timedelta(minutes=2))
        driver.jump(clock.now())

    assert len(files(driver, "lisi")) == 1
    assert states(store) == {"sent": 1}


def test_a_file_whose_sender_was_killed_arrives_once(sender, client, store, clock, driver, file):
    queue(store, clock, "a", "lisi", file)
    with pytest.raises(Killed):
        Sender(
            store, DiesAfterSending(client, store, lambda payload: None), clock, as_it_is
        ).drain()
    clock.put(clock.now() + LEASE)
    driver.jump(clock.now())
    sender.drain()

    assert len(files(driver, "lisi")) == 1
    assert states(store) == {"sent": 1}


def test_a_file_made_anew_at_every_try_arrives_once(sender, client, store, clock, driver, file):
    made = iter([b"made first", b"made again"])

    def make(payload, records):
        return {**file, "blob": store.blobs.put([next(made)]).sha256}

    queue(store, clock, "a", "lisi", {"kind": "file", "name": "a.txt", "batch": {}})
    lossy = Sender(store, AnswerLost(client, store, lambda payload: None), clock, make)
    for _ in range(2):
        lossy.drain()
        clock.put(clock.now() + timedelta(minutes=2))
        driver.jump(clock.now())

    assert len(files(driver, "lisi")) == 1


def test_a_file_no_longer_on_wecoms_side_is_uploaded_again(
    sender, client, store, clock, driver, file
):
    queue(
        store,
        clock,
        "a",
        "lisi",
        {**file, "on_its_way": {"blob": file["blob"], "media_id": "gone"}},
    )
    for _ in range(2):
        sender.drain()
        clock.put(clock.now() + timedelta(minutes=1))
        driver.jump(clock.now())

    assert len(files(driver, "lisi")) == 1


def test_the_pieces_of_a_long_text_count_towards_wecoms_limit(sender, store, clock, driver):
    line = "这是一行很长的话，要分成几条才发得出去。" * 30 + "\n"
    queue(store, clock, "long", "lisi", text(line * 20))
    for number in range(30):
        queue(store, clock, f"k{number}", "lisi", text(f"第{number}条"))
    sender.drain()

    most = MOST_TO_ONE[0][1]
    shown = texts(driver, "lisi")
    assert len(shown) - len([one for one in shown if one.startswith("第")]) > 10
    assert len(shown) <= most + 1


@pytest.fixture
def here(tmp_path):
    with bot_stage(tmp_path) as stage:
        yield stage


@pytest.mark.slow  # the whole service and a simulated WeCom
def test_a_file_kept_by_a_bot_that_was_killed_before_it_answered_is_told_as_kept(
    here: BotStage, monkeypatch
):
    bot = here.service.bot
    assert bot is not None
    died: list[object] = []
    with monkeypatch.context() as dying:
        dying.setattr(type(bot), "_close", _dying(died))
        here.wecom.send_media("wangfang", "file", "附件8.xlsx", here.proposals())
        until(lambda: len(died) == 1)
    here.later(minutes=2.1)
    here.service.sender.wake()
    until(lambda: "2019-000001" in here.wecom.finished("wangfang").text)

    assert len(here.kept()) == 1
    assert "没有保存" not in here.wecom.finished("wangfang").text


@pytest.mark.slow
def test_a_file_whose_link_expired_is_told_as_kept_if_it_is_and_as_lost_if_not(
    here: BotStage, monkeypatch
):
    bot = here.service.bot
    assert bot is not None
    died: list[object] = []
    with monkeypatch.context() as dying:
        dying.setattr(type(bot), "_close", _dying(died))
        here.wecom.send_media("wangfang", "file", "附件8.xlsx", here.proposals())
        until(lambda: len(died) == 1)
        dying.setattr(type(bot), "_taken", _dying(died))
        here.wecom.send_media("lina", "file", "附件8.xlsx", here.proposals())
        until(lambda: len(died) == 2)
    here.later(minutes=20)
    here.service.sender.drain()

    until(lambda: "2019-000001" in _last_words(here, "wangfang"))
    until(lambda: "没有收到内容。请把文件重新发一次" in _last_words(here, "lina"))


@pytest.mark.slow
def test_a_late_answer_whose_acknowledgement_was_lost_is_not_said_again_in_the_app(
    here: BotStage, monkeypatch
):
    real = requests.Session.post
    lost: list[str] = []

    def post(self: requests.Session, url: str, *args: Any, **more: Any) -> requests.Response:
        response = real(self, url, *args, **more)
        if "/aibot/response" in url and not lost:
            lost.append(url)
            raise requests.ReadTimeout
        return response

    monkeypatch.setattr(requests.Session, "post", post)
    here.ask("wangfang", "我们镇挂职的小刘在哪考核")
    card = here.wecom.wait_for("wangfang", lambda one: one.card is not None)
    here.wecom.click("wangfang", card.id, card.body["button_list"][0]["key"])
    until(lambda: lost != [])
    here.later(minutes=3)
    here.service.sender.wake()
    until(lambda: _waiting(here) == 0)

    late = [one for one in here.wecom.received("wangfang") if one.type == "markdown"]
    assert len(late) == 1
    assert [one.text for one in here.app.received("wangfang")] == []


@pytest.mark.slow
def test_a_late_answer_that_never_went_out_is_said_in_the_app_once_its_url_is_dead(
    here: BotStage, monkeypatch
):
    real = requests.Session.post

    def post(self: requests.Session, url: str, *args: Any, **more: Any) -> requests.Response:
        if "/aibot/response" in url:  # a port nobody listens on
            return real(self, "http://127.0.0.1:9/", *args, **more)
        return real(self, url, *args, **more)

    here.ask("wangfang", "我们镇挂职的小刘在哪考核")
    card = here.wecom.wait_for("wangfang", lambda one: one.card is not None)
    with monkeypatch.context() as unreachable:
        unreachable.setattr(requests.Session, "post", post)
        here.wecom.click("wangfang", card.id, card.body["button_list"][0]["key"])
        until(lambda: _failed_once(here))
    here.later(hours=2)
    here.service.sender.drain()

    until(lambda: len(here.app.received("wangfang")) == 1)
    assert "您刚才在机器人里问的" in here.app.received("wangfang")[0].text


def _dying(died: list[object]) -> Any:
    def dies(*_: Any) -> None:
        died.append(1)
        raise Killed

    return dies


def _last_words(here: BotStage, userid: str) -> str:
    """Late, by response_url."""
    late = [one.text for one in here.wecom.received(userid) if one.type == "markdown"]
    return late[-1] if late else ""


def _waiting(here: BotStage) -> int:
    with here.service.store.reading() as records:
        return records.outbox.waiting()


def _failed_once(here: BotStage) -> bool:
    with here.service.store.reading() as records:
        return any(one.error for one in records.outbox.in_state("waiting"))
