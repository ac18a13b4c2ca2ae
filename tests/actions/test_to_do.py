"""“有什么要我处理的吗” gives what waits for whoever asks, by what they may do."""

import pytest

from storage.views import HandInStatus
from tests.kit.chat import County

ASKED = ["有什么要我处理的吗", "我这边还有啥事没办", "还有什么要我办的", "我现在该做什么", "待办"]


@pytest.mark.parametrize("say", ASKED)
def test_a_clerk_is_told_what_was_returned_what_is_missing_and_by_when(
    county: County, say: str
) -> None:
    handin = county.hand_in("城关镇", "material_list")
    with county.store.transaction() as records:
        records.handins.return_(handin.id, "Boss", county.now, "缺公章")
    text = county.say("ClerkCG", say).text
    back, missing = text.index("退回来要重交的1件"), text.index("本单位还没有交的")
    assert back < text.index("缺公章") < missing < text.index("截止时间：")
    assert "1月5日（还没有确认）" in text


@pytest.mark.parametrize("say", ASKED)
def test_the_section_is_told_of_cases_matters_and_days(county: County, say: str) -> None:
    assert "没有待批复的请示" in county.say("Boss", say).text
    county.say("ClerkCG", "借调来的在哪考核")
    county.order("ClerkCG", "请示")
    county.order("ClerkCG2", "附件8申请延期到1月12日，因为党委会还没有开")
    text = county.say("Boss", say).text
    assert "待批复的请示1件：第1号" in text
    assert "没有答复的延期申请1件" in text
    assert "还没有确认的截止时间5个" in text


@pytest.mark.parametrize("say", ASKED)
def test_a_group_is_told_of_papers_to_take_over(county: County, say: str) -> None:
    assert "没有等您接收核对的材料" in county.say("Group1", say).text
    county.hand_in("城关镇", "material_list")
    county.hand_in("县财政局", "material_list")
    text = county.say("Group1", say).text
    assert "等您接收核对的材料1件：城关镇1件" in text
    assert "县财政局" not in text


@pytest.mark.parametrize("say", ASKED)
def test_a_cadre_is_told_of_their_own_form_wherever_it_is_owed(county: County, say: str) -> None:
    text = county.say("WangQiang", say).text
    assert "您还没有交的" in text
    assert "附件6" in text
    assert "李红" not in text


def test_what_the_section_asked_back_waits_for_who_put_it(county: County) -> None:
    county.say("ClerkCG", "借调来的在哪考核")
    county.order("ClerkCG", "请示")
    county.order("Boss", "问1号：从哪里借调来的？")
    assert "请示第1号" in county.say("ClerkCG", "有什么要我处理的吗").text
    assert "回复“补充1号：……”" in county.say("ClerkCG", "有什么要我处理的吗").text


def test_what_was_shown_and_waits_for_a_yes_is_shown_again(county: County) -> None:
    county.say("Boss", "催一下没交附件8的单位")
    reply = county.say("Boss", "有什么要我处理的吗")
    assert "还有一件等您确认" in reply.text
    assert "已提醒" in county.press("Boss", reply.options[0].label).text


def test_nothing_left(county: County) -> None:
    county.hand_in("城关镇", "material_list", status=HandInStatus.WITH_SECTION)
    assert "等您归档的材料1件" in county.say("Boss", "有什么要我处理的吗").text


@pytest.mark.parametrize("say", ["李红还有什么没交", "还差什么材料没交", "有什么要注意的吗"])
def test_other_questions_are_not_taken_for_it(county: County, say: str) -> None:
    assert "退回来" not in county.say("ClerkCG", say).text
    assert "截止时间：" not in county.say("ClerkCG", say).text


@pytest.mark.parametrize(
    "say", ["时间还没定的有哪几个", "哪些截止时间还没确认", "哪几个日期空着没写", "哪些期限还没定"]
)
def test_days_that_are_not_settled_are_listed(county: County, say: str) -> None:
    text = county.say("Boss", say).text
    assert "还没有确认的截止时间5个" in text
    assert "把附件8截止时间定为1月" in text
    assert "把附件8截止时间定为" not in county.say("ClerkCG", say).text
