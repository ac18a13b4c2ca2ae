"""Replies in WeCom's shapes: nothing cut in the middle, cards where they fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom_app.render import (
    TEXT_BYTES,
    card,
    fits_card,
    full_text,
    passive_text,
    pieces,
    push_payload,
    render,
)
from bot.channels.wecom_app.translate import read_xml
from handlers.turn.buttons import FactButton, PersonButton, TopicButton
from handlers.turn.reply import Kind, Link, Option, OutFile, Push, Reply

URL = "https://kaohe.example.gov.cn"
LEVELS = (
    Option("县里派的", FactButton("sent_by", "county")),
    Option("市里派的", FactButton("sent_by", "city")),
)


def without_breaks(text: str) -> str:
    return re.sub(r"\n", "", text)


@given(st.text(alphabet=st.sampled_from("一二。；\n a字🙂！”"), max_size=3000))
def test_every_piece_fits_and_nothing_is_lost(text):
    found = pieces(text)

    assert all(len(one.encode()) <= TEXT_BYTES for one in found)
    assert without_breaks("".join(found)) == without_breaks(text)


def test_a_long_text_is_cut_at_sentence_ends():
    sentence = "乡镇党政正职参与考核但不计算本单位考核基数。"
    found = pieces(sentence * 100)

    assert len(found) > 1
    assert all(one.endswith("。") for one in found)


def test_a_sentence_without_end_is_cut_between_characters():
    found = pieces("好" * 1000)

    assert [set(one) for one in found] == [{"好"}, {"好"}]


def test_a_short_reply_is_one_text_with_numbered_options_and_links():
    reply = Reply(
        Kind.ASK,
        "是哪一级派的？",
        options=LEVELS,
        links=(Link("上传附件8", "/upload?paper=grade_proposals"),),
    )

    assert full_text(reply, URL) == (
        "是哪一级派的？\n1. 县里派的\n2. 市里派的\n"
        f'<a href="{URL}/upload?paper=grade_proposals">上传附件8</a>'
    )


def test_options_that_fit_come_as_buttons_too():
    rendered = render(Reply(Kind.ASK, "是哪一级派的？", options=LEVELS), URL, "wecom_app:1")

    (payload,) = rendered.later
    assert payload["template_card"]["button_list"] == [
        {"text": "县里派的", "style": 1, "key": "fact:sent_by=county#县里派的"},
        {"text": "市里派的", "style": 1, "key": "fact:sent_by=city#市里派的"},
    ]
    assert re.fullmatch(r"[A-Za-z0-9_\-@]{1,128}", payload["template_card"]["task_id"])


@pytest.mark.parametrize(
    "options",
    [
        (),
        (Option("请示监督股", TopicButton("petition")),),
        tuple(Option(str(number), PersonButton(number)) for number in range(7)),
        (Option("一二三四五六七八九十一", TopicButton("k")), Option("好", TopicButton("k"))),
        (Option("好", TopicButton("k" * 1100)), Option("好", TopicButton("k"))),
    ],
)
def test_options_that_do_not_fit_stay_text(options):
    assert not fits_card(options)


def test_the_same_message_makes_the_same_card():
    options = (Option("好", TopicButton("k")),)

    assert card(options, "m1") == card(options, "m1") != card(options, "m2")


def test_nobodys_words_become_a_link():
    text = full_text(Reply(Kind.OFF, '<a href="http://bad">点我</a> < A HREF=x>'), URL)

    assert "<a" not in text.lower()
    assert "< a" not in text.lower()


def test_files_and_what_is_too_long_come_later():
    reply = Reply(Kind.ACTION, "好。" * 1000, files=(OutFile("附件8.xlsx", "ab" * 32),))
    rendered = render(reply, URL, "m")

    assert [one["kind"] for one in rendered.later] == ["text", "text", "file"]


def test_a_push_carries_its_link():
    push = Push("lisi", "还差附件8。", "key", Link("去上传", "/upload"))

    assert push_payload(push, URL) == {
        "kind": "text",
        "text": f'还差附件8。\n<a href="{URL}/upload">去上传</a>',
    }


def test_a_passive_text_reads_back_whatever_it_holds():
    content = 'a]]>b & <a href="x">c</a>\x01'
    fields = read_xml(passive_text("u", "ww1", "1", content))

    assert fields["Content"] == content.replace("\x01", "")
