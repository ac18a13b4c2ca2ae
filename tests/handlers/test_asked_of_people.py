"""What is asked of the roster is told from it: of one person, or of all who were sent here."""

import pytest

from tests.kit.talks import County

CLERK, CADRE = "zhoumin", "liuyang"


@pytest.mark.parametrize("before", ["", "刘洋挂职满半年吗", "刘洋在哪考核"])
@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("吴昊是不是县里派的", "派出层级：市"),
        ("吴昊是市里派来的吗", "派出层级：市"),
        ("郑建国是不是党委书记", "党委书记"),
    ],
)
def test_a_fact_of_the_roster_is_told(demo: County, before: str, said: str, holds: str) -> None:
    if before:
        demo.say(CLERK, before)
    text = demo.say(CLERK, said).text
    assert text.startswith("名册里")
    assert holds in text


@pytest.mark.parametrize(
    "said",
    ["刘洋是不是在我们这考核", "刘洋是不是该填附件6", "刘洋挂职满半年吗", "刘洋是不是占名额"],
)
def test_a_ruling_is_still_asked_for(demo: County, said: str) -> None:
    assert not demo.say(CLERK, said).text.startswith("名册里")


@pytest.mark.parametrize(
    "said",
    [
        "来我们镇挂职的，到底哪几个在我们这儿考",
        "挂职的哪几个在我们镇考核",
        "下派到我们这的谁在我们这儿考核",
    ],
)
def test_those_sent_here_are_listed_with_why(demo: County, said: str) -> None:
    here, _, away = demo.say(CLERK, said).text.partition("不在城关镇考核的1人")
    assert "刘洋在城关镇考核（" in here
    assert "吴昊在城关镇考核（" in here
    assert "王磊（县水利局副局长）在县水利局考核（" in away


@pytest.mark.parametrize("said", ["刘洋挂职满半年吗", "刘洋6月28号来挂职的，在哪考核"])
def test_what_is_equal_is_no_difference(demo: County, said: str) -> None:
    assert "按您说的算" not in demo.say(CLERK, said).text


def test_what_differs_is_said(demo: County) -> None:
    assert "按您说的算" in demo.say(CLERK, "刘洋7月3号来挂职的，在哪考核").text


def test_a_cadre_is_told_what_is_possible(demo: County) -> None:
    assert "以后别发消息" in demo.say(CADRE, "别再提醒我").text
