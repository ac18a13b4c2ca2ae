"""Who asks what is wrong gets the cells, of what came back and of what failed its checks."""

import pytest

from storage.views import HandInStatus
from tests.kit.chat import NOT_YOURS, County

ASKED = [
    "哪里错了", "附件8哪里错了", "错在哪里", "哪里不对", "附件8为什么退回", "附件8哪儿有问题",
    "哪几处要改", "附件8怎么没通过", "退回原因是什么", "哪里要改", "谁退的", "附件8错哪了",
]  # fmt: skip
EIGHT = "附件8《县管干部2019年度考核等次建议》第1版已退回。"


def given_back(county: County, said: str) -> None:
    county.say("Boss", said)
    county.press("Boss", "确认退回")


@pytest.mark.parametrize("said", ASKED)
def test_the_cells_of_what_came_back(county: County, said: str) -> None:
    handin = county.hand_in("城关镇", "grade_proposals")
    given_back(county, "退回城关镇附件8：G9、H10的等次写反了")
    reply = county.say("ClerkCG", said)
    assert reply.text == (
        f"{EIGHT}原因：G9、H10的等次写反了。要改的地方：G9、H10。退回人：孙正（干部监督股）。"
    )
    assert [link.path for link in reply.links] == [f"/receipt/{handin.receipt}"]


def test_the_faults_of_what_did_not_pass(county: County) -> None:
    fault = {
        "cell": "B7",
        "what": "“培训情况”是空的",
        "why": "三(一)",
        "example": "无",
        "must": True,
    }
    blob = county.store.blobs.put([b"file"])
    with county.store.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        [person] = records.roster.people_named("张伟")
        records.handins.add(
            unit.id, "registration", person.id, blob, "f", "x", "ClerkCG", county.now,
            [fault], HandInStatus.FAULTY, plan_id="2019",
        )  # fmt: skip
    reply = county.say("ClerkCG", "张伟的附件1哪里错了")
    assert "附件1《县管干部年度考核登记表》（张伟）第1版有1处必须改：" in reply.text
    assert "第B7格：“培训情况”是空的（依据：三(一)）" in reply.text


def test_a_paper_that_was_handed_in_anew_is_wrong_no_more(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    given_back(county, "退回城关镇附件8：缺公章")
    county.hand_in("城关镇", "grade_proposals")
    assert "没有退回的" in county.say("ClerkCG", "哪里错了").text


def test_a_cadre_is_told_of_their_own_only(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.hand_in("城关镇", "registration", "张伟")
    county.hand_in("城关镇", "secondee_registration", "王强")
    given_back(county, "退回城关镇附件8：缺公章")
    given_back(county, "退回城关镇张伟的附件1：缺签字")
    assert "没有退回的" in county.say("WangQiang", "哪里错了").text
    given_back(county, "退回城关镇王强的附件6：B4没有填")
    told = county.say("WangQiang", "哪里错了").text
    assert "要改的地方：B4。" in told
    assert "缺公章" not in told


def test_other_units_and_staff_are_not_told_here(county: County) -> None:
    assert county.say("ClerkCG", "河口镇的附件8哪里错了").text == NOT_YOURS
    assert "看板" in county.say("Boss", "哪里错了").text
