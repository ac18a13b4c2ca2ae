"""Fragments lean on what was said before: another day, the paper of item 1, one reminder more."""

from datetime import datetime

import pytest

from handlers.turn.reply import Kind
from storage.precedents import SHANGHAI
from tests.kit.talks import County

CLERK = "zhoumin"


@pytest.mark.parametrize(
    ("before", "say", "told"),
    [
        ("12月31号退休的参加吗", "1月2号呢", "参加年度考核（1月2号退休）"),
        ("12月30号退休的参加考核吗", "那1月5号呢", "参加年度考核（1月5号退休）"),
        ("11月3号退休的参加吗", "10月呢", "不参加年度考核（10月退休）"),
        ("韩志强12月31号任的职，按哪个职务考核", "1月2号呢", "按原职务考核"),
        ("12月30号退休的参加考核吗", "2019年1月5号呢", "不参加年度考核"),
    ],
)
def test_another_day_is_of_the_year_next_to_it(
    demo: County, before: str, say: str, told: str
) -> None:
    demo.say(CLERK, before)
    assert demo.say(CLERK, say).text.startswith(told)


def test_a_day_near_both_years_stays_in_the_plans(demo: County) -> None:
    demo.say(CLERK, "县里派来挂职的7月1号来的在哪考核")
    assert "1月2号起挂职满11个月" in demo.say(CLERK, "1月2号呢").text


@pytest.mark.parametrize(
    ("say", "told", "not_told"),
    [
        (
            "1.附件8一式几份 2.要盖章吗 3.报给谁",
            "3. 各乡镇、县直各部门将材料报对应考核组",
            "委托考核单位",
        ),
        ("①附件8谁签字 ②报给谁", "2. 各乡镇、县直各部门将材料报对应考核组", "委托考核单位"),
        ("1.附件1一式几份 2.什么时候交", "2. 方案未写明：考核单位的材料上报", "哪一项的时间"),
    ],
)
def test_an_item_leans_on_the_paper_of_another(
    demo: County, say: str, told: str, not_told: str
) -> None:
    reply = demo.say(CLERK, say).text
    assert told in reply
    assert not_told not in reply


def test_an_item_on_somebody_does_not(demo: County) -> None:
    told = demo.say(CLERK, "1.附件8一式几份 2.刘洋在哪考核").text
    assert "2. 刘洋在城关镇考核" in told


def _reminders(demo: County) -> list[tuple[datetime, str]]:
    with demo.store.reading() as records:
        own = records.own_wishes.reminders_of(CLERK)
        return sorted((one.due.astimezone(SHANGHAI), one.matter) for one in own)


@pytest.mark.parametrize(
    ("say", "day"), [("明天下班前也提醒我一次", 26), ("31号呢", 31), ("30号也提醒一次", 30)]
)
def test_once_more_is_of_the_same_matter(demo: County, say: str, day: int) -> None:
    demo.say(CLERK, "明天上午9点提醒我报附件8")
    demo.say(CLERK, say)
    assert [(due.day, matter) for due, matter in _reminders(demo)] == [
        (26, "报附件8"),
        (day, "报附件8"),
    ]


def test_once_is_no_matter(demo: County) -> None:
    demo.say(CLERK, "附件8什么时候交")
    demo.say(CLERK, "明天下班前也提醒我一次")
    assert [matter for _, matter in _reminders(demo)] == ["交附件8"]
    demo.say(CLERK, "优秀比例是多少")
    demo.say(CLERK, "后天提醒我一下")
    assert [matter for _, matter in _reminders(demo)][-1] == ""


def test_the_same_words_without_a_reminder_set_none(demo: County) -> None:
    demo.say(CLERK, "附件8什么时候交")
    demo.say(CLERK, "31号呢")
    assert _reminders(demo) == []


@pytest.mark.parametrize("say", ["2", "县直部门"])
def test_a_place_put_right_is_asked_for_once(demo: County, say: str) -> None:
    demo.say("linfang", "县里派来挂职7个月的在哪考核")
    asked = demo.say("linfang", "我说错了，是我们局")
    assert asked.kind is Kind.ASK
    assert asked.text == "在乡镇挂职，还是在县直部门或其他单位挂职？"
    assert "没有写在县直部门或其他单位挂职的怎么办" in demo.say("linfang", say).text


@pytest.mark.parametrize("aside", ["附件8一式几份", "中途还回过原单位一个月", "废物", "asdkjh"])
def test_what_is_offered_again_can_be_picked_by_its_number(demo: County, aside: str) -> None:
    demo.say(CLERK, "挂职5个月的在哪考核")
    assert demo.say(CLERK, aside).text.endswith("是哪一级派下来的？")
    assert demo.say(CLERK, "4").text.startswith("在原单位（派出单位）考核（县派、挂职5个月）")
