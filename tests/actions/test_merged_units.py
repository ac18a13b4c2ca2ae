"""What the chat says of a unit that was merged away, and to whom."""

import pytest

from storage.views import Edit, HandIn
from tests.kit.chat import County

SAID = "柳河镇已于2019年12月26日并入县财政局"


@pytest.fixture
def merged(county: County) -> HandIn:
    """县财政局 took 柳河镇 in; its clerk had handed in the unit's list."""
    own = county.hand_in("柳河镇", "grade_proposals", by="ClerkCZ")
    with county.store.transaction() as records:
        into = records.roster.unit_named("县财政局")[0].id
        assert records.merging.merge(own.unit_id, into, Edit("Boss", county.now)) is not None
    return own


@pytest.mark.parametrize("text", ["柳河镇还差什么", "柳河镇进度", "柳河镇还能评几个优秀"])
def test_who_asks_by_the_old_name_reads_what_became_of_it_and_the_answer(
    county: County, merged: HandIn, text: str
) -> None:
    told = county.say("Boss", text).text
    assert told.startswith(f"{SAID}。\n")
    assert "财政局" in told.removeprefix(SAID)


def test_its_own_clerk_is_told_and_everybody_else_gets_the_usual_words(
    county: County, merged: HandIn
) -> None:
    assert county.say("ClerkCZ", "柳河镇还差什么").text.startswith(SAID)
    for userid in ("ClerkCG", "WangQiang", "Group1"):
        before = county.say(userid, "县教育局还差什么").text
        if userid != "WangQiang":
            assert county.say(userid, "柳河镇还差什么").text == before
    assert SAID not in county.say("ClerkCG", "柳河镇还差什么").text


def test_in_a_group_chat_nothing_is_said_of_it(county: County, merged: HandIn) -> None:
    text = "柳河镇的材料什么时候交"
    assert county.say("Boss", text).text.startswith(SAID)
    assert "并入" not in county.say("Boss", text, group=True).text


def test_nothing_is_said_where_the_old_name_is_only_part_of_another(
    county: County, merged: HandIn
) -> None:
    assert "并入" not in county.say("Boss", "县财政局还差什么").text


def test_its_own_list_is_what_is_returned_by_its_name(county: County, merged: HandIn) -> None:
    theirs = county.hand_in("县财政局", "grade_proposals", by="ClerkCZ")
    reply = county.order("Boss", "退回柳河镇附件8：缺公章")
    assert (
        f"已退回柳河镇的附件8《县管干部2019年度考核等次建议》第1版（回执号{merged.receipt}）"
        in reply.text
    )
    assert "已通知该单位政工人事郑好" in reply.text
    assert [push.to for push in reply.pushes] == ["clerkcz"]
    # Said again it does not fall to the other unit's own list.
    assert "没有已收到的附件8" in county.order("Boss", "退回柳河镇附件8：缺公章").text
    with county.store.reading() as records:
        assert records.handins.by_receipt(theirs.receipt) == theirs


def test_its_own_list_goes_the_way_of_the_other_units_papers(
    county: County, merged: HandIn
) -> None:
    with county.store.transaction() as records:
        records.handins.pass_on(merged.id, "Boss", county.now)
    assert "共1件：附件8（1份）" in county.order("Boss", "归档县财政局材料").text


def test_its_clerk_can_still_withdraw_it(county: County, merged: HandIn) -> None:
    assert (
        f"已撤回附件8《县管干部2019年度考核等次建议》第1版（回执号{merged.receipt}）"
        in county.order("ClerkCZ", f"撤回{merged.receipt}").text
    )


def test_an_open_case_stays_open_and_whoever_asked_hears_of_its_answer(county: County) -> None:
    county.say("ClerkCG", "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标")
    county.order("ClerkCG", "请示")
    with county.store.transaction() as records:
        before = records.cases.open("2019")
        town, river = (records.roster.unit_named(name)[0].id for name in ("城关镇", "柳河镇"))
        assert records.merging.merge(town, river, Edit("Boss", county.now)) is not None
        assert records.cases.open("2019") == before != []
    county.say("Boss", "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此")
    assert "clerkcg" in {push.to for push in county.press("Boss", "确认批复").pushes}
