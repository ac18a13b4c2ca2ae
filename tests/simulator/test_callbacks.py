"""Callbacks over real HTTP: what is sent, sent again, answered."""

from dataclasses import replace
from threading import Event

import pytest
import requests

from simulator.driver import DriverError, SimulatorDriver
from simulator.serving import running
from tests.kit.simulator.fake_bot import config
from tests.kit.waiting import ON_A_PAGE


def test_a_text_arrives_as_documented_and_its_reply_is_shown(bot, driver):
    bot.answers["text"] = {"MsgType": "text", "Content": "附件8 一式三份"}
    outcome = driver.say("liumin", "附件8 要几份 ]]> & <b>")
    sent = bot.received[0]
    assert set(sent) == {
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "Content",
        "MsgId",
        "AgentID",
    }
    assert sent["Content"] == "附件8 要几份 ]]> & <b>"
    assert (sent["ToUserName"], sent["FromUserName"]) == ("wwtest", "liumin")
    assert outcome.delivery.state == "delivered"
    assert [answer.text for answer in outcome.answers] == ["附件8 一式三份"]
    assert outcome.answers[0].flags == ["passive"]


def test_what_fails_is_sent_again_three_times_sealed_anew(bot, driver):
    bot.statuses = [500, 404, 302]
    outcome = driver.say("liumin", "在吗")
    assert [attempt.status for attempt in outcome.delivery.attempts] == [500, 404, 302, 200]
    assert outcome.delivery.state == "delivered"
    assert len({fields["MsgId"] for fields in bot.received}) == 1
    assert len({query["nonce"] for query in bot.queries}) == 4
    assert len({query["msg_signature"] for query in bot.queries}) == 4


def test_an_answer_that_comes_too_late_is_lost(bot):
    bot.delays = [2.5]
    bot.answers["text"] = {"MsgType": "text", "Content": "好"}
    with running(config(bot, callback_timeout=2.0)) as address:
        outcome = SimulatorDriver(address).say("liumin", "慢一点")
    errors = [attempt.error for attempt in outcome.delivery.attempts]
    assert errors == ["2 秒内没有应答", ""]
    assert [answer.text for answer in outcome.answers] == ["好"]


def test_after_four_attempts_it_is_given_up_and_can_be_retried(bot, driver):
    bot.statuses = [500] * 4
    failed = driver.say("liumin", "在吗").message
    assert failed.delivery.state == "failed"
    assert len(failed.delivery.attempts) == 4
    again = driver.retry(failed)
    assert again.delivery.state == "delivered"
    assert len({fields["MsgId"] for fields in bot.received}) == 1
    with pytest.raises(DriverError, match="不需要重发"):
        driver.retry(failed)


def test_an_unreachable_bot_leaves_the_message_undelivered(bot):
    with running(config(bot, callback_url="http://127.0.0.1:9/callback")) as address:
        message = SimulatorDriver(address).say("liumin", "在吗").message
    assert message.delivery.state == "failed"
    assert message.delivery.attempts[0].error == "连接不上机器人"


def test_a_lost_answer_makes_it_come_again(bot, driver):
    driver.faults(drop_reply=2)
    bot.answers["text"] = {"MsgType": "text", "Content": "好"}
    outcome = driver.say("liumin", "在吗")
    assert len(bot.received) == 3
    assert len(outcome.answers) == 1


def test_a_reply_longer_than_2048_bytes_is_cut_between_characters(bot, driver):
    bot.answers["text"] = {"MsgType": "text", "Content": "考" * 700}
    answer = driver.say("liumin", "说说").answers[0]
    assert answer.body["content"] == "考" * 682
    assert answer.flags == ["passive", "cut"]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ({"MsgType": "markdown", "Content": "x"}, "text 不能用 markdown 回复"),
        ({"MsgType": "update_button", "Button": {"ReplaceName": "x"}}, "不能用 update_button"),
        ({"MsgType": "text", "Content": ""}, "Content 是空的"),
        ({"MsgType": "text", "Content": "x", "ToUserName": "chen"}, "ToUserName"),
        ({"MsgType": "text", "Content": "x", "FromUserName": "ww2"}, "FromUserName"),
        ({"MsgType": "image", "Image": {"MediaId": "none"}}, "MediaId"),
    ],
)
def test_a_reply_that_may_not_be_is_thrown_away_and_said_so(bot, driver, reply, problem):
    bot.answers["text"] = reply
    outcome = driver.say("liumin", "在吗")
    assert outcome.answers == []
    assert problem in outcome.delivery.reply_error


def test_a_reply_with_a_wrong_signature_is_thrown_away(bot, driver):
    bot.answers["text"] = {"MsgType": "text", "Content": "好"}
    bot.reply_with = lambda envelope: envelope.replace("<TimeStamp>1<", "<TimeStamp>2<")
    assert driver.say("liumin", "在吗").delivery.reply_error == "回复签名不符"
    bot.reply_with = lambda envelope: "success"
    assert driver.say("liumin", "在吗").delivery.reply_error == "回复不是 XML"


def test_media_location_and_link_arrive_with_their_fields(bot, driver, api):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(20)
    driver.send_media("liumin", "image", "照片.png", picture)
    driver.send_media("liumin", "voice", "a.amr", b"#!AMR123")
    driver.send_media("liumin", "video", "a.mp4", b"1234ftyp")
    driver.send_location("liumin", 25.1, 115.2, "县委大院")
    driver.send_link("liumin", "通知", "https://example.com/1")
    image, voice, video, location, link = bot.received
    assert requests.get(image["PicUrl"], timeout=ON_A_PAGE).content == picture
    got = api.response("media/get", {"media_id": image["MediaId"]})
    assert got.content == picture
    assert voice["Format"] == "amr"
    assert video["ThumbMediaId"]
    assert (location["Location_X"], location["Label"]) == ("25.1", "县委大院")
    assert location["AppType"] == "wxwork"
    assert (link["Title"], link["Url"]) == ("通知", "https://example.com/1")


def test_a_file_does_not_reach_the_app_unless_switched_on(bot, driver):
    outcome = driver.send_media("liumin", "file", "附件8.xlsx", b"PK-123456")
    assert outcome.posted is None
    assert outcome.message.flags == ["undelivered_type"]
    assert driver.download(outcome.message) == b"PK-123456"
    assert bot.received == []
    driver.faults(deliver_app_file=True)
    driver.send_media("liumin", "file", "附件8.xlsx", b"PK-123456")
    assert (bot.received[0]["MsgType"], bot.received[0]["FileName"]) == ("file", "附件8.xlsx")


def test_who_is_outside_the_scope_reaches_nobody(bot, driver):
    assert driver.say("hidden", "有人吗").message.flags == ["out_of_scope"]
    assert bot.received == []
    with pytest.raises(DriverError, match="通讯录里没有"):
        driver.say("nobody", "有人吗")


def test_events_carry_no_message_id(bot, driver, api):
    below = [{"type": "view", "name": "上传", "url": "https://h/u"}]
    menu = {
        "button": [
            {"type": "click", "name": "待办", "key": "TODO"},
            {"name": "更多", "sub_button": below},
        ]
    }
    agent = {"agentid": api.config.agent_id}
    assert api.call("menu/create", agent, menu)["errcode"] == 0
    bot.answers["enter_agent"] = {"MsgType": "text", "Content": "您好"}
    assert driver.enter("liumin").answers[0].text == "您好"
    driver.subscribe("liumin")
    driver.menu("liumin", "TODO")
    driver.menu("liumin", "https://h/u")
    seen = [(fields["Event"], fields.get("EventKey")) for fields in bot.received]
    assert seen == [
        ("enter_agent", None),
        ("subscribe", None),
        ("click", "TODO"),
        ("view", "https://h/u"),
    ]
    assert not any("MsgId" in fields for fields in bot.received)
    with pytest.raises(DriverError, match="菜单里没有"):
        driver.menu("liumin", "OTHER")


def test_raw_posts_are_forged_as_told_and_never_repeated(bot, driver):
    xml = "<xml><FromUserName>liumin</FromUserName><MsgType>text</MsgType></xml>"
    bot.answers["text"] = {"MsgType": "text", "Content": "好"}
    twice = driver.raw(xml, times=2)
    assert [answer["status"] for answer in twice] == [200, 200]
    assert twice[0]["reply"]["Content"] == "好"
    now = int(driver.now().timestamp())
    driver.raw(xml, seconds_late=3600)
    assert abs(int(bot.queries[-1]["timestamp"]) - (now - 3600)) <= 2
    assert driver.messages("liumin") == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "forged", [{"signature": "0" * 40}, {"receiveid": "ww-other"}, {"truncate": 30}]
)
def test_forged_posts_do_not_pass_the_checks(bot, driver, forged):
    answer = driver.raw("<xml><MsgType>text</MsgType></xml>", **forged)[0]
    assert answer["status"] == 500  # the fake bot knows no better
    assert bot.received == []


def test_verification_wants_the_plaintext_byte_for_byte_within_a_second(bot, address, driver):
    assert driver.verify() == ""
    bot.echo_suffix = "\n"
    assert "不是解密后的明文" in driver.verify()
    bot.echo_suffix = ""
    bot.verify_delay = 0.3
    settings = replace(config(bot), verify_timeout=0.1)
    with running(settings) as slow:
        assert "秒内没有应答" in SimulatorDriver(slow).verify()


def test_without_waiting_the_call_returns_at_once(bot, driver):
    bot.go_on = Event()
    assert driver.say("liumin", "慢", wait=False).delivery.state == "sending"
    bot.go_on.set()
