"""The AI bot's side of the stand-in: what it brings, what it refuses, what it limits."""

from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from simulator.bot_state import GROUP
from simulator.crypto import decode_aes_key
from simulator.driver import DriverError
from tests.kit.simulator.aibot_stage import CARD, DEFAULTS, START, Here, built, stream
from tests.kit.waiting import ON_A_PAGE

# Each test starts a simulated AI bot, over HTTP.
pytestmark = pytest.mark.slow


@pytest.fixture
def here():
    with built() as found:
        yield found


def opened(content: bytes) -> bytes:
    key = decode_aes_key(DEFAULTS.bot_aes_key)
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    plain = cipher.update(content) + cipher.finalize()
    return plain[: -plain[-1]]


def error_of(here: Here, reply: dict[str, Any]) -> str:
    here.bot.answer = lambda _: reply
    return here.wecom.say("li", "在吗").delivery.reply_error


def test_a_text_comes_as_json_with_who_where_and_a_late_address(here: Here):
    here.bot.answer = lambda _: stream("在")
    outcome = here.wecom.say("li", "在吗")
    fields = here.bot.heard[0]

    assert {name: fields[name] for name in ("chattype", "from", "msgtype", "text")} == {
        "chattype": "single",
        "from": {"userid": "li"},
        "msgtype": "text",
        "text": {"content": "在吗"},
    }
    assert "response_code=" in fields["response_url"]
    assert "chatid" not in fields
    assert [one.text for one in outcome.answers] == ["在"]


def test_a_stream_is_refreshed_until_it_is_finished(here: Here):
    def answer(fields: dict[str, Any]) -> dict[str, Any]:
        polls = sum(one["msgtype"] == "stream" for one in here.bot.heard)
        return stream("。" * (polls + 1), finish=polls == 3)

    here.bot.answer = answer
    here.wecom.say("li", "在吗")

    assert here.wecom.finished("li").text == "。。。。"
    assert [one["stream"] for one in here.bot.heard if one["msgtype"] == "stream"] == [
        {"id": "s1"}
    ] * 3
    assert len(here.wecom.received("li")) == 1


def test_after_six_minutes_a_stream_is_frozen(here: Here):
    here.bot.answer = lambda _: stream("还没有", finish=False)
    here.wecom.say("li", "在吗")
    here.app.jump(START + timedelta(minutes=6, seconds=5))

    frozen = here.wecom.wait_for("li", lambda one: "frozen" in one.flags)
    assert frozen.text == "还没有"


def test_a_fourth_open_message_is_not_brought(here: Here):
    here.bot.answer = lambda _: stream("等", finish=False)
    for _ in range(3):
        here.wecom.say("li", "在吗")
    fourth = here.wecom.say("li", "在吗")

    assert (fourth.posted, fourth.message.flags) == (None, ["too_many_open"])
    assert here.wecom.say("wang", "在吗").posted is not None


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ({"msgtype": "text", "text": {"content": "在"}}, "text 不能用 text 回复"),
        ({"msgtype": "markdown", "markdown": {"content": "在"}}, "不能用 markdown"),
        (stream("长" * 6827), "20480"),
        (stream("在", finish=False, msg_item=[{"msgtype": "image"}]), "msg_item"),
        (stream("在", id=""), "stream.id"),
        (stream("在", feedback={"id": "f" * 257}), "feedback.id"),
        ({"msgtype": "template_card", "template_card": {**CARD, "task_id": ""}}, "task_id"),
        (
            {"msgtype": "template_card", "template_card": {**CARD, "card_type": "x"}},
            "card_type",
        ),
        (
            {
                "msgtype": "template_card",
                "template_card": {
                    **CARD,
                    "horizontal_content_list": [{"type": 2, "keyname": "a", "value": "b"}],
                },
            },
            "not in 0, 1, 3",
        ),
    ],
)
def test_an_answer_the_service_would_refuse_is_not_shown(here: Here, reply, why):
    assert why in error_of(here, reply)
    assert here.wecom.received("li") == []


def test_an_answer_with_another_nonce_is_not_shown(here: Here):
    here.bot.nonce = "1"

    assert "nonce" in error_of(here, stream("在"))


def test_a_message_is_brought_again_an_event_never(here: Here):
    here.bot.status = 500
    message = here.wecom.say("li", "在吗")
    event = here.wecom.enter("li")

    assert len(message.delivery.attempts) == 4
    assert len(event.delivery.attempts) == 1
    assert len({one["msgid"] for one in here.bot.messages()}) == 1


def test_the_first_visit_of_a_day_may_be_greeted_in_plain_text(here: Here):
    here.bot.answer = lambda _: {"msgtype": "text", "text": {"content": "您好"}}
    first, second = here.wecom.enter("li"), here.wecom.enter("li")

    assert [one.text for one in first.answers] == ["您好"]
    assert second.posted is None


def test_a_file_lies_encrypted_at_a_link_for_five_minutes(here: Here):
    here.wecom.send_media("li", "file", "附件 8.xlsx", b"content of the form")
    fields = here.bot.heard[0]
    url = fields["file"]["url"]
    found = requests.get(url, timeout=ON_A_PAGE)
    here.app.jump(START + timedelta(minutes=5, seconds=5))
    late = requests.get(url, timeout=ON_A_PAGE)

    assert set(fields["file"]) == {"url"}  # no name, no size
    assert opened(found.content) == b"content of the form"
    name = "attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6%208.xlsx"
    assert found.headers["Content-Disposition"] == name
    assert late.status_code == 403


def test_in_the_group_only_what_mentions_the_bot_reaches_it(here: Here):
    here.bot.answer = lambda _: stream("在")
    unheard = here.wecom.say("li", "大家好", group=True)
    picture = here.wecom.send_media("li", "file", "a.pdf", b"123456", group=True)
    heard = here.wecom.say("wang", "@考核机器人 看这个", group=True, quote=picture.message)
    fields = here.bot.heard[0]

    assert [unheard.message.flags, picture.message.flags] == [["not_mentioned"], ["not_in_groups"]]
    assert len(here.bot.heard) == 1
    assert (fields["chattype"], fields["chatid"]) == ("group", GROUP)
    assert fields["quote"]["msgtype"] == "file"
    assert [one.text for one in heard.answers] == ["在"]


def test_voice_comes_as_text_and_a_picture_with_words_as_one_message(here: Here):
    here.wecom.speak("li", "附件八")
    here.wecom.mixed("li", "看这个", "a.png", b"\x89PNG\r\n\x1a\n")
    voice, mixed = here.bot.messages()

    assert (voice["msgtype"], voice["voice"]) == ("voice", {"content": "附件八"})
    kinds = [one["msgtype"] for one in mixed["mixed"]["msg_item"]]
    assert kinds == ["text", "image"]


def test_a_pressed_card_is_updated_only_under_its_own_task(here: Here):
    here.bot.answer = lambda _: {"msgtype": "template_card", "template_card": CARD}
    card = here.wecom.say("li", "在吗").answers[0]
    notice = {
        "card_type": "text_notice",
        "main_title": {"title": "已选"},
        "card_action": {"type": 1, "url": "http://x.test"},
    }

    def update(task: str) -> dict[str, Any]:
        shown = {**notice, "task_id": task}
        return {"response_type": "update_template_card", "template_card": shown}

    here.bot.answer = lambda _: update("other")
    wrong = here.wecom.click("li", card.id, "ok")
    here.bot.answer = lambda _: update("t1")
    right = here.wecom.click("li", card.id, "ok")
    event = here.bot.heard[-1]["event"]

    assert "task_id" in wrong.delivery.reply_error
    assert right.message.body["main_title"] == {"title": "已选"}
    assert event["template_card_event"]["event_key"] == "ok"
    with pytest.raises(DriverError, match="已经处理过"):
        here.wecom.click("li", card.id, "ok")


def test_a_late_answer_works_once_within_an_hour_and_without_cards_in_a_group(here: Here):
    here.wecom.say("li", "在吗")
    here.wecom.say("li", "@考核机器人 在吗", group=True)
    here.wecom.say("li", "还在吗")
    alone, group, old = [one["response_url"] for one in here.bot.heard]
    words = {"msgtype": "markdown", "markdown": {"content": "来晚了"}}

    def post(url: str, body: dict[str, Any]) -> int:
        return int(requests.post(url, json=body, timeout=ON_A_PAGE).json()["errcode"])

    assert [post(alone, words), post(alone, words)] == [0, 60140]
    assert post(group, {"msgtype": "template_card", "template_card": CARD}) == 40008
    assert post(group, {"msgtype": "text", "text": {"content": "x"}}) == 40008
    here.app.jump(START + timedelta(hours=1, seconds=5))
    assert post(old, words) == 60140
    assert [one.text for one in here.wecom.received("li")] == ["来晚了"]


def test_feedback_comes_with_the_id_of_the_first_packet(here: Here):
    here.bot.answer = lambda fields: (
        None if fields["msgtype"] == "event" else stream("在", feedback={"id": "fb"})
    )
    answer = here.wecom.say("li", "在吗").answers[0]
    here.wecom.feedback("li", answer, 2)

    found = here.bot.heard[-1]["event"]["feedback_event"]
    assert (found["id"], found["type"]) == ("fb", 2)


def test_the_page_offers_the_bot_and_the_group_beside_the_app(here: Here):
    here.bot.answer = lambda _: stream("**在**")
    said = here.wecom.say("li", "在吗").message
    here.wecom.say("wang", "@考核机器人 <b>在吗</b>", group=True, quote=None)
    alone = requests.get(
        here.app.base_url, params={"as": "li", "chat": "bot"}, timeout=ON_A_PAGE
    ).text
    group = requests.get(
        here.app.base_url, params={"as": "li", "chat": "group"}, timeout=ON_A_PAGE
    ).text

    assert "<strong>在</strong>" in alone
    assert f'data-quote="{said.id}"' in alone
    assert ("&lt;b&gt;在吗" in group, "<b>在吗" in group, "&lt;b&gt;在吗" in alone) == (
        True,
        False,
        False,
    )


def test_the_key_is_one_wecom_could_have_made():
    assert len(b64decode(DEFAULTS.bot_aes_key + "=")) == 32
