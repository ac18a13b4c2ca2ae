"""Who sees which papers, and how they are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from forms import grade_proposals
from handlers.turn.reply import Kind, Link
from rules.roster import GroupRow, ImportRows, MemberRow, UnitRow
from storage.views import HandInStatus
from tests.kit.chat import NOT_YOURS, County
from tests.kit.forms.county import STANDINGS
from tests.kit.forms.right_proposals import filled
from tests.kit.plans import PLAN
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import at

# Members of a county of which nothing else is known; the clerk's unit owes nothing.
LONELY = ImportRows(
    groups=(GroupRow(2, "第一考核组"),),
    units=(UnitRow(2, "县档案馆", "其他"),),
    members=(
        MemberRow(2, "boss", "孙正", "干部监督股"),
        MemberRow(3, "group", "冯组长", "考核组", "", "第一考核组"),
        MemberRow(4, "clerk", "周明", "政工人事", "县档案馆"),
    ),
)


def test_a_clerk_is_told_what_the_unit_owes_by_paper_and_person(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.hand_in("城关镇", "registration", "张伟")

    reply = county.say("ClerkCG", "我们镇还差啥材料")

    assert (reply.kind, reply.links) == (Kind.ACTION, (Link("打开本单位清单", "/unit"),))
    assert reply.text.splitlines() == [
        "城关镇还有13件材料没有交：",
        "· 附件1《县管干部年度考核登记表》：李红",
        "· 附件5《领导干部日常考核评价表》：张伟、李红、赵敏、王强",
        "· 附件6《挂职干部年度考核登记表》：赵敏、王强",
        "· 附件9《考核上报材料清单》",
        "· 《个人述职述法报告》：张伟、李红、赵敏、王强",
        "· 《领导班子工作总结》",
    ]


def test_a_clerk_is_told_who_lacks_one_paper(county: County) -> None:
    county.hand_in("城关镇", "registration", "张伟")
    assert (
        county.say("ClerkCG", "谁还没交登记表").text
        == "城关镇的附件1《县管干部年度考核登记表》还差1份：李红。"
    )
    county.hand_in("城关镇", "registration", "李红")
    assert (
        county.say("ClerkCG", "谁还没交登记表").text
        == "城关镇的附件1《县管干部年度考核登记表》已经收到。"
    )


def test_a_clerk_sees_receipts_of_what_arrived(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    text = county.say("ClerkCG", "材料走到哪一步了").text
    assert text.startswith(
        "城关镇已交1件：\n· 附件8《县管干部2019年度考核等次建议》："
        "12月26日10:00收到，第1版，回执号2019-000001\n城关镇还有14件材料没有交：\n"
    )


def test_a_faulty_version_is_not_called_received(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals", status=HandInStatus.FAULTY)
    assert "· 附件8" in county.say("ClerkCG", "我们镇还差啥材料").text


@pytest.mark.parametrize(
    "question",
    ["财政局还差什么材料", "县财政局还差什么", "水利局还差什么材料", "柳河镇和我们镇还差什么材料"],
)
def test_another_unit_is_refused_in_the_same_words_whether_it_exists_or_not(
    county: County, question: str
) -> None:
    reply = county.say("ClerkCG", question)
    assert (reply.kind, reply.text) == (Kind.ACTION, NOT_YOURS)


@pytest.mark.parametrize(
    "question", ["我们镇还差啥材料", "我们单位还差什么", "城关镇还差什么材料", "本镇还缺哪些材料"]
)
def test_the_own_unit_is_not_taken_for_another(county: County, question: str) -> None:
    assert county.say("ClerkCG", question).text.startswith("城关镇还有15件材料没有交：")


def test_supervisors_hear_which_units_lack_a_paper_in_the_order_of_the_roster(
    county: County,
) -> None:
    assert county.say("Boss", "哪些单位还没交班子总结").text.splitlines() == [
        "全县还差《领导班子工作总结》4份：4个单位没有交齐（共4个单位要交）：",
        "· 城关镇",
        "· 柳河镇",
        "· 县财政局",
        "· 县教育局",
    ]
    county.hand_in("城关镇", "grade_proposals")
    assert (
        county.say("Boss", "哪些单位还没交附件8").text
        == "全县要交附件8《县管干部2019年度考核等次建议》的1个单位都已交齐。"
    )


def test_supervisors_ask_for_one_unit_a_group_or_a_kind(county: County) -> None:
    assert county.say("Boss", "城关镇还差什么").text.startswith("城关镇还有15件材料没有交：")
    assert county.say("Boss", "财政局还差什么").text.startswith("县财政局还有1件材料没有交：")
    assert county.say("Boss", "第一考核组的情况").text.startswith("第一考核组共2个单位要报材料")
    assert county.say("Boss", "十二个乡镇里还有哪几个没报材料").text.startswith(
        "乡镇还有2个单位的材料没有交齐"
    )


def test_progress_lists_units_without_ranking_them(county: County) -> None:
    county.hand_in("县财政局", "team_summary", by="ClerkCZ")
    county.hand_in("城关镇", "grade_proposals")
    assert county.say("Boss", "各单位进度").text.splitlines() == [
        "全县共4个单位要报材料，名册上另有1个没有要报的，已交齐1个：",
        (
            "· 城关镇：已交1件，还差附件1（2人）、附件5（4人）、附件6（2人）、附件9、"
            "个人述职述法报告（4人）、领导班子工作总结"
        ),
        "· 柳河镇：已交0件，还差领导班子工作总结",
        "· 县财政局：已交1件，已齐",
        "· 县教育局：已交0件，还差领导班子工作总结",
    ]


def test_many_units_are_told_in_one_message_and_the_board_has_all(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    more = [
        UnitRow(number, f"柳河{number}乡", "乡镇", (), "第一考核组") for number in range(20, 32)
    ]
    with county.store.transaction() as records:
        rows = replace(COUNTY, units=(*COUNTY.units, *more))
        assert records.roster.import_rows(rows, county.plan.facts).problems == ()
    reply = county.say("Boss", "各单位进度")
    first, begun, rest = reply.text.splitlines()
    assert first == (
        "全县共16个单位要报材料，名册上另有1个没有要报的，已交齐0个，还差29份："
        "《领导班子工作总结》16份、附件5 4份、《个人述职述法报告》4份、"
        "附件1 2份、附件6 2份、附件9 1份。"
    )
    assert begun.startswith("· 城关镇：已交1件，还差")
    assert rest.startswith("· 一件也没有交的15个：柳河镇、")
    assert reply.links == (Link("打开看板", "/board"),)
    lacking = county.say("Boss", "哪些单位还没交班子总结").text
    assert len(lacking.splitlines()) == 2


def test_a_group_sees_its_own_units_only(county: County) -> None:
    assert county.say("Group1", "各单位进度").text.startswith("本考核组共2个单位要报材料")
    refused = "您只能查看本考核组的单位。其他单位的情况，请向县委组织部干部监督股了解。"
    assert county.say("Group1", "财政局还差什么").text == refused
    assert county.say("Group1", "第二考核组的情况").text == refused


def test_a_cadre_sees_their_own_papers_even_where_the_host_unit_keeps_them(
    county: County,
) -> None:
    county.hand_in("城关镇", "secondee_registration", "王强")
    assert county.say("WangQiang", "我的材料单位收到没").text.splitlines() == [
        "您个人的材料：",
        "· 附件5《领导干部日常考核评价表》：还没有收到",
        "· 附件6《挂职干部年度考核登记表》（王强）：12月26日10:00收到，第1版，回执号2019-000001",
        "· 《个人述职述法报告》：还没有收到",
    ]
    reply = county.say("WangQiang", "城关镇还差什么材料")
    assert "您只能查看和办理本单位（县财政局）的材料" in reply.text


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ({"excellent": 2, "most": 5, "headcount": 27}, "已报优秀2人，名额最多5人（考核基数27人）"),
        ({"excellent": 0}, "已报优秀0人"),
        ({}, "优秀人数没有读出来，请打开原表核对"),
    ],
)
def test_how_much_of_the_quota_is_used_is_told_by_the_form_received(
    county: County, summary: dict[str, int], words: str
) -> None:
    question = "我们单位现在已经报了几个优秀了"
    assert "还没有收到城关镇的附件8" in county.say("ClerkCG", question).text
    county.hand_in("城关镇", "grade_proposals", summary=summary)
    text = county.say("ClerkCG", question).text
    assert words in text
    assert "回执号2019-000001" in text
    assert words in county.say("Boss", "城关镇已经报了几个优秀了").text


def test_the_upload_page_keeps_the_count_that_is_told_later(tmp_path: Path) -> None:
    form = tmp_path / "附件8.xlsx"
    form.write_bytes(filled())
    counts = grade_proposals.summary(PLAN, grade_proposals.read(PLAN, form), STANDINGS)
    assert (counts["excellent"], counts["own"], counts["grades"]) == (
        2,
        2,
        {"优秀": 2, "称职": 13, "不确定等次": 1},
    )


@pytest.mark.parametrize(
    "command",
    [
        "我们局还差啥材料",
        "提交我们镇的等次建议",
        "刚传的述职报告撤回 传错了",
        "看下我们镇材料走到哪一步了",
        "帮我催一下还没交述职报告的人",
        "我们单位现在已经报了几个优秀了",
        "张某的建议等次改成称职",
        "明早九点提醒我交四季度评价表",
        "老陈2019年10月退休了，从我们名单里删掉",
        "导出我们单位的优秀建议名单",
        "把附件1的模板发我一份",
    ],
)
def test_a_command_is_taken_up_where_nothing_is_on_record(empty: County, command: str) -> None:
    with empty.store.transaction() as records:
        records.roster.import_rows(LONELY, {})
    for userid in ("boss", "group", "clerk"):
        reply = empty.say(userid, command)
        assert reply.kind is Kind.ACTION
        assert reply.text


def test_what_is_overdue_is_called_so_wherever_gaps_are_told(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.say("Boss", "把附件8截止时间定为1月8日")
    county.press("Boss", "确认这样定")
    asked = [
        ("ClerkCG", "我们镇还差啥材料"),
        ("ClerkCG", "材料走到哪一步了"),
        ("Boss", "城关镇还差什么"),
    ]
    for day in ("2020-01-07 10:00", "2020-01-08 23:00"):
        county.now = at(day)
        assert not [each for each in asked if "已过" in county.say(*each).text]
    county.now = at("2020-01-11 09:00")
    for userid, question in asked:
        # The summary and the reports have a deadline nobody has confirmed.
        last = "已过截止时间：附件1、附件5、附件6、附件9（1月8日，已过3天）。"
        assert county.say(userid, question).text.splitlines()[-1] == last
    assert county.say("ClerkCG", "谁还没交登记表").text.endswith(
        "\n已过截止时间：附件1（1月8日，已过3天）。"
    )
    assert "已过" not in county.say("ClerkCG", "谁还没交述职报告").text
    for question in ("哪些单位的材料没交齐", "全县材料进度"):
        assert "（1月8日，已过3天）" in county.say("Boss", question).text
    assert "考核组：2020年1月8日前（县委组织部干部监督股已确认），已过3天。" in (
        county.say("ClerkCG", "单位材料什么时候交考核组").text
    )
    own = county.say("WangQiang", "我的材料交了没").text
    assert own.endswith("已过截止时间：附件5、附件6（1月8日，已过3天）。")
