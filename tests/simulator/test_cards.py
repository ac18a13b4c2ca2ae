"""Interactive cards: clicked, updated by reply or by code, answered once."""

import pytest

from simulator.driver import DriverError
from tests.kit.simulator.cards import BUTTONS, OPTIONS, VOTE

CHOICES = {
    "card_type": "multiple_interaction",
    "main_title": {"title": "请补充"},
    "task_id": "t3",
    "select_list": [
        {"question_key": "a", "title": "在编", "selected_id": "n", "option_list": OPTIONS},
        {"question_key": "b", "title": "满半年", "option_list": OPTIONS},
    ],
    "submit_button": {"text": "提交", "key": "submit"},
}


def shown(api, driver, card):
    assert api.card(card)["errcode"] == 0
    return driver.last("liumin")


def test_a_click_is_an_event_with_everything_needed_to_answer(api, bot, driver):
    card = shown(api, driver, BUTTONS)
    driver.click("liumin", card.id, "ack")
    event = bot.received[0]
    assert {key: event[key] for key in event if key not in ("CreateTime", "ResponseCode")} == {
        "ToUserName": "wwtest",
        "FromUserName": "liumin",
        "MsgType": "event",
        "Event": "template_card_event",
        "EventKey": "ack",
        "TaskId": "t1",
        "CardType": "button_interaction",
        "AgentID": "1000002",
    }
    assert len(event["ResponseCode"]) > 20


def test_the_cards_own_menu_is_another_event(api, bot, driver):
    card = shown(api, driver, BUTTONS)
    bot.answers["template_card_menu_event"] = {"MsgType": "text", "Content": "今天不再提醒"}
    assert driver.click("liumin", card.id, "mute").answers[0].text == "今天不再提醒"
    assert bot.received[0]["Event"] == "template_card_menu_event"


def test_a_reply_turns_the_buttons_grey_for_the_one_who_clicked(api, bot, driver):
    api.card(BUTTONS, "liumin|chen")
    bot.answers["template_card_event"] = {
        "MsgType": "update_button",
        "Button": {"ReplaceName": "已知晓"},
    }
    outcome = driver.click("liumin", driver.last("liumin").id, "ack")
    assert outcome.delivery.reply_type == "update_button"
    assert driver.last("liumin").card["replace_text"] == "已知晓"
    assert driver.last("chen").card["state"] == "open"
    with pytest.raises(DriverError, match="已经处理过"):
        driver.click("liumin", driver.last("liumin").id, "ack")


def test_a_reply_replaces_the_whole_card(api, bot, driver):
    card = shown(api, driver, BUTTONS)
    bot.answers["template_card_event"] = {
        "MsgType": "update_template_card",
        "TemplateCard": {
            "CardType": "text_notice",
            "MainTitle": {"Title": "已收到", "Desc": "谢谢"},
            "HorizontalContentList": [{"KeyName": "单位", "Value": "城关镇"}],
            "CardAction": {"Type": 1, "Url": "https://example.com"},
        },
    }
    driver.click("liumin", card.id, "ack")
    changed = driver.last("liumin")
    assert changed.id == card.id
    assert changed.body == {
        "card_type": "text_notice",
        "main_title": {"title": "已收到", "desc": "谢谢"},
        "horizontal_content_list": [{"keyname": "单位", "value": "城关镇"}],
        "card_action": {"type": 1, "url": "https://example.com"},
    }
    assert changed.card["state"] == "done"


def test_a_bad_new_card_is_thrown_away(api, bot, driver):
    card = shown(api, driver, BUTTONS)
    bot.answers["template_card_event"] = {
        "MsgType": "update_template_card",
        "TemplateCard": {"CardType": "text_notice", "MainTitle": {"Title": "x"}},
    }
    outcome = driver.click("liumin", card.id, "ack")
    assert "card_action" in outcome.delivery.reply_error
    bot.answers["template_card_event"] = {"MsgType": "text", "Content": "好"}
    outcome = driver.click("liumin", card.id, "ack")
    assert outcome.delivery.reply_error == "template_card_event 不能用 text 回复"


def test_what_was_ticked_is_sent_along(api, bot, driver):
    card = shown(api, driver, VOTE)
    driver.click("liumin", card.id, "submit", {"who": ["y", "n"]})
    item = bot.received[0]["SelectedItems"]["SelectedItem"]
    assert item == {"QuestionKey": "who", "OptionIds": {"OptionId": ["y", "n"]}}
    assert driver.last("liumin").card["selected"] == {"who": ["y", "n"]}


def test_every_select_is_sent_with_its_preset_unless_changed(api, bot, driver):
    card = shown(api, driver, CHOICES)
    driver.click("liumin", card.id, "submit", {"b": "y"})
    items = bot.received[0]["SelectedItems"]["SelectedItem"]
    found = {item["QuestionKey"]: item["OptionIds"]["OptionId"] for item in items}
    assert found == {"a": "n", "b": "y"}


@pytest.mark.parametrize(
    ("card", "key", "selected", "reason"),
    [
        (BUTTONS, "other", {}, "没有“other”这个按钮"),
        (VOTE, "submit", {"who": "x"}, "没有这个选项"),
        (VOTE, "submit", {"else": "y"}, "没有这个问题"),
        (CHOICES, "submit", {"a": ["y", "n"]}, "只能选一项"),
    ],
)
def test_clicks_that_no_client_could_make_are_refused(api, driver, card, key, selected, reason):
    message = shown(api, driver, card)
    with pytest.raises(DriverError, match=reason):
        driver.click("liumin", message.id, key, selected)


def test_only_the_recipient_clicks_and_only_cards(api, driver):
    card = shown(api, driver, BUTTONS)
    with pytest.raises(DriverError, match="没有收到"):
        driver.click("chen", card.id, "ack")
    api.text("字")
    with pytest.raises(DriverError, match="不是卡片"):
        driver.click("liumin", driver.last("liumin").id, "ack")


def test_a_response_code_updates_once(api, driver):
    code = api.card(BUTTONS, "liumin|chen")["response_code"]
    update = {
        "agentid": api.config.agent_id,
        "userids": ["liumin", "NoBody"],
        "response_code": code,
        "button": {"replace_name": "已过期"},
    }
    answer = api.call("message/update_template_card", body=update)
    assert answer == {"errcode": 0, "errmsg": "ok", "invaliduser": ["nobody"]}
    assert driver.last("liumin").card["replace_text"] == "已过期"
    assert driver.last("chen").card["state"] == "open"
    assert api.call("message/update_template_card", body=update)["errcode"] == 60140


def test_a_response_code_lives_72_hours(api, bot, driver):
    card = shown(api, driver, BUTTONS)
    driver.click("liumin", card.id, "ack")
    update = {
        "agentid": api.config.agent_id,
        "atall": 1,
        "response_code": bot.received[0]["ResponseCode"],
        "template_card": BUTTONS | {"replace_text": "已办结"},
    }
    driver.jump("+259201")
    api.token = api.fresh_token()
    assert api.call("message/update_template_card", body=update)["errcode"] == 60140
    driver.click("liumin", card.id, "later")
    update["response_code"] = bot.received[1]["ResponseCode"]
    assert api.call("message/update_template_card", body=update)["errcode"] == 0
    assert driver.last("liumin").card["replace_text"] == "已办结"


@pytest.mark.parametrize(
    "odd",
    [
        {"source": "字"},
        {"action_menu": []},
        {"button_list": ["ack"]},
        {"horizontal_content_list": ["单位"]},
        {"checkbox": []},
        {"select_list": [{"question_key": "q", "option_list": ["y"]}]},
        {"card_action": "https://example.com"},
    ],
)
def test_cards_of_a_wrong_shape_are_refused_in_words(api, odd):
    answer = api.card(BUTTONS | odd)
    assert answer["errcode"] == 40058
    assert "must be" in answer["errmsg"]
