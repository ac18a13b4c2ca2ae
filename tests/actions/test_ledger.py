"""Asking how many 优秀 are left, why the base is what it is, and who is assessed where."""

from dataclasses import replace

import pytest

from handlers.turn.reply import Kind, Link
from rules.roster import PersonRow, SecondmentRow
from tests.kit.chat import County
from tests.kit.roster import COUNTY

MORE = replace(
    COUNTY,
    people=(
        *COUNTY.people,
        *(
            PersonRow(20 + n, name, "城关镇", "党委委员")
            for n, name in enumerate("甲乙丙丁戊己庚辛")
        ),
        PersonRow(40, "白雪", "城关镇", "组织委员", {"borrowed": "是"}),
        PersonRow(41, "方圆", "城关镇", "宣传委员", {"concurrent_posts": "是"}),
        PersonRow(42, "高山", "城关镇", "人大主席", {"retired_on": "2019-09-30"}),
        PersonRow(43, "李强", "城关镇", "副镇长（挂职）"),
        *(PersonRow(50 + n, f"教师{n}", "县第一中学", "副校长") for n in range(6)),
    ),
    secondments=(
        *COUNTY.secondments,
        SecondmentRow(4, "李强", "县林业局", "城关镇", "县", "2019-11-01"),
    ),
)


@pytest.fixture
def larger(empty: County) -> County:
    with empty.store.transaction() as records:
        assert records.roster.import_rows(MORE, empty.plan.facts).problems == ()
    return empty


def unit_id(county: County, name: str) -> int:
    with county.store.transaction() as records:
        return records.roster.unit_named(name)[0].id


def test_a_clerk_sees_the_base_the_cap_what_is_left_and_everybody_by_clause(
    larger: County,
) -> None:
    larger.hand_in("城关镇", "grade_proposals", summary={"own": 1, "team_grade": None})
    reply = larger.say("ClerkCG", "还能评几个优秀")
    assert reply.kind is Kind.ACTION
    assert reply.text.splitlines() == [
        "城关镇的优秀名额，按现有名册：",
        "考核基数10人×20%＝2，不超过2个优秀。",
        "已报1个（12月26日附件8第1版），还能报1个。",
        "按班子等次：优秀25%最多2个，一般20%最多2个，较差15%最多1个。",
        "计入基数：",
        "· 县管干部一般在本单位考核（一(一)）：李红、甲、乙、丙、丁、戊等9人",
        "· 县级下派到乡镇挂职，满6个月（一(一)1）：王强",
        "不计入：",
        "· 县级下派到乡镇挂职，不满6个月（一(一)1）：李强",
        "· 乡镇党政正职和县直部门负责人（一(一)2）：张伟",
        "· 2019年12月31日前退休（一(一)10）：高山",
        "在这里考核、评优不占名额：",
        "· 中央、省、市下派到乡镇挂职（一(一)1）：赵敏",
        "还没定下来的3人：",
        "· 赵敏：方案只写明不占挂职单位的优秀指标，没有写是否计入考核基数。",
        "· 白雪：方案没有写借调干部在哪里考核；借调不等于挂职。",
        "· 方圆：方案只写了交叉任职的在哪里考核，没有写计入哪边的基数、占哪边的指标。",
        "依据：方案一(三)5、一(一)、一(一)1、一(一)2、一(一)10、一(一)5",
        "名册没写的情况（挂职、驻村、立案等）都按没有算。",
    ]
    town = unit_id(larger, "城关镇")
    assert reply.links == (Link("下载逐人判定表", f"/verdicts/{town}.xlsx"),)


def test_a_base_that_is_not_the_rosters_is_said_to_differ(larger: County) -> None:
    lines = larger.say("ClerkCG", "为什么基数是27").text.splitlines()
    assert lines[1] == "您说的是27人，名册算出来是10人："
    assert "您说的" not in larger.say("ClerkCG", "为什么基数是10").text


def test_the_ways_of_asking_for_the_own_unit(larger: County) -> None:
    for question in ("还能评几个优秀", "我们单位名额怎么算的", "我们镇优秀名额怎么算"):
        assert "考核基数10人×20%＝2，" in larger.say("ClerkCG", question).text, question


def test_the_teams_grade_in_the_list_handed_in_decides_what_is_left(larger: County) -> None:
    larger.hand_in("城关镇", "grade_proposals", summary={"own": 2, "team_grade": "poor"})
    text = larger.say("ClerkCG", "还能评几个优秀").text
    assert "考核基数10人×15%＝1.5，不超过1个优秀。\n方案没有写明小数怎么取整" in text
    assert "已报2个（12月26日附件8第1版），超出1个。" in text
    assert "（表里填的是较差）" in text


def test_a_returned_list_uses_nothing(larger: County) -> None:
    larger.hand_in("城关镇", "grade_proposals", summary={"own": 2})
    larger.order("Boss", "退回城关镇附件8：缺公章")
    assert "还没有收到附件8" in larger.say("ClerkCG", "还能评几个优秀").text


def test_a_department_sees_its_delegated_list_and_that_the_schools_ask_for_too_many(
    larger: County,
) -> None:
    larger.hand_in("县第一中学", "grade_proposals", summary={"excellent": 2})
    text = larger.say("Boss", "县教育局还能评几个优秀").text
    assert "委托考核名单（单独算）6人×20%＝1.2，不超过1个优秀。" in text
    assert "其中：县第一中学6人（已报2个）。" in text
    assert "注意：各单位已报优秀合计2个，超过整个名单的1个。" in text


@pytest.mark.parametrize(
    ("userid", "question", "words"),
    [
        ("ClerkCG", "财政局还能评几个优秀", "您只能查看和办理本单位（城关镇）的材料"),
        ("Group1", "财政局还能评几个优秀", "您只能查看本考核组的单位"),
        ("Group1", "还能评几个优秀", "要看哪个单位的？"),
        ("Boss", "还能评几个优秀", "要看哪个单位的？"),
        ("WangQiang", "还能评几个优秀", "由本单位政工人事掌握"),
        ("ClerkCG", "把财政局的名册判一下", "您只能查看和办理本单位（城关镇）的材料"),
        ("Group1", "把财政局的名册判一下", "您只能查看本考核组的单位"),
        ("WangQiang", "全单位每个人在哪考核", "由本单位政工人事掌握"),
        ("ClerkCG", "谁没人考核", "由县委组织部干部监督股办理"),
        ("Group1", "有没有两头都算的", "由县委组织部干部监督股办理"),
    ],
)
def test_nobody_sees_what_is_not_theirs(
    larger: County, userid: str, question: str, words: str
) -> None:
    reply = larger.say(userid, question)
    assert words in reply.text
    assert not any(name in reply.text for name in ("李红", "钱进", "王强", "白雪"))
    assert reply.links == ()


def test_supervisors_and_the_group_see_a_unit_they_name(larger: County) -> None:
    texts = {larger.say(userid, "城关镇还能评几个优秀").text for userid in ("Boss", "Group1")}
    assert len(texts) == 1
    assert "李红" in texts.pop()


def test_with_a_number_of_people_it_stays_arithmetic(larger: County) -> None:
    reply = larger.say("ClerkCG", "27个人还能评几个优秀")
    assert reply.kind is Kind.ANSWER
    assert "27人×20%＝5.4，不超过5个优秀。" in reply.text


def test_where_nothing_is_on_record_the_number_of_people_is_asked_for(empty: County) -> None:
    from rules.roster import ImportRows, MemberRow

    with empty.store.transaction() as records:
        rows = ImportRows(members=(MemberRow(2, "boss", "孙正", "干部监督股"),))
        records.roster.import_rows(rows, {})
    asked = empty.say("boss", "还能评几个优秀")
    assert (asked.kind, asked.asks) == (Kind.ASK, "headcount")
    assert "不超过5个优秀" in empty.say("boss", "27个人").text


def test_a_roster_comes_back_ruled_with_exceptions_and_one_list_of_gaps(larger: County) -> None:
    reply = larger.say("ClerkCG", "把我们单位的名册判一下")
    assert reply.text.splitlines() == [
        "城关镇名册16人，逐人按方案判定：",
        "· 本单位：10人",
        "· 所挂职乡镇：2人",
        "· 原单位（派出单位）：1人",
        "· 承担主要工作职责的单位：1人",
        "· 不考核：1人",
        "· 还定不了在哪考核：1人",
        "与一般情形不同的：",
        "· 中央、省、市下派到乡镇挂职（一(一)1）：赵敏",
        "· 县级下派到乡镇挂职，满6个月（一(一)1）：王强",
        "· 县级下派到乡镇挂职，不满6个月（一(一)1）：李强",
        "· 乡镇党政正职和县直部门负责人（一(一)2）：张伟",
        "· 交叉任职（一(一)5）：方圆",
        "· 2019年12月31日前退休（一(一)10）：高山",
        "方案没有写明的：",
        "· 赵敏：方案只写明不占挂职单位的优秀指标，没有写是否计入考核基数。",
        "· 白雪：方案没有写借调干部在哪里考核；借调不等于挂职。",
        "· 方圆：方案只写了交叉任职的在哪里考核，没有写计入哪边的基数、占哪边的指标。",
        "还缺1项情况：",
        "1. 方圆：主要工作职责在哪个单位？",
        "名册没写的情况（挂职、驻村、立案等）都按没有算；每个人的依据见表。",
        "依据：方案一(一)2、一(三)5、一(一)、一(一)1、一(一)5、一(一)10、一(三)6",
    ]
    town = unit_id(larger, "城关镇")
    assert reply.links == (Link("下载逐人判定表", f"/verdicts/{town}.xlsx"),)


def test_supervisors_have_the_county_ruled(larger: County) -> None:
    reply = larger.say("Boss", "全县每个人在哪考核")
    assert reply.text.startswith("全县名册23人，逐人按方案判定：")
    assert reply.links == (Link("下载逐人判定表", "/verdicts.xlsx"),)


def test_supervisors_hear_who_is_assessed_by_nobody(larger: County) -> None:
    assert larger.say("Boss", "谁没人考核").text.splitlines() == [
        "全县23人，有3处要核对：",
        "没有单位考核：2处",
        (
            "· 方圆（城关镇宣传委员）：应在承担主要工作职责的单位考核（一(一)5），"
            "但名册里没有写是哪个单位"
        ),
        (
            "· 李强（城关镇副镇长（挂职））：应在原单位（派出单位）考核（一(一)1），"
            "但“县林业局”不在名册里"
        ),
        "方案没有写明在哪考核：1处",
        "· 白雪（城关镇组织委员）：方案没有写借调干部在哪里考核；借调不等于挂职。（一(一)）",
    ]


def test_supervisors_hear_who_is_listed_by_two_units(county: County) -> None:
    assert county.say("Boss", "有没有两头都算的").text == (
        "全县5人都核对过：没有人被两个单位都算，也没有人没人考核。"
    )
    again = replace(COUNTY, people=(*COUNTY.people, PersonRow(9, "王强", "城关镇", "副镇长")))
    with county.store.transaction() as records:
        assert records.roster.import_rows(again, county.plan.facts).problems == ()
    assert county.say("Boss", "有没有两头都算的").text.splitlines() == [
        "全县6人，有1处要核对：",
        "两个单位都列了：1处",
        (
            "· 王强：城关镇名单上，在城关镇考核（一(一)）；"
            "县财政局名单上，在城关镇考核（一(一)1）。"
            "如是同一人，请在名册里只留一处。"
        ),
    ]
