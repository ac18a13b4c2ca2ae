"""A what-if is over with the next question that does not lean on it, and that is said."""

import pytest

from tests.kit.talks import County

CLERK = "zhoumin"
IN_TRUTH = "按实际情况答"


@pytest.mark.parametrize("what_if", ["要是他是7月3号来的呢", "如果他8月才来呢", "他9月来的话呢"])
@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("他填哪张表", "附件6"),
        ("刘洋占谁的名额", "占城关镇的指标"),
        ("他到底在哪考核", "在城关镇考核"),
    ],
)
def test_the_next_question_is_on_what_holds(
    demo: County, what_if: str, said: str, holds: str
) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    assert "县财政局考核" in demo.say(CLERK, what_if).text.partition("\n")[0]
    text = demo.say(CLERK, said).text
    assert holds in text.partition("\n")[0]
    assert IN_TRUTH in text
    assert IN_TRUTH not in demo.say(CLERK, "他填哪张表").text


@pytest.mark.parametrize(
    "said", ["那样的话填哪张表", "那他填哪张表", "这样的话填什么表", "也填附件6吗"]
)
def test_what_leans_on_it_stays_in_it(demo: County, said: str) -> None:
    for one in ("刘洋在哪考核", "要是他是7月3号来的呢"):
        demo.say(CLERK, one)
    text = demo.say(CLERK, said).text
    assert "刘洋填附件1" in text
    assert IN_TRUTH not in text


def test_one_can_go_back_to_it(demo: County) -> None:
    for one in ("刘洋在哪考核", "要是他是7月3号来的呢", "他填哪张表"):
        demo.say(CLERK, one)
    assert "刘洋占县财政局的指标" in demo.say(CLERK, "那样的话占谁的名额").text
    assert "刘洋占城关镇的指标" in demo.say(CLERK, "他占谁的名额").text


def test_nobody_is_come_back_to_in_a_what_if(demo: County) -> None:
    for one in ("刘洋在哪考核", "假如他是9月来的呢", "邓丽华呢"):
        demo.say(CLERK, one)
    assert "刘洋在城关镇考核" in demo.say(CLERK, "刘洋呢").text


def test_where_the_answer_is_the_same_nothing_is_said(demo: County) -> None:
    for one in ("邓丽华在哪考核", "万一她下个月退休呢"):
        demo.say(CLERK, one)
    assert IN_TRUTH not in demo.say(CLERK, "她填什么表").text


def test_of_somebody_told_by_facts_the_facts_hold_again(demo: County) -> None:
    for one in ("小周县派挂职3个月在哪考核", "要是8个月呢"):
        demo.say(CLERK, one)
    text = demo.say(CLERK, "填哪张表").text
    assert "小周填附件1" in text
    assert IN_TRUTH in text


def test_a_question_back_in_the_what_if_ends_with_it(demo: County) -> None:
    for one in ("刘洋在哪考核", "如果他7月才来呢"):
        demo.say(CLERK, one)
    assert "刘洋填附件6" in demo.say(CLERK, "他填哪张表").text
