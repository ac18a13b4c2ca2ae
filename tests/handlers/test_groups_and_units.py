"""Which units a group has, and which group a unit is with, as far as one may know."""

import pytest

from tests.kit.talks import County

BOSS, GROUP, CLERK = "jianduwang", "kaohe1a", "zhoumin"


@pytest.mark.parametrize(
    ("who", "say"),
    [
        (GROUP, "我们组管哪几个单位"),
        (GROUP, "我负责哪些单位"),
        (GROUP, "第一考核组有哪些单位"),
        (BOSS, "第一考核组管哪几个单位"),
        (BOSS, "一组负责哪些单位"),
    ],
)
def test_the_units_of_a_group(demo: County, who: str, say: str) -> None:
    assert demo.say(who, say).text.startswith("第一考核组管16个单位：城关镇、河口镇")


@pytest.mark.parametrize(
    ("who", "say"),
    [
        (CLERK, "我们镇归哪个考核组"),
        (CLERK, "我们单位在第几组"),
        ("wanglei", "我们镇归哪个组"),
        (BOSS, "城关镇归哪个组"),
        (GROUP, "城关镇在哪个组"),
    ],
)
def test_the_group_of_a_unit(demo: County, who: str, say: str) -> None:
    assert demo.say(who, say).text == "城关镇由第一考核组考核（按名册的分组）。"


@pytest.mark.parametrize(
    ("who", "say"),
    [
        (GROUP, "第二考核组有哪些单位"),
        (CLERK, "第二考核组管哪几个单位"),
        (CLERK, "河口镇在第几组"),
        (CLERK, "清水乡归哪个组"),
    ],
)
def test_of_others_nothing_is_told(demo: County, who: str, say: str) -> None:
    assert demo.say(who, say).text.startswith("您只能查看")


@pytest.mark.parametrize(
    ("who", "say"),
    [
        (GROUP, "我们组有几个单位没交"),
        (BOSS, "第一考核组哪些单位交齐了"),
        (CLERK, "考核组由哪些人组成"),
        (CLERK, "考核组什么时候来我们镇"),
    ],
)
def test_other_questions_on_groups_are_theirs(demo: County, who: str, say: str) -> None:
    told = demo.say(who, say).text
    assert "个单位：" not in told.partition("\n")[0]
    assert "按名册的分组" not in told


@pytest.mark.parametrize("say", ["我们镇归哪个考核组", "刚才那个不算"])
def test_nothing_of_ones_own_in_a_group_chat(demo: County, say: str) -> None:
    assert demo.say(CLERK, say, group="g").text.startswith("人员和单位的具体情况不在群里说")
