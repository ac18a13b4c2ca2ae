"""A petition is taken back or told more of by who put it, in the chat; nothing new is put."""

import pytest

from storage.views import CaseState
from tests.kit.chat import County

BORROWED = "借调来的在哪考核"


@pytest.fixture
def put(county: County) -> County:
    county.say("ClerkCG", BORROWED)
    assert "已提交请示第1号" in county.order("ClerkCG", "请示").text
    return county


def state(county: County, number: int = 1) -> CaseState:
    with county.store.reading() as records:
        case = records.cases.numbered("2019", number)
        assert case is not None
        return case.state


@pytest.mark.parametrize(
    "say",
    [
        "请示我写错了，撤回",
        "撤回请示",
        "把请示撤了吧，我弄清楚了",
        "刚才那份请示不用报了",
        "请示能撤回吗",
        "第1号请示取消",
    ],
)
def test_it_is_shown_and_taken_back(put: County, say: str) -> None:
    shown = put.say("ClerkCG", say)
    assert "还没有撤" in shown.text
    assert BORROWED in shown.text
    assert state(put) is CaseState.OPEN
    reply = put.press("ClerkCG", "撤回请示")
    assert "已撤回第1号请示" in reply.text
    assert [push.to for push in reply.pushes] == ["boss"]
    assert state(put) is CaseState.CALLED_OFF


def test_what_was_taken_back_waits_no_more(put: County) -> None:
    put.order("ClerkCG", "撤回请示")
    assert "没有待批复的请示" in put.say("Boss", "待批复").text
    assert "已经由请示人撤回" in put.say("Boss", "批复1号：在原单位，理由是从严").text
    assert "已经撤回，没有批复" in put.say("ClerkCG", "我请示的有回复没").text
    put.say("ClerkCG", BORROWED)
    assert "已提交请示第2号" in put.order("ClerkCG", "请示").text


def test_of_a_case_of_two_the_other_still_waits(put: County) -> None:
    put.say("ClerkCZ", BORROWED)
    put.order("ClerkCZ", "请示")
    assert "另有1人请示了同样的情况" in put.say("ClerkCG", "撤回请示").text
    put.press("ClerkCG", "撤回请示")
    assert state(put) is CaseState.OPEN
    with put.store.reading() as records:
        [case] = records.cases.open("2019")
        assert records.cases.askers(case) == ["clerkcz"]


@pytest.mark.parametrize("say", ["撤回请示", "撤回1号请示", "请示写错了，撤回"])
def test_nobody_takes_back_what_others_put(put: County, say: str) -> None:
    assert "还没有撤" not in put.say("ClerkCZ", say).text
    assert state(put) is CaseState.OPEN


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("请示里加一句：他是10月来的", "他是10月来的"),
        ("在请示里补一句 他编制还在原单位", "他编制还在原单位"),
        ("请示内容改一下，是从市里借调的", "更正：是从市里借调的"),
        ("第1号请示补充一下：借了半年", "借了半年"),
    ],
)
def test_more_is_told_of_it(put: County, say: str, told: str) -> None:
    reply = put.say("ClerkCG", say)
    assert "已补充到第1号请示" in reply.text
    assert told in reply.pushes[0].text
    assert told in put.say("ClerkCG", "我请示的有回复没").text


def test_of_several_it_is_asked_which(put: County) -> None:
    put.say("ClerkCG", "20%四舍五入吗")
    put.order("ClerkCG", "请示")
    assert "第2号" in put.say("ClerkCG", "撤回2号请示").text
    put.press("ClerkCG", "先不撤")
    put.say("ClerkCG", "登记表交几份")
    assert "是哪一件" in put.say("ClerkCG", "请示撤了吧").text
    assert "还没有撤" in put.say("ClerkCG", "1号请示撤回").text


@pytest.mark.parametrize("say", ["撤回请示", "请示里加一句：他是10月来的"])
def test_without_one_nothing_is_put(county: County, say: str) -> None:
    reply = county.say("ClerkCG", say)
    assert reply.pending is None
    with county.store.reading() as records:
        assert not records.cases.open("2019")


def test_a_shown_one_is_still_changed_before_it_is_put(county: County) -> None:
    county.say("ClerkCG", BORROWED)
    county.say("ClerkCG", "请示")
    assert "他占着我们的编" in county.say("ClerkCG", "里头加一句，他占着我们的编").text
