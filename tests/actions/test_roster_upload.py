"""Asking where to bring a roster."""

import pytest

from handlers.turn.reply import Link
from tests.kit.chat import County


@pytest.mark.parametrize(
    "text", ["上传名册", "导入名册", "名册在哪上传", "我要上传本单位的人员名单"]
)
def test_a_clerk_is_sent_to_the_page_for_their_own_unit(county: County, text: str) -> None:
    reply = county.say("ClerkCG", text)
    assert reply.links == (Link("上传本单位名册", "/roster"),)
    assert "只判定" in reply.text


def test_a_supervisor_imports_the_county_there(county: County) -> None:
    for text in ("上传名册", "导入全县名册"):
        assert county.say("Boss", text).links == (Link("导入全县名册", "/roster"),)


@pytest.mark.parametrize("userid", ["WangQiang", "Group1"])
def test_others_are_refused_in_words(county: County, userid: str) -> None:
    reply = county.say(userid, "上传名册")
    assert reply.links == ()
    assert "不能操作" in reply.text


def test_a_clerk_gets_the_verdicts_of_the_roster_as_it_is(county: County) -> None:
    reply = county.say("ClerkCG", "给我名册判定表")
    assert [link.label for link in reply.links] == ["下载逐人判定表"]


@pytest.mark.parametrize(
    "text",
    [
        "姓名登错了，改成李晓东",
        "城关镇和柳河镇合并了",
        "柳河镇并入城关镇了，名册怎么改",
        "怎么撤销一个单位",
        "名册里有个单位撤并了怎么办",
    ],
)
def test_a_supervisor_who_wants_a_correction_is_sent_to_the_pages(
    county: County, text: str
) -> None:
    assert county.say("Boss", text).links == (
        Link("更正名册", "/roster/edit"),
        Link("单位并入和撤销", "/roster/merge"),
        Link("导入全县名册", "/roster"),
    )
