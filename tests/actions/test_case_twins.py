"""A ruling for all: other open cases with the same facts are listed, and closed after a yes."""

import pytest

from storage.views import CaseState
from tests.kit.chat import County

ANYBODY = "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标"
ZHAO = "赵敏又去脱产学习一年，评优占谁的指标"
FOR_ALL = "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此"
FOR_ONE = "批复1号：占原单位指标，理由是学习期间由派出单位管理，只限这一件"


@pytest.fixture
def put(county: County) -> County:
    """Two open cases: one of nobody by name, one of 赵敏."""
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("ClerkCG2", ZHAO)
    county.order("ClerkCG2", "请示")
    return county


def states(county: County) -> dict[int, CaseState]:
    with county.store.reading() as records:
        found = (records.cases.numbered("2019", number) for number in (1, 2))
        return {one.number: one.state for one in found if one is not None}


def test_the_others_are_offered_listed_and_closed_and_each_asker_is_told(put: County) -> None:
    done = put.order("Boss", FOR_ALL)
    assert "还有1件待批的请示情况相同：\n· 第2号" in done.text
    assert states(put) == {1: CaseState.ANSWERED, 2: CaseState.OPEN}
    shown = put.press("Boss", "照第1号一并批复")
    assert "（还没有批）：下列1件照批复第1号一并批复" in shown.text
    assert "人员：赵敏" in shown.text
    assert "请示人：吴芳（城关镇）" in shown.text
    assert states(put)[2] is CaseState.OPEN
    closed = put.press("Boss", "一并批复")
    assert [push.to for push in closed.pushes] == ["clerkcg2"]
    assert "您请示的第2号已有批复" in closed.pushes[0].text
    assert states(put)[2] is CaseState.ANSWERED
    assert "已批复" in put.say("ClerkCG2", "我请示的那个有回复没").text
    assert "没有别的待批请示" in put.say("Boss", "照批复1号一并批复").text


def test_it_can_be_ordered_in_words_later(put: County) -> None:
    put.order("Boss", FOR_ALL)
    put.say("Boss", "各单位进度")
    assert "一并批复吗？" in put.say("Boss", "照批复1号一并批复").text
    assert put.say("Boss", "先不批").text.startswith("好的，没有批")
    assert states(put)[2] is CaseState.OPEN


def test_a_ruling_on_one_case_offers_nothing(put: County) -> None:
    done = put.order("Boss", FOR_ONE)
    assert "情况相同" not in done.text
    assert "没有“以后都照此”的有效批复" in put.say("Boss", "照批复1号一并批复").text


def test_a_case_with_other_facts_is_not_offered(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("ClerkCG2", "优秀名额算出来4.5个，能不能进位报5个")
    county.order("ClerkCG2", "请示")
    assert "情况相同" not in county.order("Boss", FOR_ALL).text


@pytest.mark.parametrize("userid", ["ClerkCG", "Group1"])
def test_only_the_section_does(put: County, userid: str) -> None:
    put.order("Boss", FOR_ALL)
    assert "由县委组织部干部监督股办理" in put.say(userid, "照批复1号一并批复").text
    assert states(put)[2] is CaseState.OPEN
