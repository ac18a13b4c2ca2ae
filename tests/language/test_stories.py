"""A story is read for the one it asks about, as it stands at its end."""

from datetime import date

import pytest

from language.story import of_the_asked
from rules.engine.decide import Kind, decide
from rules.plan import Given, Plan
from tests.kit.reading import Read

YEAR = 2019

# Message, what it says of the one asked about, what it says of others, of another year or no more.
OF_ONE = [
    (
        "老周在村里当工作队长;小麦是市里派来挂副镇长的;小麦在哪里考",
        {"sent_by": "city"},
        "village_post",
    ),
    (
        "镇里挂职的有两位,一位是住建局的老农,早满半年了不用问,我要问的是小陆,市里下来的,在哪考",
        {"sent_by": "city"},
        "",
    ),
    (
        "我是县里派的驻村队员,老翟是县派挂职副镇长,九个月了,老翟在哪考",
        {"is_secondee": True},
        "village_post",
    ),
    (
        "同来的三个人里,张工是省里的,李工是市里的,小孟是县教育局派的,7月到镇上挂职。小孟占谁的优秀",
        {"sent_by": "county"},
        "",
    ),
    (
        "老彭10月退休了不管他,他徒弟小段是派出所副所长,在哪考",
        {"works_at": "township_station"},
        "retired_on",
    ),
]
SPEAKERS = [
    (
        "主任刚核对了文件,小孙是驻村扶贫工作队长,在不在我们局考",
        {"village_post": "leader"},
        "position",
    ),
    ("书记催得紧,挂职的小洪省里来的,填哪张表", {"sent_by": "province"}, "position"),
    ("局长问我,副局长老吴能不能评优,他测评93", {"position": "team_member"}, ""),
    ("局长问我他自己能不能评优,测评93", {"position": "unit_head"}, ""),
]
NO_MORE = [
    ("小何2016到2018年驻村当队长,今年全年在局里上班,在哪考", {}, "village_post"),
    ("小尹前年驻的村,今年整年都在局里上班没驻,在哪考", {}, "village_post"),
    ("去年在党校脱产学习,今年没去,要不要考", {}, "in_training"),
    (
        "2018年挂职期满,9月正式任命留在镇里当副书记,表交哪家",
        {"position": "team_member"},
        "is_secondee",
    ),
    ("本来定他去村里当第一书记,后来没派,一直在局里,在哪考", {}, "village_post"),
    ("今年1月才提的副局长,去年还是股长,能评优吗", {"position": "team_member"}, ""),
    ("前几年立过案,早结了,今年等次怎么定", {"under_investigation": "closed"}, ""),
    ("10月立案,11月底给了警告结了案,等次能定吗", {"under_investigation": "closed"}, ""),
    ("5月函询,8月转立案,到现在没结论,等次怎么填", {"under_investigation": "open"}, ""),
    (
        "副局长9月起去市委党校脱产学习,学校打电话说他们给考,真的吗",
        {"works_at": "county_department"},
        "",
    ),
]
STILL_SO = [
    (
        "去年10月来镇上挂职,今年一直在镇里上班,县派的,在哪考",
        {"is_secondee": True, "sent_by": "county"},
    ),
    ("从2018年驻村到现在,县里派的队长,在哪考", {"village_post": "leader"}),
    ("县里派来挂职满8个月了,期满6个月以上算谁的指标", {"is_secondee": True}),
    ("去年就驻村了,今年还是工作队长,在哪考", {"village_post": "leader"}),
]
DAYS = [
    ("小蒙是县财政局派来挂职的,3月来的,哦不对,3月是报名,正式到镇里是8月中旬,在哪考", False),
    ("县派挂职的小唐,文件上写4月1号开始,实际拖到10月才到镇上上班,在哪考核", False),
    ("我们局小邓县里派去挂职,五月份去的……等等看错行了,是八月份,占谁的名额", False),
    ("挂职的老宋,本来定的8月去,后来提前了,3月20日就报到了,县里派的,哪边考", True),
    ("县派挂职的小何,10月来的,哎看错了,是3月,在哪考", True),
]

# Words that say something beside what is denied, quoted, supposed or left open.
BESIDE = [
    ("大家都喊他队长,其实他没有驻村,天天在局里,他在哪考", {"village_post": "none"}, ""),
    ("挂职的老何,县派,满没满6个月", {"months_served": None}, ""),
    ("挂职的老何是县派的还是市派的", {"sent_by": None}, ""),
    ("市里派来的,不在乡镇挂职,在哪考", {"host_kind": "county_department"}, ""),
    (
        "省局一位处长挂我局副局长,不是挂乡镇,就在县局机关,在哪考",
        {"host_kind": "county_department"},
        "",
    ),
    ("县里下派到镇上挂职的,假设到年底刚好六个月整,一天不多,算谁的名额", {"months_served": 6.0}, ""),
    (
        "文件上只写“驻村第一书记”,没写队长,也没写队员,在哪考",
        {"village_post": "first_secretary"},
        "",
    ),
    ("挂职副镇长,上面派下来的,到年底5个月,在哪考", {"sent_by": None}, ""),
    (
        "部门里出了重大腐败案件,涉案的只是一个科员,局长能评优吗",
        {"head_bar": "corruption"},
        "under_investigation",
    ),
    ("书记自己安排副书记去村里蹲点,县里没下过文,在哪考", {"village_post": "own_township"}, ""),
    ("全年四次领导评价都是“称职”,一次“优秀”也没有,能报优秀吗", {"routine_excellent": False}, ""),
    ("副局长老费11月手续办完退了,还写总结吗", {"position": "team_member"}, ""),
]


@pytest.mark.parametrize(("say", "told", "untold"), [*OF_ONE, *SPEAKERS, *NO_MORE, *BESIDE])
def test_what_holds_of_the_one_asked_about(
    read: Read, say: str, told: dict[str, object], untold: str
) -> None:
    values = read(say).values
    assert {name: values.get(name) for name in told} == told
    assert not untold or values.get(untold) in (None, False, "none")


@pytest.mark.parametrize(("say", "told"), STILL_SO)
def test_what_goes_on_is_not_over(read: Read, say: str, told: dict[str, object]) -> None:
    values = read(say).values
    assert {name: values.get(name) for name in told} == told


@pytest.mark.parametrize(("say", "half_a_year"), DAYS)
def test_of_several_days_the_one_that_holds(read: Read, say: str, half_a_year: bool) -> None:
    months = read(say).values["months_served"]
    assert isinstance(months, float)
    assert (months >= 6) is half_a_year


@pytest.mark.parametrize(
    "say",
    [
        "小周和小李都是县里派来挂职的,小李在哪考",
        "小周9月来挂职,老张接了他的班,他在哪考",
        "我把小何放到镇里考,还是放驻村那个方案里",
        "县派挂职的副镇长3月去的,占谁的指标",
        "",
    ],
)
def test_where_nobody_else_is_told_of_nothing_is_left_out(say: str) -> None:
    assert of_the_asked(say, [], YEAR) == say


def test_a_retirement_goes_by_its_day(read: Read) -> None:
    retired = read("副书记11月满60,但批文写2020年1月起退休,要考吗").values["retired_on"]
    assert isinstance(retired, date)
    assert retired.year == YEAR + 1


def test_weights_tell_nothing_otherwise_than_the_talk_has_it(read: Read) -> None:
    told = read("那他算不算到卫健局那堆人头里头去", works_at="hospital", position="team_member")
    assert "position" not in told.values


def test_a_retirement_on_the_cut_off_day_is_open_whoever_it_is(plan: Plan) -> None:
    day = {"retired_on": Given(plan.cutoff), "works_at": Given("township")}
    for post in plan.facts["position"].values:
        ruling = decide(plan, {**day, "position": Given(post)}, ("participation",), about="person")
        assert ruling.kind is Kind.SILENT or post == "staff"
