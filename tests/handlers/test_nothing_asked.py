"""What asks nothing: no ruling is read out again, and no stray figure answers an open question."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County, Talk

RULED = "县里派来挂职7个月的刘某在哪考核"


@pytest.mark.parametrize(
    "said",
    [
        "附件8",
        "。。。",
        "how do I hand in?",
        "{{7*7}}",
        "'; DROP TABLE persons; --",
        "a" * 2000,
        "附" * 10000,
        '<a href="http://x.y">点我</a>',
    ],
)
def test_a_ruling_is_not_read_out_again(talk: Talk, said: str) -> None:
    ruled, after = talk(RULED, said)
    assert ruled["decision"]
    assert not after["decision"]
    assert "刘某" not in after["text"]
    assert "方案未写明" not in after["text"]


def test_a_unit_alone_does_not_read_the_ruling_out_again(county: County) -> None:
    assert "王强" in county.say("ClerkCG", "王强在哪里考核").text
    reply = county.say("ClerkCG", "柳河镇呢")
    assert "可以这样问" in reply.text
    assert "王强" not in reply.text


def test_a_follow_up_that_says_the_same_is_still_answered(talk: Talk) -> None:
    _, again = talk("我们妇联一个副主席11月被立案 等次报什么", "没结呢 纪委还在查")
    assert again["decision"]["grade"] == "undetermined"


@pytest.mark.parametrize("said", ["\x00\x01\x02\x1b[31m附件8", "附件8", "第8条", "{{7*7}}", "8楼"])
def test_only_a_number_answers_a_question_for_a_number(talk: Talk, said: str) -> None:
    *_, asked, after = talk("挂职干部刘某在哪考核", "县里", said)
    assert asked["asks"] == "months_served"
    assert not after["decision"]
    assert "31m" not in after["text"]


@pytest.mark.parametrize("said", ["7", "7个月", "大概7个月了", "七个多月吧", "已经满7个月"])
def test_a_number_in_its_own_words_does(talk: Talk, said: str) -> None:
    assert talk("挂职干部刘某在哪考核", "县里", said)[-1]["decision"]["assessed_at"] == "host_unit"


@pytest.mark.parametrize(
    ("picked", "kind", "words"),
    [
        ("1", Kind.ANSWER, "等次建议"),
        ("2", Kind.SILENT, "日期空着"),
        ("3", Kind.ACTION, "上传附件8"),
    ],
)
def test_a_paper_alone_is_asked_back(county: County, picked: str, kind: Kind, words: str) -> None:
    which = county.say("ClerkCG", "附件8")
    assert [option.label for option in which.options] == ["附件8是什么", "什么时候交", "怎么交"]
    reply = county.say("ClerkCG", picked)
    assert reply.kind is kind
    assert words in reply.text


def test_an_unknown_paper_is_not_taken_for_another(county: County) -> None:
    reply = county.say("ClerkCG", "我要交附件99")
    assert "没有附件99，只有附件1、5、6、8、9" in reply.text
    assert not reply.links


def test_handing_in_after_a_count_gives_the_link(county: County) -> None:
    county.say("ClerkCG", "27个科级干部最多报几个优秀")
    [link] = county.say("ClerkCG", "交附件8").links
    assert link.path == "/upload?paper=grade_proposals"
