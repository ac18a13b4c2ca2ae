"""message/send: recipients, limits, error codes, what is cut and what is dropped."""

import re
from dataclasses import replace

import pytest

from simulator.driver import SimulatorDriver
from simulator.serving import running
from tests.kit.simulator.api_client import ApiClient

BUTTON_CARD = {
    "card_type": "button_interaction",
    "main_title": {"title": "附件8 未交"},
    "task_id": "t1",
    "button_list": [{"text": "知道了", "key": "ack"}],
}
NOTICE = {
    "card_type": "text_notice",
    "main_title": {"title": "提醒"},
    "card_action": {"type": 1, "url": "https://example.com"},
}


def test_a_text_is_delivered(api, driver):
    answer = api.text('请看<a href="https://example.com">这里</a>')
    assert {key: answer[key] for key in answer if key != "msgid"} == {
        "errcode": 0,
        "errmsg": "ok",
        "invaliduser": "",
        "invalidparty": "",
        "invalidtag": "",
        "unlicenseduser": "",
    }
    assert driver.last("liumin").body == {"content": '请看<a href="https://example.com">这里</a>'}
    assert driver.last("liumin").msgid == answer["msgid"]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"touser": ""}, 82001),
        ({"touser": "nobody"}, 81013),
        ({"touser": "hidden"}, 81013),
        ({"touser": "|".join(["liumin"] * 1001)}, 40032),
        ({"toparty": "|".join(["2"] * 101)}, 82002),
        ({"totag": "|".join(["2"] * 101)}, 82003),
        ({"agentid": 1}, 301002),
        ({"agentid": "x"}, 40056),
        ({"msgtype": "telegram"}, 40008),
        ({"text": None}, 40058),
        ({"text": {"content": 5}}, 40058),
        ({"text": {"content": ""}}, 44004),
        ({"msgtype": "markdown", "markdown": {"content": "考" * 683}}, 40058),
        ({"msgtype": "image", "image": {"media_id": "none"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{"title": "t", "url": "u"}] * 9}}, 45008),
        ({"msgtype": "textcard", "textcard": {"title": "t", "url": "u"}}, 40058),
        (
            {
                "msgtype": "textcard",
                "textcard": {"title": "t", "description": "d", "url": "h" * 2049},
            },
            40058,
        ),
    ],
)
def test_what_is_wrong_is_refused_by_code(api, driver, request_, code):
    good = {"touser": "liumin", "msgtype": "text", "text": {"content": "好"}}
    answer = api.send(**(good | request_))
    assert answer["errcode"] == code
    assert re.search(
        r", hint: \[\d+_\w{32}\], from ip: 127\.0\.0\.1, more info at "
        rf"https://open\.work\.weixin\.qq\.com/devtool/query\?e={code}$",
        answer["errmsg"],
    )
    assert driver.messages("liumin") == []


def test_some_bad_recipients_do_not_spoil_the_others(api, driver):
    answer = api.text("好", "LIUMIN|NoBody|Hidden|poor")
    assert answer["errcode"] == 0
    assert answer["invaliduser"] == "nobody|hidden"
    assert answer["unlicenseduser"] == "poor"
    assert driver.last("liumin").text == "好"
    assert driver.messages("poor") == []


def test_departments_and_everybody_are_recipients_too(api, driver):
    answer = api.send("", toparty="3|99", msgtype="text", text={"content": "财政"})
    assert (answer["invalidparty"], answer["unlicenseduser"]) == ("99", "poor")
    assert driver.last("wangjun").text == "财政"
    api.text("大家", "@all")
    assert [driver.last(one).text for one in ("liumin", "chen", "WangJun")] == ["大家"] * 3


def test_a_licence_switched_off_is_reported(api, driver):
    driver.faults(unlicensed=["LiuMin"])
    assert api.text("好")["unlicenseduser"] == "liumin"
    assert driver.messages("liumin") == []


def test_long_texts_are_cut_between_characters_and_flagged(api, driver):
    api.text("a" + "考" * 700)
    assert driver.last("liumin").body["content"] == "a" + "考" * 682
    card = {
        "title": "题" * 130,
        "description": "述" * 520,
        "url": "https://e",
        "btntxt": "立即去看看",
    }
    api.send(msgtype="textcard", textcard=card)
    kept = driver.last("liumin").body
    assert [len(kept[name]) for name in ("title", "description", "btntxt")] == [128, 512, 4]
    api.send(msgtype="news", news={"articles": [{"title": "题" * 43, "url": "https://e"}]})
    assert driver.last("liumin").body["articles"][0]["title"] == "题" * 42
    assert [one.flags for one in driver.received("liumin")] == [["cut"]] * 3


def test_the_thirty_first_message_within_a_minute_is_dropped_without_a_word(api, driver):
    for number in range(31):
        assert api.text(f"第{number}条")["errcode"] == 0
    assert len(driver.received("liumin")) == 30
    assert driver.messages("liumin")[-1].flags == ["dropped"]
    driver.jump("+61")
    api.text("过了一分钟")
    assert driver.last("liumin").text == "过了一分钟"


def test_the_same_request_is_not_delivered_twice_when_asked_to_check(api, driver):
    check = {"enable_duplicate_check": 1, "duplicate_check_interval": 600}
    first = api.text("一次", **check)
    assert api.text("一次", **check)["msgid"] == first["msgid"]
    assert len(driver.received("liumin")) == 1
    api.text("一次")
    driver.jump("+601")
    api.text("一次", **check)
    assert len(driver.received("liumin")) == 3
    assert driver.state()["duplicates"] == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"card_type": "x"}, "card_type"),
        ({"button_list": []}, "button_list"),
        ({"button_list": [{"text": "b", "key": "k"}] * 7}, "size 7 not in 1..6"),
        ({"button_list": [{"text": "b", "type": 1}]}, "button_list.url"),
        ({"task_id": ""}, "task_id"),
        ({"task_id": "带汉字"}, "task_id"),
        ({"main_title": {}}, "main_title.title"),
        ({"horizontal_content_list": [{"keyname": "k"}] * 7}, "size 7 not in 0..6"),
        ({"action_menu": {"action_list": [{"text": "t", "key": "k"}] * 4}}, "size 4"),
    ],
)
def test_cards_that_break_the_rules_are_refused(api, change, problem):
    answer = api.card(BUTTON_CARD | change)
    assert answer["errcode"] == 40058
    assert problem in answer["errmsg"]


def test_a_task_id_works_once(api):
    assert api.card(BUTTON_CARD)["errcode"] == 0
    assert "task_id duplicated" in api.card(BUTTON_CARD)["errmsg"]


def test_lengths_that_clients_cut_are_only_warned_about(api, driver):
    api.card(NOTICE | {"main_title": {"title": "题" * 37}})
    assert driver.last("liumin").warnings == ["main_title.title: 37 > 36"]


def test_interactive_cards_need_a_callback_url(settings):
    with running(replace(settings, callback_url="")) as address:
        silent = ApiClient(address, settings)
        assert silent.card(BUTTON_CARD)["errcode"] == 43012
        assert silent.card(NOTICE)["errcode"] == 0
        driver = SimulatorDriver(address)
        assert driver.say("liumin", "在吗").delivery.state == "failed"


def test_only_interactive_cards_earn_a_response_code(api):
    assert "response_code" in api.card(BUTTON_CARD)
    assert "response_code" not in api.card(NOTICE)


def test_a_message_is_recalled_within_a_day(api, driver):
    first, second = api.text("错的"), api.text("也错")
    assert api.call("message/recall", body={"msgid": first["msgid"]})["errcode"] == 0
    assert [one.text for one in driver.received("liumin")] == ["也错"]
    driver.jump("+86500")
    api.token = api.fresh_token()
    assert api.call("message/recall", body={"msgid": second["msgid"]})["errcode"] == 40035
    assert api.call("message/recall", body={"msgid": "none"})["errcode"] == 40035
