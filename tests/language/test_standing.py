"""What a fact's words say and what they do not: denied, elsewhere, another year, planned.

Pairs: the same words said of the case at hand, and said so that they do not hold for it.
"""

from datetime import date
from typing import Any

import pytest

from tests.kit.reading import Read

_INCIDENT = "mass_incident"
_PAIRS: list[tuple[str, str, Any, str, Any]] = [
    # denied
    ("head_bar", "乡里今年发生了群体性事件，乡长评优有障碍吗", _INCIDENT,
     "乡里今年没有群体性事件，乡长评优有障碍吗", "none"),
    ("head_bar", "局长被县委问责了，能评优吗", "held_accountable",
     "局长没被县委问责，能评优吗", "none"),
    ("under_investigation", "副局长被立案了，定什么等次", "open",
     "副局长没有被立案，定什么等次", "none"),
    ("county_cadre", "我校教务主任是县管干部，要填登记表吗", True,
     "我校教务主任没进县管名册，要填登记表吗", False),
    ("team_grade", "我们班子评了优，优秀能报几个", "excellent",
     "我们班子也没评优，优秀能报几个", None),
    ("routine_excellent", "领导评价给过优秀，年度能评优吗", True,
     "领导评价从来没给过优秀，年度能评优吗", False),
    ("is_secondee", "小周下去挂过职，在哪考", True, "小周没下去挂过职，在哪考", False),
    # somewhere else
    ("head_bar", "我们镇出了群体性事件，书记能评优吗", _INCIDENT,
     "隔壁双桥镇出了群体性事件，会不会连累我们镇书记评优", "none"),
    ("head_bar", "局里出了腐败案，局长能评优吗", "corruption",
     "腐败案是另一个局的，我们局没有，局长能评优吗", "none"),
    # another year
    ("head_bar", "镇长今年被县委问责过，还受这条限制吗", "held_accountable",
     "去年镇长被县委问责过，今年一直干净，还受这条限制吗", "none"),
    # planned, not yet so
    ("village_post", "牟副局长是县里派的驻村队长，在哪考", "leader",
     "局里打算派牟副局长去当驻村队长，文还没下，在哪考", "none"),
    ("is_secondee", "县里派卢科长到乡里挂职，在哪考", True,
     "说是明年春上要派卢科长到乡里挂职，他今年在哪考", False),
    # a word of the trade that means something else here
    ("village_post", "县里派的工作队队长在哪考", "leader", "综合执法队队长在哪考", None),
    ("sent_by", "市里下派挂职的副镇长在哪考", "city", "县里下派挂职的市监局股长在哪考", "county"),
    ("works_at", "县医院副院长在哪考", "hospital", "县法院副院长在哪考", "county_department"),
    ("works_at", "派出所副所长在哪考", "township_station",
     "原派出所副所长11月转任我乡副乡长，在哪考", "township"),
    ("host_kind", "省里下派到我镇挂职的同志在哪考", "township",
     "省里下派到我镇的驻村工作队员在哪考", None),
    # a post inside a unit, and the same where somebody is said to be the county's
    ("county_cadre", "我校县管的教务主任填哪张表", True, "我校教务主任填哪张表", False),
    ("county_cadre", "局里的股长保留原级别，要考吗", True,
     "局里的股长填县管干部登记表吗", False),
    # over by the end of a month, and perhaps on its last day
    ("retired_on", "茅副局长12月底前退，参加考核吗", date(2019, 12, 26),
     "茅副局长12月底退休，参加考核吗", None),
    # everyday words beside those of the trade are no slips of others
    ("concurrent_posts", "副局长同时兼着开发区副主任，占谁的指标", True,
     "副局长同时开完两个会，占谁的指标", None),
    ("works_at", "县二中副校长在哪考核", "school", "交警二中队队长在哪考核", None),
    # the place of the main duties, and no place
    ("main_duties_at", "副局长兼着县红十字会副会长，整天在红十字会主持，在哪考", "红十字会",
     "副局长兼着县红十字会副会长，会里的事基本是常务副会长在弄，在哪考", None),
    # a team named without the word
    ("team_kind", "妇联领导就三位，这样的小单位班子考不考", "mass_organisation",
     "妇联主席在哪考核", None),
    # days on a course are no days of a secondment
    ("served_from", "县派挂职的，3月1日到镇里，在哪考", date(2019, 3, 1),
     "县派挂职的，3月1日到党校学习，在哪考", None),
    # said in other words, and the same words of something else
    ("is_secondee", "县发改局小唐8月中旬来挂我们副乡长，在哪考", True,
     "县发改局小唐8月中旬来我们这当副乡长，在哪考", None),
    ("county_cadre", "出纳是公司自己招的，要参加县里考核吗", False,
     "出纳是公司的，要参加县里考核吗", None),
    ("concurrent_posts", "副局长还是开发区主任，在哪考", True,
     "10月调到这边来还是当副乡长，在哪考", None),
    ("concurrent_posts", "名义上是公司副董事长，其实是财政局副局长，在哪考", True,
     "他是财政局副局长，名义上的，在哪考", None),
    ("works_at", "我们学校的副校长去省里脱产进修，在哪考", "school",
     "副局长去省里脱产进修4个月，考核由办班的学校出结论吗", None),
    ("retired_on", "老陈2020年1月15号才退，今年还参加吗", date(2020, 1, 15),
     "老陈2020年1月15号才退给我，今年还参加吗", None),
    # of two posts the one that is asked about
    ("position", "局长管的一个股长贪了大钱，股长定什么等次", "staff",
     "一个股长贪了大钱，局长还能评优吗", "unit_head"),
    ("position", "局长能评优，副局长能不能评优", "team_member",
     "局长评了优秀，会不会挤掉副局长一个名额", "unit_head"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "said", "value", "otherwise", "other"), _PAIRS)
def test_said_and_said_otherwise(
    read: Read, fact: str, said: str, value: object, otherwise: str, other: object
) -> None:
    assert read(said).values.get(fact) == value
    assert read(otherwise).values.get(fact) == other


def test_what_is_said_counts_more_than_what_is_denied(read: Read) -> None:
    values = read("没有群体性事件，但是被县委问责了，镇长能评优吗").values
    assert values["head_bar"] == "held_accountable"


@pytest.mark.parametrize(
    ("says", "months"),
    [
        ("县派来挂职的，到现在满半年了", True),
        ("县派来挂职的，明年1月才满半年", False),
        ("下半年县里派来挂职的，8月到的", False),
    ],
)
def test_a_length_of_time_is_that_of_the_post(read: Read, says: str, months: bool) -> None:
    served = read(says).values["months_served"]
    assert isinstance(served, int | float)
    assert (served >= 6) is months


def test_a_day_after_the_year_has_turned(read: Read) -> None:
    turned = read("元旦过了才办的，1月6号", asked="retired_on", topic="takes_part")
    plain = read("1月6号", asked="retired_on", topic="takes_part")
    assert str(turned.values["retired_on"]).startswith("2020")
    assert str(plain.values["retired_on"]).startswith("2019")
