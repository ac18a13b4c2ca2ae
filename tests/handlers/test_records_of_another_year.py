"""Results, lists and numbers of another year are not taken for this one's."""

from dataclasses import replace
from uuid import uuid4

import pytest

from handlers.dialogue.conversation import respond
from handlers.dialogue.seasons import Seasons
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind
from tests.kit.talks import County

BOSS, CLERK = "jianduwang", "zhoumin"
NOT_HERE = "有的是2019年度的"


@pytest.mark.parametrize(
    ("who", "say", "year"),
    [
        (BOSS, "2018年的考核结果导出来", "2018年度"),
        (BOSS, "导出去年的名单", "2018年度"),
        (BOSS, "前年的优秀名单导一下", "2017年度"),
        (BOSS, "2018年多少人优秀", "2018年度"),
        (CLERK, "去年我们镇几个优秀", "2018年度"),
        (CLERK, "往年的优秀名单给我一份", "以前年度"),
        (CLERK, "韩志强2018年评的什么", "2018年度"),
        (CLERK, "2018年的附件8还有吗", "2018年度"),
        (CLERK, "明年的名额有几个", "2020年度"),
    ],
)
def test_it_is_said_which_years_there_are(demo: County, who: str, say: str, year: str) -> None:
    reply = demo.say(who, say)
    assert reply.kind is Kind.SILENT
    assert NOT_HERE in reply.text
    assert f"没有{year}的材料和结果" in reply.text
    assert not reply.links


@pytest.mark.parametrize(
    ("who", "say"),
    [
        (BOSS, "2019年的考核结果导出来"),
        (BOSS, "今年的优秀名单导出来"),
        (CLERK, "去年评过优秀的今年还能评吗"),
        (CLERK, "他去年优秀，能连着评吗"),
        (CLERK, "2018年评了优秀的可以再评吗"),
        (CLERK, "2018年7月来挂职的在哪考核"),
        (CLERK, "去年8月退休的参加考核吗"),
        (CLERK, "2018年12月任的职，按哪个职务考核"),
        (CLERK, "2018年来挂职的有几个"),
    ],
)
def test_a_year_that_dates_something_is_no_other_year(demo: County, who: str, say: str) -> None:
    assert NOT_HERE not in demo.say(who, say).text


def test_where_that_year_is_in_use_it_is_offered(demo: County) -> None:
    older = replace(demo.plan, id="2018", year=2018)
    seasons = Seasons(demo.plan, demo.reader, [older], make_reader=lambda _: demo.reader)
    message = IncomingMessage(uuid4().hex, BOSS, "test", demo.now, text="我们县2018年多少人优秀")
    reply = respond(
        message, demo.store, demo.plan, demo.reader, public_url="https://x", seasons=seasons
    )
    assert "2018年度的请把年份写在前面再问" in reply.text


def test_the_talk_goes_on_as_before(demo: County) -> None:
    demo.say(CLERK, "县里派到乡镇挂职的在哪考核")
    demo.say(CLERK, "2018年多少人优秀")
    assert "考核" in demo.say(CLERK, "7个月").text
