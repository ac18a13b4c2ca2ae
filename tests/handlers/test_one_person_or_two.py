"""One person's papers are theirs and not the unit's; two of one name are told apart in lists."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK, BOSS, CADRE = "zhoumin", "jianduwang", "wanglei"


@pytest.mark.parametrize("who", [CLERK, BOSS, "kaohe1a"])
@pytest.mark.parametrize(
    "say", ["韩志强的材料交齐了没", "韩志强交齐了没", "韩志强还差什么", "韩志强的表交了吗"]
)
def test_the_papers_of_one_person(demo: County, who: str, say: str) -> None:
    told = demo.say(who, say).text
    assert told.startswith("韩志强（城关镇人大主席）的材料还没有交齐：")
    assert "彭雪梅" not in told
    assert "附件8" not in told


def test_both_of_one_name(demo: County) -> None:
    told = demo.say(CLERK, "王磊的材料交齐了没").text
    assert "王磊（城关镇副镇长）的材料还没有交齐" in told
    assert "王磊（县水利局副局长）" in told


def test_those_of_another_unit_are_not_told(demo: County) -> None:
    told = demo.say("caiyun", "韩志强的材料交齐了没").text
    assert "还没有收到" not in told
    assert "人大主席" not in told


def test_a_cadre_sees_their_own_only(demo: County) -> None:
    assert "只能看您自己的材料" in demo.say(CADRE, "韩志强的材料交齐了没").text
    assert "您个人的材料" in demo.say(CADRE, "我的材料交齐了没").text


@pytest.mark.parametrize("say", ["我们单位还差什么", "我们镇的材料交齐了没"])
def test_the_units_papers_stay_the_units(demo: County, say: str) -> None:
    assert "城关镇还有45件材料没有交" in demo.say(CLERK, say).text


def test_two_of_one_name_in_the_ledger(demo: County) -> None:
    told = demo.say(CLERK, "我们镇的优秀指标怎么算").text
    assert "挂职，不满6个月（一(一)1）：王磊（县水利局副局长）" in told
    assert "、彭雪梅、" in told


def test_and_in_the_rulings_of_a_roster(demo: County) -> None:
    told = demo.say(CLERK, "把我们镇的名册判一下").text
    assert "王磊（县水利局副局长）" in told


@pytest.mark.parametrize("say", ["废物", "你真没用", "你好笨", "真是个垃圾", "什么都不懂"])
def test_abuse_is_met_with_an_apology_and_a_way_on(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.OFF
    assert reply.text.startswith("没帮上忙，对不住")


@pytest.mark.parametrize(
    "say", ["你是真人吗", "你是机器人吧", "你到底是人还是机器", "对面是人工吗"]
)
def test_a_machine_says_that_it_is_one(demo: County, say: str) -> None:
    told = demo.say(CLERK, say).text
    assert told.startswith("我不是真人")
    assert "转人工" in told


@pytest.mark.parametrize("say", ["asdkjh", "；lkj；", "qwertyu", "hjkl;"])
def test_noise_is_no_greeting(demo: County, say: str) -> None:
    assert "没有看懂" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    "say", ["hello", "hi", "ok", "你好", "没用的表要不要交", "人大主席是机关干部吗"]
)
def test_other_short_words_are_none_of_these(demo: County, say: str) -> None:
    told = demo.say(CLERK, say).text
    assert "没有看懂" not in told
    assert "对不住" not in told
    assert "真人" not in told
