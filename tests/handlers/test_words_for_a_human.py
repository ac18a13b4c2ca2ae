"""Words for the section stand in the message that asks for a human, or in the one after it."""

import pytest

from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"
WORDS = "我们镇合并了，不知道怎么报"


@pytest.mark.parametrize(
    "say",
    [
        f"转人工：原因是{WORDS}",
        f"转人工，{WORDS}",
        f"转人工 {WORDS}",
        f"我要留言：{WORDS}",
        f"帮我转给监督股的同志，就说{WORDS}",
        f"跟干部监督股说一声，{WORDS}",
        f"麻烦转告组织部干部监督股：{WORDS}",
        f"请告诉监督股的老师，{WORDS}",
        f"转给王志远，就说{WORDS}",
        f"没有啊。那给干部监督股留个言，就说{WORDS}",
        f"请代我给监督股留言：{WORDS}",
        f"给干部监督股反馈一下：{WORDS}",
        f"那我要提个建议，就说{WORDS}",
    ],
)
def test_they_are_what_is_handed_over(demo: County, say: str) -> None:
    shown = demo.say(CLERK, say)
    assert f"留言：{WORDS}\n" in shown.text
    assert not shown.pushes
    assert len(demo.say(CLERK, "好，发吧").pushes) == 3


@pytest.mark.parametrize(
    "say",
    [
        "转人工怎么转",
        "转人工",
        "跟财政局说一声，我们明天去",
        "监督股说挂职的在原单位考核",
        "跟监督股说的不一样，附件8一式几份",
        "告诉我附件8一式几份",
        "给干部监督股反馈测评结果吗",
        "测评结果向谁反馈",
        "意见怎么提",
    ],
)
def test_other_words_are_none(demo: County, say: str) -> None:
    assert "还没有转" not in demo.say(CLERK, say).text


def test_what_follows_on_being_asked_for_them_are_they(demo: County) -> None:
    demo.say(CLERK, "转人工")
    assert f"留言：{WORDS}\n" in demo.say(CLERK, WORDS).text


@pytest.mark.parametrize("say", ["附件8一式几份", "我们单位还差什么", "算了", "谢谢"])
def test_a_question_after_it_is_answered(demo: County, say: str) -> None:
    demo.say(CLERK, "转人工")
    assert "还没有转" not in demo.say(CLERK, say).text


def test_what_was_said_before_goes_to_the_section_where_it_is_meant(demo: County) -> None:
    demo.say(CLERK, "附件8一式几份")
    assert "您：附件8一式几份" in demo.say(CLERK, "帮我转给监督股看看").text


def test_the_section_leaves_itself_no_words(demo: County) -> None:
    assert "还没有转" not in demo.say(BOSS, f"转人工：{WORDS}").text


@pytest.mark.parametrize("say", [f"转人工：{WORDS}", f"跟监督股说一声，{WORDS}"])
def test_nothing_of_it_is_shown_in_a_group(demo: County, say: str) -> None:
    assert demo.say(CLERK, say, group="g").text.startswith("人员和单位的具体情况不在群里说")


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("改成：我们局撤了", "我们局撤了"),
        ("加一句：急用", f"{WORDS}。急用"),
        ("把合并改成撤销", WORDS.replace("合并", "撤销")),
    ],
)
def test_they_are_put_right_before_they_go(demo: County, say: str, words: str) -> None:
    demo.say(CLERK, f"转人工：{WORDS}")
    assert f"留言：{words}\n" in demo.say(CLERK, say).text
    assert len(demo.say(CLERK, "好").pushes) == 3


@pytest.mark.parametrize("say", ["留言：", "留言"])
def test_no_words_are_asked_for(demo: County, say: str) -> None:
    assert "请把事情写在后面" in demo.say(CLERK, say).text


def test_who_is_asked_is_told(demo: County) -> None:
    assert "一个程序" in demo.say(CLERK, "你是谁").text


def test_a_day_that_no_calendar_has_is_named(demo: County) -> None:
    reply = demo.say(CLERK, "附件8申请延期到2月30日，因为出差")
    assert reply.text.startswith("没有“2月30日”这一天")
