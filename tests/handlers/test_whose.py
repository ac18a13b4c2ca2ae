"""Whom a message is about: nobody's facts under another's name, and no word on other units' people.

Played in the demo county, where two people are called 王磊.
"""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County, Talk

CLERK = "zhoumin"


@pytest.mark.parametrize(
    "other",
    [
        "张三丰占谁的指标",
        "陈思远在哪考核",
        "陈思远呢",
        "小李在哪考核",
        "老周在哪里考核",
        "王建国能不能评优秀",
    ],
)
def test_another_name_starts_another_person(demo: County, other: str) -> None:
    assert "刘洋" in demo.say(CLERK, "刘洋在哪里考核").text
    reply = demo.say(CLERK, other)
    assert reply.kind is Kind.ASK
    assert "刘洋" not in reply.text
    assert "所挂职乡镇" not in reply.text


def test_people_of_another_unit_are_refused_whether_they_exist_or_not(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪里考核")
    there = demo.say(CLERK, "河口镇陈思远在哪考核")
    assert "您只能问本单位（城关镇）的人" in there.text
    demo.say(CLERK, "刘洋在哪里考核")
    assert demo.say(CLERK, "河口镇马小跳在哪考核").text == there.text
    assert demo.say(CLERK, "水坝镇的马小跳在哪考核").text == there.text
    assert "刘洋" not in demo.say(CLERK, "他占谁的指标").text


def test_an_unseen_name_is_kept_in_the_first_answer(demo: County) -> None:
    known, unknown = (demo.say(by, f"{name}在哪考核") for by, name in (
        (CLERK, "陈思远"), ("hexiaoyan", "马小跳")
    ))  # fmt: skip
    assert "陈思远：担任什么职务" in known.text
    assert known.text.replace("陈思远", "马小跳") == unknown.text
    said = demo.say(CLERK, "班子成员")
    assert said.text.startswith("陈思远在本单位考核。")


def test_a_supervisor_may_ask_about_everybody(demo: County) -> None:
    text = demo.say("jianduwang", "河口镇陈思远在哪考核").text
    assert text.startswith("陈思远在河口镇考核（挂职、中央派）。")


def test_a_question_without_a_name_does_not_take_the_last_name(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪里考核")
    demo.say(CLERK, "县里派来挂职3个月的在哪考核")
    reply = demo.say(CLERK, "占谁的指标")
    assert "原单位" in reply.text
    assert "刘洋" not in reply.text


def test_facts_said_of_nobody_do_not_reach_a_name(demo: County) -> None:
    demo.say(CLERK, "县里派来挂职3个月的在哪考核")
    alone = demo.say(CLERK, "刘洋占谁的指标").text
    assert alone.startswith("刘洋占城关镇的指标（挂职12月28日满6个月）。")


def test_the_open_question_is_offered_again_once_after_a_side_question(demo: County) -> None:
    again = "刚才的问题还等您回答"
    asked = demo.say(CLERK, "王磊在哪里考核")
    assert again not in demo.say(CLERK, "你好").text
    assert again not in demo.say(CLERK, "今天几号").text
    aside = demo.say(CLERK, "登记表一式几份")
    assert aside.text.endswith(f"{again}：{asked.text}")
    assert aside.options == asked.options
    assert "王磊在城关镇考核" in demo.say(CLERK, "1").text


def test_an_open_question_offered_in_vain_is_dropped(demo: County) -> None:
    demo.say(CLERK, "王磊在哪里考核")
    demo.say(CLERK, "登记表一式几份")
    second = demo.say(CLERK, "评价表一式几份")
    assert "刚才的问题" not in second.text
    assert "王磊" not in demo.say(CLERK, "1").text


def test_a_cadre_asks_for_their_own_papers(demo: County) -> None:
    own = demo.say("liuyang", "我要交什么材料").text
    assert own.startswith("您个人的材料：")
    assert "各乡镇" not in own
    assert "各乡镇" in demo.say(CLERK, "我要交什么材料").text


def test_service_on_the_roster_is_told_by_the_day_it_is_full(demo: County) -> None:
    text = demo.say(CLERK, "刘洋在哪里考核").text
    assert "（挂职12月28日满6个月）" in text
    differs = demo.say(CLERK, "他其实才挂职3个月").text
    assert "挂职时间名册里是2019年6月28日起，到12月31日满6个月零4天，按您说的算" in differs


def test_of_two_told_of_together_each_keeps_what_was_told(talk: Talk) -> None:
    _, second, first = talk(
        "老张是县派10月来挂职的，小王是省派10月来挂职的，哪个归我们镇考",
        "小王占不占我们名额",
        "老张填哪张表",
    )
    assert second["decision"]["excellent_quota"] == "exempt"
    assert first["decision"]["form"] == "附件1"


@pytest.mark.parametrize(
    "other", ["他挂的是我们局的副局长，在哪考核", "这位挂的是县财政局副局长，该在哪考"]
)
def test_where_somebody_was_sent_told_anew_is_taken(talk: Talk, other: str) -> None:
    _, again = talk("市里下派到镇上挂职的副镇长，4月来的，在哪考核", other)
    assert again["kind"] == "silent"


def test_what_was_supposed_ends_where_the_talk_comes_back_to_them(talk: Talk) -> None:
    first, supposed, back = talk(
        "小孙是县派到镇上挂职的，8月15日去的，在哪考",
        "要是他5月份去的呢",
        "哦。说回他本人，优秀占哪边的名额",
    )
    assert first["decision"]["assessed_at"] == "home_unit"
    assert supposed["decision"]["assessed_at"] == "host_unit"
    assert back["decision"]["excellent_quota"] == "home_unit"
