"""Every message and event type becomes an IncomingMessage, or is refused."""

from datetime import datetime

import pytest
from pydantic import TypeAdapter

from bot.channels.wecom_aibot import translate as aibot
from bot.channels.wecom_app.crypto import Unreadable
from bot.channels.wecom_app.translate import Arrival, Nature, read_xml, translate
from bot.clock import SHANGHAI
from handlers.turn.message import Attachment, Choice, IncomingMessage

AT = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)
HEAD = "<ToUserName>ww1</ToUserName><FromUserName>zhangsan</FromUserName><CreateTime>1</CreateTime>"


def arrival(inside: str) -> Arrival:
    return translate(read_xml(f"<xml>{HEAD}{inside}<AgentID>2</AgentID></xml>"), AT)


def message(kind: str, inside: str) -> Arrival:
    return arrival(f"<MsgType>{kind}</MsgType><MsgId>42</MsgId>{inside}")


def event(name: str, inside: str = "") -> Arrival:
    return arrival(f"<MsgType>event</MsgType><Event>{name}</Event>{inside}")


def test_text_is_said():
    said = IncomingMessage("wecom_app:42", "zhangsan", "wecom_app", AT, text="你好 <b>")

    assert message("text", "<Content><![CDATA[你好 <b>]]></Content>") == Arrival(said, Nature.SAID)


def test_an_empty_text_is_an_empty_text():
    assert message("text", "<Content/>").message.text == ""


@pytest.mark.parametrize(
    ("kind", "inside", "attachment"),
    [
        ("image", "<MediaId>M</MediaId><PicUrl>http://p</PicUrl>", Attachment("image", "M")),
        ("voice", "<MediaId>M</MediaId><Format>amr</Format>", Attachment("voice", "M")),
        ("video", "<MediaId>M</MediaId>", Attachment("video", "M")),
        (
            "location",
            "<Location_X>1</Location_X><Label>县政府</Label>",
            Attachment("location", note="县政府"),
        ),
        (
            "link",
            "<Title>标题</Title><Url>http://u</Url>",
            Attachment("link", name="标题", note="http://u"),
        ),
        (
            "file",
            "<MediaId>M</MediaId><FileName>附件8.xlsx</FileName>",
            Attachment("file", "M", "附件8.xlsx"),
        ),
        ("sticker", "", Attachment("unknown")),
    ],
)
def test_what_is_not_text_is_an_attachment(kind, inside, attachment):
    found = message(kind, inside)

    assert (found.nature, found.message.attachment) == (Nature.SENT, attachment)


def test_a_pressed_button_brings_its_key_its_label_and_the_boxes():
    found = event(
        "template_card_event",
        "<EventKey>sent_by=county#县里派的</EventKey><TaskId>t1</TaskId>"
        "<ResponseCode>RC</ResponseCode><SelectedItems><SelectedItem><QuestionKey>q</QuestionKey>"
        "<OptionIds><OptionId>o1</OptionId><OptionId>o2</OptionId></OptionIds></SelectedItem>"
        "<SelectedItem><QuestionKey>p</QuestionKey><OptionIds><OptionId>o3</OptionId></OptionIds>"
        "</SelectedItem></SelectedItems>",
    )

    boxes = {"q": ("o1", "o2"), "p": ("o3",)}
    assert found.message.choice == Choice("sent_by=county", "t1", "RC", boxes)
    assert (found.nature, found.label) == (Nature.PRESSED, "县里派的")


def test_a_card_menu_entry_can_be_answered_in_text():
    assert event("template_card_menu_event", "<EventKey>k</EventKey>").nature is Nature.PICKED


def test_a_menu_click_says_what_its_key_says():
    assert event("click", "<EventKey>我们还差什么</EventKey>").message.text == "我们还差什么"


@pytest.mark.parametrize("name", ["subscribe", "enter_agent"])
def test_opening_the_app_is_a_greeting(name):
    assert event(name).nature is Nature.GREETED


@pytest.mark.parametrize(
    "name", ["view", "unsubscribe", "LOCATION", "inactive_alert", "change_contact"]
)
def test_other_events_are_only_noticed(name):
    assert event(name).nature is Nature.NOTICED


def test_a_resent_event_has_the_same_id_and_another_button_another():
    first, again, other = (
        event("template_card_event", f"<EventKey>{key}</EventKey><TaskId>t</TaskId>")
        for key in ("a", "a", "b")
    )

    assert first.message.message_id == again.message.message_id != other.message.message_id


def test_control_characters_do_not_stop_reading():
    assert message("text", "<Content>a\x00\x0bb</Content>").message.text == "ab"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<xml>",
        "<xml></xml>",
        "<xml>only text</xml>",
        "<other><A>1</A></other>",
        '<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>',
        f"<xml>{HEAD}<MsgType>text</MsgType></xml>",
        "<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>",
        "<xml><FromUserName><b>x</b></FromUserName><MsgType>text</MsgType><MsgId>1</MsgId></xml>",
    ],
)
def test_what_is_no_message_is_refused(text):
    with pytest.raises(Unreadable):
        translate(read_xml(text), AT)


@pytest.mark.parametrize("kind", [Arrival, aibot.Arrival])
def test_an_arrival_that_an_older_release_kept_is_read_and_kept_the_same(
    kind: type[Arrival | aibot.Arrival],
) -> None:
    said = {"message_id": "1", "sender": "wangfang", "channel": "wecom_app", "at": AT.isoformat()}
    held = TypeAdapter(kind)

    found = held.validate_python({"inquiry": said, "nature": "said"})

    assert found.message == IncomingMessage("1", "wangfang", "wecom_app", AT)
    again = held.dump_python(found, mode="json", by_alias=True)
    assert again["inquiry"]["message_id"] == "1"
    assert held.validate_python(again) == found
