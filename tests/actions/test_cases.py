"""What the notice leaves open is put to the supervision section; what they say decides."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from handlers.turn.reply import Kind, Reply
from rules.roster import MemberRow
from storage.views import CaseState
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import open_store

ANYBODY = "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标"
ZHAO = "赵敏又去脱产学习一年，评优占谁的指标"
ALONE = "批复1号：占原单位指标，理由是学习期间由派出单位管理，只限这一件"
RULED = "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此"
CITED = "依据：县委组织部干部监督股 批复 第1号（2019年12月26日），理由：学习期间由派出单位管理。"


def file_and_rule(county: County) -> Reply:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("Boss", RULED)
    return county.press("Boss", "确认批复")


def state_of(county: County, number: int) -> CaseState:
    with county.store.transaction() as records:
        case = records.cases.numbered("2019", number)
    assert case is not None
    return case.state


def test_a_clash_is_put_to_the_section_with_its_facts(county: County) -> None:
    assert county.say("ClerkCG", ANYBODY).kind is Kind.CLASH
    shown = county.press("ClerkCG", "请示监督股")
    assert (shown.kind, shown.pushes) == (Kind.ACTION, ())
    assert "派出层级：市" in shown.text
    reply = county.press("ClerkCG", "确认请示")
    assert reply.text.startswith("已提交请示第1号，报县委组织部干部监督股（孙正）。")
    assert "派出层级：市" in reply.text
    assert "涉及：方案一(一)1、一(一)6。" in reply.text
    assert [push.key for push in reply.pushes] == ["case:2019:1:filed:boss"]
    with county.store.transaction() as records:
        case = records.cases.numbered("2019", 1)
    assert case is not None
    assert (case.axes, case.by, case.person_id) == (("excellent_quota",), "clerkcg", None)
    assert case.facts["sent_by"]["value"] == "city"
    assert case.facts["sent_by"]["source"] == "said"


def test_a_twin_joins_the_open_case_instead_of_making_another(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    assert "不用重复提交" in county.order("ClerkCG", "请示").text
    # Whether the province or the city sent somebody makes no difference to any rule.
    county.say("ClerkCG2", ANYBODY.replace("市里派到", "中央派到"))
    joined = county.order("ClerkCG2", "请示")
    assert joined.text.startswith("同样的情况已经报了请示第1号")
    assert joined.pushes == ()
    with county.store.transaction() as records:
        [case] = records.cases.open("2019")
        assert records.cases.askers(case) == ["clerkcg", "clerkcg2"]


def test_the_list_of_cases_names_nobody(county: County) -> None:
    county.say("ClerkCG", ZHAO)
    county.order("ClerkCG", "请示")
    text = county.say("Boss", "有哪些请示").text
    assert text.startswith("待批复的请示有1件：\n· 第1号：评优占哪里的指标；")
    assert "赵敏" not in text
    assert "由县委组织部干部监督股办理" in county.say("ClerkCG", "待批复").text


def test_a_silence_stands_in_the_list_with_words_that_say_what_it_is_about(county: County) -> None:
    county.say("ClerkCG", "算出来5.4个名额能不能四舍五入报6个")
    county.order("ClerkCG", "请示")
    assert "· 第1号：优秀名额的小数取整；" in county.say("Boss", "有哪些请示").text


def test_a_ruling_takes_effect_only_after_a_yes_and_then_decides_twins(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    card = county.say("Boss", RULED)
    assert "还没有生效" in card.text
    assert "评优占哪里的指标：占原单位（派出单位）" in card.text
    assert county.say("ClerkCG2", ZHAO).kind is Kind.CLASH
    assert CITED in county.say("Boss", "确认批复").text
    reply = county.say("ClerkCG2", ZHAO)
    assert reply.kind is Kind.ANSWER
    assert CITED in reply.text
    assert {"一(一)1", "一(一)6"} <= set(reply.clauses)
    assert reply.decision["excellent_quota"] == "home_unit"


def test_whoever_got_the_old_answer_is_told_once(county: County) -> None:
    county.say("ClerkCZ", ANYBODY)  # was told of the clash, put no case
    reply = file_and_rule(county)
    keys = ["precedent:2019:1:clerkcg", "precedent:2019:1:clerkcz"]
    assert [push.key for push in reply.pushes] == keys
    assert reply.pushes[0].text.startswith("您请示的第1号已有批复。")
    assert reply.pushes[1].text.startswith("您问过的一种情况")
    assert CITED in reply.pushes[1].text
    # The same card once more: nothing is ruled or said twice.
    again = county.press("Boss", "确认批复")
    assert again.pushes == ()
    assert again.text.startswith("这件事刚才已经定了，没有再办一次：已批复第1号")
    assert county.say("Boss", RULED).text.startswith("第1号请示已由孙正于12月26日批复")


def test_a_precedent_outlives_the_process(county: County, tmp_path: Path) -> None:
    file_and_rule(county)
    county.store.close()
    county.store = open_store(tmp_path)
    assert county.say("ClerkCG2", ZHAO).decision["excellent_quota"] == "home_unit"


def test_other_cases_stay_as_they_were(county: County) -> None:
    questions = ["王强在哪考核", "退休了又被立案审查没结案的参不参加考核", "赵敏评优占谁的指标"]
    before = [county.say("ClerkCG", one) for one in questions]
    file_and_rule(county)
    assert [county.say("ClerkCG2", one) for one in questions] == before


def test_a_withdrawn_precedent_decides_no_more_and_its_readers_are_told(county: County) -> None:
    file_and_rule(county)
    county.say("ClerkCG2", ZHAO)
    card = county.say("Boss", "撤销批复1号，理由是县委另有规定")
    assert "· 赵敏（吴芳问，12月26日）" in card.text
    assert state_of(county, 1) is CaseState.ANSWERED
    reply = county.say("Boss", "确认")
    assert "· 赵敏（吴芳问，12月26日）" in reply.text
    assert [push.key for push in reply.pushes] == [
        "precedent:2019:1:withdrawn:clerkcg2",
        "precedent:2019:1:withdrawn:clerkcg",
    ]
    assert state_of(county, 1) is CaseState.WITHDRAWN
    assert county.say("ClerkCG2", ZHAO).kind is Kind.CLASH
    assert county.say("Boss", "撤销批复1号，理由是县委另有规定").text == "第1号已经撤销过了。"
    # Asked once more it is a case of its own.
    assert county.order("ClerkCG2", "请示").text.startswith("已提交请示第2号")


def test_a_silence_is_answered_in_words(county: County) -> None:
    assert county.say("ClerkCZ", "病假半年的怎么考核").kind is Kind.SILENT
    county.order("ClerkCZ", "请示")
    county.say("Boss", "批复1号：照常参加考核，理由是没有例外，以后都照此")
    county.press("Boss", "确认批复")
    reply = county.say("ClerkCG", "请病假半年的怎么考核")
    assert reply.kind is Kind.ANSWER
    assert reply.text.startswith("照常参加考核。\n依据：县委组织部干部监督股 批复 第1号")
    assert reply.decision == {"participation": "takes_part"}


def test_of_another_person_a_case_is_its_own(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("ClerkCG2", ZHAO)
    assert county.order("ClerkCG2", "请示").text.startswith("已提交请示第2号")


def test_a_ruling_on_one_case_is_for_its_person_alone(county: County) -> None:
    """Whatever is told of them the next time; nobody else with the same facts is answered by it."""
    county.say("ClerkCZ", ANYBODY)
    county.say("ClerkCG2", ZHAO)
    county.order("ClerkCG2", "请示")
    card = county.say("Boss", ALONE)
    assert "人员：赵敏（" in card.text
    assert f"原话：{ZHAO.replace('，', ',')}" in card.text
    assert "请示人：吴芳（城关镇）。" in card.text
    assert "范围：只批这一件，别人同样的情况不照此答。" in card.text
    reply = county.press("Boss", "确认批复")
    assert [push.to for push in reply.pushes] == ["clerkcg2"]
    assert county.say("ClerkCG", ZHAO).decision["excellent_quota"] == "home_unit"
    assert county.say("ClerkCG", "赵敏评优占谁的指标").decision["excellent_quota"] == "home_unit"
    assert county.say("ClerkCZ", ANYBODY).kind is Kind.CLASH


def test_a_ruling_for_all_answers_its_person_too(county: County) -> None:
    """Also when the facts that were told of them are not told again."""
    county.say("ClerkCG2", ZHAO)
    county.order("ClerkCG2", "请示")
    county.say("Boss", RULED)
    county.press("Boss", "确认批复")
    alone = county.say("ClerkCG", "赵敏评优占谁的指标")
    assert alone.decision["excellent_quota"] == "home_unit"
    assert CITED in alone.text
    assert county.say("ClerkCZ", ANYBODY).decision["excellent_quota"] == "home_unit"


def test_a_case_of_nobody_by_name_ruled_on_alone_answers_its_askers(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    assert "没有写明是名册上的谁" in county.say("Boss", ALONE).text
    assert [push.to for push in county.press("Boss", "确认批复").pushes] == ["clerkcg"]
    assert county.say("ClerkCG", ANYBODY).kind is Kind.CLASH


def test_who_asked_sees_what_became_of_it(county: County) -> None:
    asked = "我请示的那个有回复没"
    assert county.say("ClerkCG2", asked).text.startswith("您还没有提交过请示")
    county.say("ClerkCG2", ZHAO)
    county.order("ClerkCG2", "请示")
    assert "还没有批复" in county.say("ClerkCG2", asked).text
    county.say("Boss", ALONE)
    county.press("Boss", "确认批复")
    told = county.say("ClerkCG2", "请示批下来没有").text
    assert told.startswith("第1号（12月26日请示）赵敏（")
    assert CITED in told
    assert "赵敏" not in county.say("ClerkCG", asked).text
    county.say("Boss", "撤销批复1号，理由是县委另有规定")
    county.press("Boss", "确认撤销")
    assert "批复已经撤销，理由：县委另有规定" in county.say("ClerkCG2", asked).text


@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang", "Group1"])
def test_only_supervisors_rule_and_withdraw(county: County, userid: str) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    refused = "由县委组织部干部监督股办理"
    assert refused in county.say(userid, RULED).text
    county.say("Boss", RULED)
    assert "没有照它办" in county.press(userid, "确认批复").text
    assert state_of(county, 1) is CaseState.OPEN
    county.say("Boss", RULED)
    county.press("Boss", "确认批复")
    assert refused in county.say(userid, "撤销批复1号，理由是不对").text
    county.say("Boss", "撤销批复1号，理由是不对")
    assert "没有照它办" in county.press(userid, "确认撤销").text
    assert state_of(county, 1) is CaseState.ANSWERED


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("批复1号：按情况办，理由是另有安排", "没有看明白第1号怎么批"),
        ("批复1号：不在原单位考核，理由是另有安排", "没有看明白第1号怎么批"),
        ("批复1号：占原单位指标", "请写明理由"),
        ("批复7号：占原单位指标，理由是另有安排", "没有第7号请示"),
        ("撤销批复1号，理由是不对", "还没有批复，不用撤销"),
        ("撤销批复7号，理由是不对", "没有第7号批复"),
        (f"批复1号：占原单位指标，理由是{'各单位情况不同' * 30}", "理由请控制在150字以内"),
    ],
)
def test_what_is_not_clear_is_asked_back(county: County, command: str, words: str) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    reply = county.say("Boss", command)
    assert words in reply.text
    assert reply.options == ()
    assert state_of(county, 1) is CaseState.OPEN


def test_a_no_leaves_the_case_open(county: County) -> None:
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("Boss", RULED)
    assert county.press("Boss", "先不批").text == "好的，没有批复，这件请示仍然待批。"
    assert state_of(county, 1) is CaseState.OPEN


def test_two_supervisors_at_once_make_one_precedent(county: County) -> None:
    second = replace(COUNTY, members=(*COUNTY.members, MemberRow(8, "Boss2", "何平", "干部监督股")))
    with county.store.transaction() as records:
        assert records.roster.import_rows(second, county.plan.facts).problems == ()
    county.say("ClerkCG", ANYBODY)
    county.order("ClerkCG", "请示")
    county.say("Boss", RULED)
    county.say("Boss2", "批复1号：占所挂职乡镇指标，理由是人在乡镇")
    start = Barrier(2)

    def yes(userid: str) -> Reply:
        start.wait()
        return county.say(userid, "确认")

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(yes, ["Boss", "Boss2"]))
    won = [reply for reply in replies if reply.text.startswith("已批复第1号")]
    lost = [reply for reply in replies if reply.text.startswith("第1号请示已由")]
    assert (len(won), len(lost)) == (1, 1)
    assert lost[0].pushes == ()
    with county.store.transaction() as records:
        [case] = records.cases.in_force("2019")
    assert case.answer is not None
    expected = "home_unit" if replies.index(won[0]) == 0 else "host_unit"
    assert case.answer.values == {"excellent_quota": expected}
