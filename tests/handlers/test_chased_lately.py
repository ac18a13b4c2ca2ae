"""“刚才催的都有谁”: whom one chased is told, unit by unit, and nobody is chased again."""

import pytest

from tests.kit.talks import County

BOSS, CLERK, GROUP = "jianduwang", "zhoumin", "kaohe1a"
ASKED = ["刚才催的都有谁", "刚才催的都有谁 列一下", "刚刚催了哪些单位", "都催了谁", "催了哪些单位"]


def _chase(demo: County, who: str, say: str) -> None:
    demo.press(who, demo.say(who, say).options[0].key)


@pytest.mark.parametrize("say", ASKED)
def test_units_with_whom_of_them(demo: County, say: str) -> None:
    _chase(demo, BOSS, "催一下没交附件8的乡镇")
    reply = demo.say(BOSS, say)
    assert "催了12个单位（附件8）" in reply.text
    assert "· 河口镇 → 蔡云" in reply.text
    assert reply.pending is None or reply.pending.came_of_it


@pytest.mark.parametrize("say", ASKED)
def test_also_after_something_else(demo: County, say: str) -> None:
    _chase(demo, GROUP, "催一下河口镇的附件8")
    for aside in ("登记表交几份", "算了", "刘洋在哪考核"):
        demo.say(GROUP, aside)
    assert "· 河口镇 → 蔡云" in demo.say(GROUP, say).text


@pytest.mark.parametrize("say", ["刚才催的都有谁", "都催了谁", "刚才催了哪几个"])
def test_people_of_a_unit(demo: County, say: str) -> None:
    _chase(demo, CLERK, "催一下王磊的登记表")
    assert "催了1人（附件1）：王磊" in demo.say(CLERK, say).text


def test_just_now_is_the_last_one(demo: County) -> None:
    _chase(demo, BOSS, "催一下河口镇的附件8")
    demo.now = demo.now.replace(hour=11)
    _chase(demo, BOSS, "催一下白沙镇的附件8")
    assert "河口镇" not in demo.say(BOSS, "刚才催的都有谁").text
    assert "河口镇" in demo.say(BOSS, "今天都催了谁").text


def test_notices_are_told_too(demo: County) -> None:
    _chase(demo, BOSS, "通知各乡镇：明天开会")
    assert "通知了12个单位" in demo.say(BOSS, "刚才通知了哪些单位").text


@pytest.mark.parametrize("say", ["刚才催的都有谁", "都催了谁"])
def test_nobody_was_chased(demo: County, say: str) -> None:
    assert "没有发出提醒" in demo.say(BOSS, say).text
    assert "还没有催过谁" in demo.say(CLERK, say).text
