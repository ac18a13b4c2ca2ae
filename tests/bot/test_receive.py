"""Callbacks as WeCom sends them, over HTTP: answered once, and only when they are from WeCom."""

import pytest
import requests

from bot.channels.wecom_app.receive import BODY_BYTES
from handlers.turn.buttons import FactButton
from handlers.turn.reply import Kind, Link, Option, Push, Reply
from tests.kit.bot.house import OFFICE, House, house, message_xml

# Each test starts the channel and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow


@pytest.fixture
def here(store):
    with house(store) as built:
        yield built


def breaks() -> Reply:
    raise ZeroDivisionError("张三的话")


def test_the_address_verifies(here: House):
    assert here.driver.verify() == ""


def test_what_is_said_is_answered_in_the_same_callback(here: House):
    outcome = here.driver.say("ZhangSan", "你好 <&> ]]>")

    assert [one.text for one in outcome.answers] == ["您说：你好 <&> ]]>"]
    assert outcome.delivery.reply_type == "text"
    assert (here.heard[0].sender, here.heard[0].channel) == ("ZhangSan", "wecom_app")


def test_the_same_message_three_times_is_answered_once_with_the_same_words(here: House):
    answers = here.driver.raw(message_xml("在哪考核"), times=3)

    assert [one["status"] for one in answers] == [200, 200, 200]
    assert len({str(one["reply"]) for one in answers}) == 1
    assert len(here.heard) == 1


def test_an_answer_lost_on_the_way_is_sent_again_not_made_again(here: House):
    here.driver.faults(drop_reply=2)
    outcome = here.driver.say("ZhangSan", "附件8")

    assert [one.text for one in outcome.answers] == ["您说：附件8"]
    assert len(outcome.delivery.attempts) == 3
    assert len(here.heard) == 1


@pytest.mark.parametrize(
    ("forged", "status"),
    [
        ({"signature": "wrong"}, 403),
        ({"receiveid": "wwsomebodyelse"}, 403),
        ({"seconds_late": 301}, 403),
        ({"seconds_late": -330}, 403),  # time goes on while it is sent
        ({"truncate": 50}, 400),
    ],
)
def test_what_is_not_from_wecom_now_is_refused_and_not_stored(here: House, forged, status):
    answers = here.driver.raw(message_xml("在哪考核"), **forged)

    assert [one["status"] for one in answers] == [status]
    assert here.heard == []
    with here.store.transaction() as records:
        assert records.inbox.accept("wecom_app:777", "zhangsan", here.clock.now()).new


@pytest.mark.parametrize("age", [290, -290])
def test_a_callback_a_little_old_or_early_is_taken(here: House, age):
    assert here.driver.raw(message_xml("好"), seconds_late=age)[0]["status"] == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"<xml></xml>",
        b"<xml><Encrypt></Encrypt></xml>",
        b"x" * (BODY_BYTES + 1),
        b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>',
    ],
)
def test_a_body_that_is_nothing_is_refused(here: House, body):
    found = requests.post(f"{here.bot_url}/wecom/callback", data=body, timeout=10)

    assert found.status_code in (400, 403)
    assert found.text == ""


def test_verification_without_a_signature_is_refused(here: House):
    found = requests.get(f"{here.bot_url}/wecom/callback?echostr=abc", timeout=10)

    assert (found.status_code, found.text) == (403, "")


def test_logs_hold_neither_words_nor_names(here: House, capfd):
    here.replies["机密的话"] = breaks
    here.driver.say("ZhangSan", "机密的话")
    here.driver.raw(message_xml("另一句机密的话"), signature="wrong")
    logged = "".join(capfd.readouterr())

    assert "ZeroDivisionError" in logged
    assert "机密" not in logged
    assert "ZhangSan" not in logged


def test_a_fault_of_ours_gives_the_user_a_number_the_log_knows(here: House, capfd):
    here.replies["坏"] = breaks
    (answer,) = here.driver.say("ZhangSan", "坏").answers

    number = answer.text.split("编号 ")[1][:6]
    assert f"请把编号 {number} 告诉{OFFICE}" in answer.text
    assert number in "".join(capfd.readouterr())


def test_a_long_answer_is_continued_and_nothing_is_lost(here: House):
    here.replies["长"] = Reply(Kind.ANSWER, "第一句话说得很长很长。" * 200)
    (first,) = here.driver.say("ZhangSan", "长").answers
    here.later()

    received = here.driver.received("ZhangSan")
    assert received[0].text == first.text
    assert "".join(one.text for one in received) == "第一句话说得很长很长。" * 200
    assert all(one.text.endswith("。") for one in received)
    assert not any(one.warnings for one in received)


def test_options_come_as_buttons_and_a_press_shows_what_was_chosen(here: House):
    options = (
        Option("县里派的", FactButton("sent_by", "county")),
        Option("市里派的", FactButton("sent_by", "city")),
    )
    here.replies["挂职"] = Reply(Kind.ASK, "是哪一级派的？", asks="sent_by", options=options)
    here.replies["fact:sent_by=county"] = Reply(Kind.ASK, "挂职几个月了？", asks="months_served")
    (asked,) = here.driver.say("ZhangSan", "挂职").answers
    here.later()
    card = here.driver.last("ZhangSan")
    outcome = here.driver.click("ZhangSan", card.id, "fact:sent_by=county#县里派的")
    here.later()

    assert asked.text == "是哪一级派的？"
    assert card.body["main_title"] == {"title": "是哪一级派的？", "desc": "您说的：挂职"}
    assert outcome.delivery.reply_type == "update_button"
    assert outcome.delivery.reply_error == ""
    assert "已选：县里派的" in str(here.driver.messages("ZhangSan"))
    assert here.driver.last("ZhangSan").text == "挂职几个月了？"
    choice = here.heard[-1].choice
    assert choice is not None
    assert choice.key == "fact:sent_by=county"


def test_somebody_else_is_told_once_under_a_key(here: House):
    push = Push("lisi", "城关镇交了附件8。", "handed-in:1", Link("看材料", "/unit"))
    here.replies["交"] = Reply(Kind.ACTION, "收到了。", pushes=(push,))
    here.driver.say("ZhangSan", "交")
    here.driver.say("ZhangSan", "交")

    (text,) = here.sent("lisi")
    assert text.startswith("城关镇交了附件8。")
    assert "看材料" in text


@pytest.mark.parametrize(
    ("send", "words"),
    [
        (lambda d: d.send_media("ZhangSan", "image", "a.jpg", b"x" * 10), "照片收到了"),
        (lambda d: d.send_media("ZhangSan", "voice", "a.amr", b"x" * 10), "请打字"),
        (lambda d: d.send_media("ZhangSan", "video", "a.mp4", b"x" * 10), "看不了视频"),
        (lambda d: d.send_location("ZhangSan", 25.0, 115.0, "县政府"), "位置用不上"),
        (lambda d: d.send_link("ZhangSan", "标题", "https://example.com"), "打不开"),
    ],
)
def test_what_is_not_text_gets_a_line_that_helps(here: House, send, words):
    (answer,) = send(here.driver).answers

    assert words in answer.text


def test_a_file_that_does_reach_the_app_is_sent_to_the_upload_page(here: House):
    here.driver.faults(deliver_app_file=True)
    (answer,) = here.driver.send_media("ZhangSan", "file", "附件8.xlsx", b"x" * 10).answers

    assert "上传页面" in answer.text


def test_a_stranger_sending_a_photo_learns_only_whom_to_ask(here: House):
    (answer,) = here.driver.send_media("stranger", "image", "a.jpg", b"x" * 10).answers

    assert answer.text == (
        "您的企业微信账号还没有登记到考核名单，所以现在还不能为您办理。"
        f"请联系{OFFICE}登记，登记后再发一次就可以了。"
    )


def test_opening_the_app_is_welcomed_once(here: House):
    answers = []
    for at in ("2019-12-25T09:00", "2019-12-25T15:00", "2019-12-26T09:00"):
        here.driver.jump(at)
        here.clock.put(here.driver.now())
        answers.append(here.driver.enter("ZhangSan").answers)

    first, second, next_day = answers
    assert [len(first), len(second), len(next_day)] == [1, 0, 0]
    assert "张三，您好" in first[0].text


def test_opening_a_reminder_is_not_answered_with_a_welcome(here: House):
    with here.store.transaction() as records:
        records.outbox.enqueue("reminder", "ZhangSan", {"kind": "text"}, here.clock.now())
        (delivery,) = records.outbox.claim("test", here.clock.now())
        records.outbox.sent(delivery.id, here.clock.now())
    assert not here.driver.enter("ZhangSan").answers


def test_the_welcome_suggests_what_its_reader_may_ask(here: House):
    (clerk,) = here.driver.enter("ZhangSan").answers
    (supervisor,) = here.driver.enter("lisi").answers

    assert "我们单位还差什么" in clerk.text
    assert "我要交材料" in clerk.text
    assert "在手机上填表" in clerk.text
    assert "哪些单位的材料没交齐" in supervisor.text
    assert "我们单位" not in supervisor.text
    assert "我要交" not in supervisor.text


def test_a_menu_entry_is_as_if_it_were_said(here: House):
    answers = here.driver.raw(
        "<xml><ToUserName>w</ToUserName><FromUserName>ZhangSan</FromUserName>"
        "<CreateTime>1</CreateTime><MsgType>event</MsgType><Event>click</Event>"
        "<EventKey>我们还差什么</EventKey><AgentID>1000002</AgentID></xml>"
    )

    assert answers[0]["status"] == 200
    assert here.heard[0].text == "我们还差什么"
