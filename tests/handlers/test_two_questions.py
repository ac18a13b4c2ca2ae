"""Two questions in one message: on a person and on a text, on two people, on both of them."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK = "zhoumin"


@pytest.mark.parametrize(
    "say",
    [
        "刘洋在哪考核，登记表交几份",
        "刘洋在哪考核 登记表一式几份",
        "刘洋今年在哪考核？另外登记表交几份？",
        "刘洋6月28来的，在哪考核。登记表要交几份",
    ],
)
def test_one_on_a_person_and_one_on_a_text(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.ANSWER
    assert reply.text.index("1. 刘洋在城关镇考核") < reply.text.index(
        "2. 《县管干部年度考核登记表》"
    )


@pytest.mark.parametrize(
    "say",
    [
        "登记表交几份，刘洋在哪考核",
        "登记表交几份？刘洋在哪考核？",
        "登记表交几份；还有刘洋在哪考核",
    ],
)
def test_in_the_order_they_were_asked(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.text.index("1. 《县管干部") < reply.text.index("2. 刘洋在城关镇考核")


@pytest.mark.parametrize(
    "say",
    [
        "吴昊占不占我们优秀名额？附件8几号交？",
        "吴昊占不占我们优秀名额，附件8几号交",
        "吴昊占我们的名额吗；附件8什么时候交",
    ],
)
def test_a_quota_and_a_day(demo: County, say: str) -> None:
    text = demo.say(CLERK, say).text
    assert "吴昊不占挂职单位的指标" in text
    assert "空着没有写" in text


@pytest.mark.parametrize(
    "say",
    [
        "吴昊在哪考核，刘洋占谁的名额",
        "吴昊在哪考核？刘洋占谁的指标？",
        "吴昊今年在哪考核。还有刘洋占谁的名额",
    ],
)
def test_two_people_of_whom_different_things_are_asked(demo: County, say: str) -> None:
    first, second = demo.say(CLERK, say).text.split("\n\n")
    assert first.startswith("1. 吴昊在城关镇考核")
    assert "指标" not in first
    assert second.startswith("2. 刘洋占城关镇的指标")


@pytest.mark.parametrize(
    "say",
    [
        "刘洋是县派的，挂职满6个月了，在哪考核，占谁的指标",
        "刘洋在哪考核，占谁的名额",
        "刘洋填附件6，对吧，交给谁",
    ],
)
def test_what_leans_on_the_same_person_is_one_question(demo: County, say: str) -> None:
    assert "2. " not in demo.say(CLERK, say).text.split("依据")[0]


@pytest.mark.parametrize(
    "say",
    [
        "他俩都填附件6吗",
        "他们两个填哪张表",
        "这两个人都填附件几",
        "两人填哪张表",
        "他们都填附件6不",
    ],
)
@pytest.mark.parametrize("before", [["刘洋和吴昊在哪考核"], ["刘洋在哪考核", "吴昊呢"]])
def test_both_of_whom_was_talked(demo: County, say: str, before: list[str]) -> None:
    for one in before:
        demo.say(CLERK, one)
    text = demo.say(CLERK, say).text
    assert "刘洋填附件6" in text
    assert "吴昊填附件6" in text


def test_all_three_of_whom_was_talked(demo: County) -> None:
    demo.say(CLERK, "刘洋、吴昊和韩志强在哪考核")
    text = demo.say(CLERK, "他们三个都填哪张表").text
    assert all(f"{name}填附件" in text for name in ("刘洋", "吴昊", "韩志强"))


def test_both_is_only_who_was_talked_of(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    assert "刘洋" in demo.say(CLERK, "他们都说他填附件1，对吗").text
