"""Questions about people and teams, as a clerk asks them."""

import re

import pytest

from tests.kit.talks import County, Talk


@pytest.mark.parametrize(
    ("text", "axis", "value", "clause"),
    [
        ("省里派来挂职的，11月才到，在哪考核", "assessed_at", "host_unit", "一(一)1"),
        ("县派挂职的7月1号到岗，在哪考核", "assessed_at", "host_unit", "一(一)1"),
        ("县派挂职的7月2号到岗，在哪考核", "assessed_at", "home_unit", "一(一)1"),
        ("市派挂职的评优占谁的指标", "excellent_quota", "exempt", "一(一)1"),
        ("镇长评优占不占镇里指标", "excellent_quota", "county_list", "一(一)2"),
        ("副局长评优占不占局里指标", "excellent_quota", "own_unit", "一(三)5"),
        ("县派驻村工作队队员在原单位考核吗", "assessed_at", "separate_scheme", "一(一)3"),
        ("县医院县管副院长考核归谁", "assessed_at", "delegated_department", "一(一)4"),
        ("脱产去党校学习的副局长谁来考核", "assessed_at", "home_unit", "一(一)6"),
        ("县总工会的班子考不考核", "participation", "takes_part", "一(一)8"),
        ("派出所班子考不考核", "participation", "does_not", "一(一)8"),
        ("司法所副所长在镇里考核吗", "assessed_at", "superior_department", "一(一)9"),
        ("10月退休的还参加考核吗", "participation", "does_not", "一(一)10"),
        ("立案没结案的等次怎么定", "grade", "undetermined", "一(一)11"),
        ("测评89.5能评优秀吗", "grade", "no_excellent", "一(三)5"),
        ("镇里出了群体性事件，镇长能评优吗", "grade", "no_excellent", "一(三)5"),
        ("镇里出了群体性事件，副镇长能评优吗", "grade", "ordinary", "一(三)5"),
    ],
)
def test_a_ruling_names_its_value_and_its_clause(
    talk: Talk, text: str, axis: str, value: str, clause: str
) -> None:
    [reply] = talk(text)
    assert (reply["kind"], reply["decision"][axis]) == ("answer", value)
    assert clause in reply["clauses"]
    assert f"依据：方案{reply['clauses'][0]}" in reply["text"]


def test_a_ruling_says_what_it_rests_on_and_what_would_flip_it(talk: Talk) -> None:
    [reply] = talk("县派挂职的小周6月28号来我们镇的，在哪考核")
    assert reply["text"].splitlines() == [
        "小周在所挂职乡镇考核（县派、6月28号起挂职满6个月）。",
        "依据：方案一(一)1",
        "按没有退休、驻村、脱产学习、交叉任职答。",
        "挂职不满6个月的，在原单位（派出单位）考核（12月28日满）。",
        "填附件6，报送日期方案空着。",
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("8月退休的老尤，5月立案到现在没结案，还考核吗", {"一(一)10", "一(一)11"}),
        ("市派挂职副镇长又是市派驻村工作队长，在镇里考吗", {"一(一)1", "一(一)3"}),
        ("司法所所长交叉任职任镇党委委员，主要工作在镇里，在哪考", {"一(一)5", "一(一)9"}),
        ("县派来挂职镇长八个月，评优占镇里名额吗", {"一(一)1", "一(一)2"}),
    ],
)
def test_two_clauses_that_disagree_are_shown_side_by_side(
    talk: Talk, text: str, clauses: set[str]
) -> None:
    [reply] = talk(text)
    assert reply["kind"] == "clash"
    assert clauses <= set(reply["clauses"])
    assert "没有写明以哪条为准" in reply["text"]


@pytest.mark.parametrize(
    "text",
    [
        "市里派到县林业局挂职的在哪考核",
        "镇财政所所长回主管部门考核吗",
        "副局长主持工作，占不占局里指标",
        "12月31日当天退休的算不算12月31日前退休",
        "驻村队员10月撤回来了，还按驻村方案考吗",
        "交叉任职两边各半，分不清主次，在哪考",
        "局长被市委问责了能不能评优",
        "借调到市里一年的在哪考核",
        "请病假八个月等次怎么定",
        "优秀名额3.6个能进位吗",
        "党建后列是倒数几名",
        "2021年度优秀比例是多少",
    ],
)
def test_what_the_notice_does_not_say_is_not_invented(talk: Talk, text: str) -> None:
    [reply] = talk(text)
    assert (reply["kind"], reply["decision"]) == ("silent", {})
    assert re.search(r"方案未写明|没有写", reply["text"])
    assert reply["text"].endswith("请示监督股")


def test_a_fraction_is_shown_and_not_rounded_up(talk: Talk) -> None:
    [reply] = talk("27个科级干部（不含局长）最多报几个优秀")
    assert "27人×20%＝5.4，不超过5个优秀。" in reply["text"]
    assert "没有写明小数怎么取整" in reply["text"]


@pytest.mark.parametrize(
    "number", ["-3", "负3", "0", "2.5", "1e9", "1" + "0" * 20, "20-30", "十几"]
)
def test_no_share_is_taken_of_what_is_no_number_of_people(talk: Talk, number: str) -> None:
    """Nor of the number of the message before, which is not what was asked."""
    [_, reply] = talk("27个科级干部最多报几个优秀", f"{number}个科级干部最多报几个优秀")
    assert (reply["kind"], reply["asks"]) == ("ask", "headcount")
    assert reply["text"].startswith("人数要是一个大于0、不超过9999的整数才能算，例如“27个人")


def test_heads_named_in_a_headcount_do_not_count(talk: Talk) -> None:
    [reply] = talk("乡里科级干部14人，书记乡长都算在里头，优秀名额怎么算")
    assert "12人×20%＝2.4，不超过2个优秀。" in reply["text"]


def test_generally_not_stays_weaker_than_not(talk: Talk) -> None:
    [reply] = talk("班子一般等次，局长能评优吗")
    assert "一般不得确定为优秀" in reply["text"]


def test_the_post_held_at_the_cut_off_counts(talk: Talk) -> None:
    [before, after] = (
        talk(text)[0]["text"]
        for text in (
            "12月20号从副镇长调任审计局副局长，按哪个职务考核",
            "2020年1月3号才任的新职务，之前一直是财政局副局长，按哪个职务考核",
        )
    )
    assert before.startswith("按新职务（审计局副局长）考核")
    assert after.startswith("按原职务（财政局副局长）考核")


@pytest.mark.parametrize("said", ["张局长在哪考核", "县财政局单位主要负责人在哪考核"])
def test_what_was_understood_is_shown(county: County, said: str) -> None:
    assert "在本单位考核（主要负责人）。" in county.say("Boss", said).text


def test_a_head_asked_about_after_the_members_is_ruled_by_the_same_team_s_grade(talk: Talk) -> None:
    _, head = talk("我们班子被评成较差，副职评优卡多少", "局长呢，还报得了优秀吗")
    assert head["decision"]["grade"] == "no_excellent"


def test_another_post_keeps_no_status_of_the_one_before(talk: Talk) -> None:
    _, deputy = talk(
        "我们局长被立案了没结案，能评优吗", "副局长呢，测评92分，领导给过优秀，日常也好"
    )
    assert deputy["decision"].get("grade") != "no_grade"


def test_a_share_of_all_teams_is_not_that_of_members(talk: Talk) -> None:
    assert "30%" in talk("参评班子评优秀比例一般控制在百分之几")[0]["text"]
    assert "20%" in talk("全县班子成员优秀比例是多少")[0]["text"]


def test_a_day_put_right_goes_on_with_the_ruling(talk: Talk) -> None:
    before, after = talk(
        "县农业农村局派到我们镇挂职的，9月1日来的，占谁的名额", "核对了介绍信，3月1日到岗"
    )
    assert before["decision"]["excellent_quota"] == "home_unit"
    assert after["decision"]["excellent_quota"] == "host_unit"


@pytest.mark.parametrize(
    ("text", "day", "then", "value"),
    [
        ("县派挂职的2月30日到岗，在哪考核", "2月30日", "3月1日", "host_unit"),
        ("县派挂职的13月去的，在哪考核", "13月", "10月8日", "home_unit"),
        ("县派挂职的2019年2月29号去的在哪考核", "2019年2月29号", "2019年2月28号", "host_unit"),
        ("6月31日退休的还参加考核吗", "6月31日", "6月30日", "does_not"),
    ],
)
def test_no_ruling_rests_on_a_day_there_is_not(
    talk: Talk, text: str, day: str, then: str, value: str
) -> None:
    asked, answer = talk(text, then)
    assert asked["kind"] == "ask"
    assert f"没有“{day}”这一天" in asked["text"]
    assert value in answer["decision"].values()


def test_the_29th_of_february_may_be_meant(talk: Talk) -> None:
    [reply] = talk("2020年2月29日退休的还参加2019年考核吗")
    assert reply["kind"] == "answer"
