"""What the section asks about a case, and what who put it adds."""

import pytest

from tests.kit.chat import County

ANYBODY = "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标"
ZHAO = "赵敏又去脱产学习一年，评优占谁的指标"
RULED = "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此"


def test_the_section_asks_back_and_who_put_the_case_answers(county: County) -> None:
    county.say("ClerkCG2", ZHAO)
    county.order("ClerkCG2", "请示")
    shown = county.say("Boss", "问1号：学习是谁派去的？")
    assert "还没有发" in shown.text
    assert "向第1号请示的吴芳追问" in shown.text
    sent = county.press("Boss", "发出追问")
    assert [push.to for push in sent.pushes] == ["clerkcg2"]
    assert "问：学习是谁派去的？" in sent.pushes[0].text
    # Nobody else's case, whether there is one or not.
    other = county.say("ClerkCG", "补充1号：原单位派的").text
    assert other == county.say("ClerkCG", "补充9号：原单位派的").text.replace("9号", "1号")
    answered = county.say("ClerkCG2", "补充1号：原单位派的")
    assert [push.to for push in answered.pushes] == ["boss"]
    assert "吴芳补充：原单位派的" in answered.pushes[0].text
    seen = county.say("Boss", RULED).text
    assert "孙正（12月26日）：学习是谁派去的？\n吴芳（12月26日）：原单位派的" in seen
    county.press("Boss", "确认批复")
    assert "已经批复，不用再问" in county.say("Boss", "问1号：还有吗？").text


@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang", "Group1"])
def test_only_the_section_asks_back(county: County, userid: str) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    assert "由县委组织部干部监督股办理" in county.say(userid, "问1号：哪天去的？").text
