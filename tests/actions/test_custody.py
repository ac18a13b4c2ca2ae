"""A unit's papers from hand to hand, as groups and the section say it in chat."""

import pytest

from storage.views import HandInStatus, Part
from tests.kit.chat import County

GROUP, BOSS, CLERK = "Group1", "Boss", "ClerkCG"


def statuses(county: County) -> list[str]:
    with county.store.reading() as records:
        return [each.status.value for each in records.handins.county(plan_id="2019")]


def test_from_the_group_to_the_archive(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals", status=HandInStatus.CHECKED)
    county.hand_in("城关镇", "material_list")

    took = county.order(GROUP, "第一考核组收到城关镇材料")
    assert took.text == (
        "已记下：城关镇的材料收到，共2件：附件8（1份）、附件9（1份）。记错了，可以马上撤销。"
    )
    assert statuses(county) == ["with_group"] * 2
    county.press(GROUP, "核对通过")
    assert county.press(GROUP, "确认核对通过").text.startswith(
        "已记下：城关镇的材料核对通过，共2件"
    )
    assert county.order(GROUP, "城关镇材料核对通过").text == (
        "城关镇没有可以核对通过的材料。现在：在考核组2件。"
    )
    assert county.order(GROUP, "转交干部监督股城关镇材料").text.startswith(
        "已记下：城关镇的材料转交干部监督股，共2件"
    )
    assert statuses(county) == ["with_section"] * 2
    assert county.order(BOSS, "归档城关镇材料").text.startswith("已记下：城关镇的材料归档，共2件")
    assert statuses(county) == ["filed"] * 2


def test_one_paper_alone_and_back_again(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.hand_in("城关镇", "material_list")

    county.order(GROUP, "收到城关镇附件8")
    assert statuses(county) == ["with_group", "received"]
    assert county.say(GROUP, "撤销刚才的操作").text.startswith("已撤销刚才的操作：城关镇，共1件")
    assert statuses(county) == ["received", "received"]
    assert county.say(GROUP, "撤销刚才的操作").text.startswith("没有可以撤销的操作")


@pytest.mark.parametrize(
    ("userid", "words", "refused"),
    [
        (CLERK, "收到城关镇材料", "接收、核对、转交由考核组办理"),
        (CLERK, "归档城关镇材料", "接收、核对、转交由考核组办理"),
        (GROUP, "归档城关镇材料", "归档由县委组织部干部监督股办理"),
        (GROUP, "收到河口镇材料", "您只能查看本考核组的单位"),
        (GROUP, "第二考核组收到城关镇材料", "您只能查看本考核组的单位"),
        (BOSS, "收到城关镇材料", "城关镇的材料由考核组收到，您这边不能代办"),
        (GROUP, "收到材料", "请说明是哪一个单位的材料"),
    ],
)
def test_who_may_not_is_told_so(county: County, userid: str, words: str, refused: str) -> None:
    county.hand_in("城关镇", "grade_proposals")
    assert county.say(userid, words).text.startswith(refused)
    assert statuses(county) == ["received"]


@pytest.mark.parametrize("taken", [False, True])
def test_a_group_returns_what_lies_with_it_and_one_clerk_is_told(
    county: County, taken: bool
) -> None:
    county.hand_in("城关镇", "grade_proposals")
    if taken:
        county.order(GROUP, "收到城关镇材料")
    reply = county.order(GROUP, "退回城关镇附件8：缺公章")
    assert reply.text.startswith("已退回城关镇的附件8")
    assert [push.to for push in reply.pushes] == ["clerkcg"]
    assert statuses(county) == ["returned"]


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        (False, "城关镇的附件8《县管干部2019年度考核等次建议》已经转交干部监督股，"),
        (True, "城关镇的附件8《县管干部2019年度考核等次建议》已经归档，"),
    ],
)
def test_a_group_does_not_return_what_went_on(county: County, filed: bool, words: str) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.order(GROUP, "转交城关镇材料")
    if filed:
        county.order(BOSS, "归档城关镇材料")
    before = statuses(county)
    reply = county.order(GROUP, "退回城关镇附件8：缺公章")
    assert reply.text == (
        f"{words}考核组不能再退回，没有改动。需要退回的，请联系县委组织部干部监督股。"
    )
    assert (reply.pushes, statuses(county)) == ((), before)


@pytest.mark.parametrize("unit", ["河口镇", "桃花镇"])
def test_a_group_hears_the_same_of_units_of_others_and_of_none(county: County, unit: str) -> None:
    reply = county.order(GROUP, f"退回{unit}附件8：缺公章")
    assert reply.text.startswith("您只能查看本考核组的单位。")


def test_signed_copies_go_along(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.hand_in("城关镇", "grade_proposals", part=Part.SIGNED)
    assert "盖章扫描件（1份）" in county.order(GROUP, "收到城关镇材料").text
    assert statuses(county) == ["with_group"] * 2
