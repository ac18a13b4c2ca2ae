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


def test_a_choice_that_fits_no_card_is_numbered_in_the_text():
    reply = Reply(
        Kind.ASK,
        "是哪一级派的？",
        options=(*LEVELS, Option("省里或者中央的单位派来的", FactButton("sent_by", "province"))),
        links=(Link("上传附件8", "/upload?paper=grade_proposals"),),
    )

    assert full_text(reply, URL) == (
        "是哪一级派的？\n1. 县里派的\n2. 市里派的\n3. 省里或者中央的单位派来的\n"
        f'<a href="{URL}/upload?paper=grade_proposals">上传附件8</a>'
    )
    assert render(reply, URL, "wecom_app:1").later == ()


def test_a_choice_that_fits_comes_once_as_buttons_under_its_question():
    asked = Reply(Kind.ASK, "挂职干部。\n是哪一级派的？", options=LEVELS)
    rendered = render(asked, URL, "wecom_app:1", "挂职的在哪考核")

    assert rendered.first == "挂职干部。\n是哪一级派的？"
    (payload,) = rendered.later
    assert payload["template_card"]["main_title"] == {
        "title": "是哪一级派的？",
        "desc": "您说的：挂职的在哪考核",
    }
    assert payload["template_card"]["button_list"] == [
        {"text": "县里派的", "style": 1, "key": "fact:sent_by=county#县里派的"},
        {"text": "市里派的", "style": 1, "key": "fact:sent_by=city#市里派的"},
    ]
    assert re.fullmatch(r"[A-Za-z0-9_\-@]{1,128}", payload["template_card"]["task_id"])


@pytest.mark.parametrize(
    "options",
    [
        (),
        tuple(Option(str(number), PersonButton(number)) for number in range(7)),
        (Option("一二三四五六七八九十一", TopicButton("k")), Option("好", TopicButton("k"))),
        (Option("好", TopicButton("k" * 1100)), Option("好", TopicButton("k"))),
    ],
)
def test_options_that_do_not_fit_stay_text(options):
    assert not fits_card(options)


def test_the_same_message_makes_the_same_card():
    reply = Reply(Kind.ASK, "好吗？", options=(Option("好", TopicButton("k")),))

    assert card(reply, "m1") == card(reply, "m1") != card(reply, "m2")


@pytest.mark.parametrize(
    ("reply", "title"),
    [
        (Reply(Kind.ASK, "先说一句。哪一级派的？根据：挂职。"), "哪一级派的？"),
        (Reply(Kind.ACTION, "请核对：\n城关镇\n发送吗？"), "发送吗？"),
        (Reply(Kind.CLASH, "两条规定不一样。回复“请示”。"), "没有定论，要请示吗？"),
        (Reply(Kind.ACTION, "已收到：附件8。"), "接下来可以："),
        (Reply(Kind.ACTION, "好的。", question="十分钟内可以撤销："), "十分钟内可以撤销："),
        (Reply(Kind.ASK, f"{'很长' * 30}吗？"), f"{'很长' * 17}很…"),
    ],
)
def test_a_card_says_what_it_asks_however_late_it_comes(reply: Reply, title: str):
    shown = card(reply, "m1", "一句\n话" * 30)["main_title"]

    assert shown["title"] == title
    assert shown["desc"].startswith("您说的：一句 话")
    assert len(shown["desc"]) == 44


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
