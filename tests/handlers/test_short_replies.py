"""Replies as somebody in the office would write them: short, by name, nothing said twice."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County, Talk

CLERK = "zhoumin"


def test_of_somebody_on_the_roster_nothing_is_told_that_its_clerk_knows(demo: County) -> None:
    assert demo.say(CLERK, "刘洋在哪考核").text.splitlines() == [
        "刘洋在城关镇考核（挂职12月28日满6个月）。",
        "依据：方案一(一)1",
        "填附件6，报送日期方案空着。",
    ]


def test_a_cadre_is_told_of_themselves(demo: County) -> None:
    assert demo.say("liuyang", "我在哪考核").text.startswith("您在城关镇考核（")
    assert demo.say("liuyang", "我能评优秀吗").text.startswith("日常考核里")


def test_presumptions_and_the_form_are_told_once_a_talk(talk: Talk) -> None:
    first, second, other = talk(
        "县派挂职7个月的小周在哪考核", "那他填哪张表", "县派挂职8个月的小吴在哪考核"
    )
    assert "没有退休、驻村" in first["text"]
    assert "填附件6" in first["text"]
    assert "没有退休" not in second["text"]
    assert "报送日期" not in second["text"]
    # Of another person it is told anew, the form is not.
    assert "没有退休、驻村" in other["text"]
    assert "填附件6" not in other["text"]


def test_a_form_that_is_asked_for_is_told_again(talk: Talk) -> None:
    assert "填附件6" in talk("省派到乡镇挂职的小周在哪考核", "那就填附件1？")[1]["text"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("挂职了7个月", "挂职7个月"),
        ("4月去挂职的", "4月起挂职满8个月"),
        ("挂职不到半年", "挂职不到半年"),
    ],
)
def test_a_length_is_told_as_it_was_said(talk: Talk, said: str, reason: str) -> None:
    assert f"{reason}）。" in talk(f"县派到乡镇的小周{said}，在哪考核")[0]["text"]


def test_a_month_is_not_told_as_its_first_day(talk: Talk) -> None:
    assert "（8月退休" in talk("8月退休的还参加考核吗")[0]["text"]


@pytest.mark.parametrize(
    ("who", "said", "first"),
    [
        (CLERK, "刘洋在我们镇考核吗", "是，刘洋在城关镇考核"),
        (CLERK, "刘洋占原单位的指标吗", "不是，刘洋占城关镇的指标"),
        (CLERK, "刘洋挂职满半年了吗", "满了：刘洋2019年6月28日起"),
        (CLERK, "刘洋挂职满8个月了吗", "没满：刘洋2019年6月28日起"),
        ("liuyang", "我挂职满半年了吗", "满了：您2019年6月28日起"),
    ],
)
def test_a_yes_or_no_comes_first(demo: County, who: str, said: str, first: str) -> None:
    assert demo.say(who, said).text.startswith(first)


def test_a_length_that_was_asked_was_not_told(demo: County) -> None:
    demo.say("liuyang", "我挂职满8个月了吗")
    assert "按您说的算" not in demo.say("liuyang", "我在哪考核").text


@pytest.mark.parametrize("said", ["挂职那个", "水利局的", "副局长那个"])
def test_of_two_of_one_name_the_words_tell_which(demo: County, said: str) -> None:
    assert demo.say(CLERK, "王磊在哪考核").text.startswith("有2位王磊")
    assert demo.say(CLERK, said).text.startswith("王磊在县水利局考核（挂职满3个月）。")
    assert demo.say(CLERK, "挂职的王磊占谁的指标").text.startswith("王磊占县水利局的指标")


def test_a_name_alone_goes_on_with_the_question(demo: County) -> None:
    demo.say(CLERK, "贺志刚占谁的指标")
    assert demo.say(CLERK, "彭雪梅呢").text.startswith("彭雪梅占城关镇的指标")


def test_words_that_fit_both_ask_again(demo: County) -> None:
    demo.say(CLERK, "王磊在哪考核")
    assert demo.say(CLERK, "班子成员王磊在哪考核").kind is Kind.ASK


@pytest.mark.parametrize("who", [CLERK, "liuyang", "kaohe1a", "jianduwang"])
def test_help_is_by_role(demo: County, who: str) -> None:
    shown = demo.say(who, "你能做什么")
    assert ("在手机上填表" in shown.text) is (who in {CLERK, "liuyang"})
    assert ("待批复" in shown.text) is (who == "jianduwang")
    for number in range(1, len(shown.options) + 1):
        again = demo.say(who, "你能做什么")
        said = demo.say(who, str(number))
        assert "不能操作" not in said.text, again.options[number - 1].label


@pytest.mark.parametrize(
    "said", ["我请示的那个有回复没", "请示批下来没有", "补充1号：6月28日去的", "问1号：哪天去的"]
)
def test_nothing_of_a_case_is_told_in_a_group(demo: County, said: str) -> None:
    assert "单独发消息" in demo.say("liuyang", said, group="g1").text


def test_ones_own_length_is_not_told_in_a_group(demo: County) -> None:
    demo.say("liuyang", "县派挂职7个月的在哪考核", group="g1")
    assert "6月28日" not in demo.say("liuyang", "满半年了吗", group="g1").text


def test_the_year_a_day_was_taken_for_is_told_where_the_next_may_be_meant(talk: Talk) -> None:
    assert "2019年1月2号退休" in talk("老李1月2号退休，还参加考核吗")[0]["text"]
    assert "（8月退休" in talk("老李8月退休，还参加考核吗")[0]["text"]
