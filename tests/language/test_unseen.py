"""Classes of wordings that were once misread: each with sentences of its own."""

from datetime import date

import pytest

from language.reader import Reader
from language.reading import Context
from rules.plan import Given
from tests.kit.reading import TODAY, Read


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        # a day or a decider asked for is no ruling on a person
        ("委托考的校长们，等次建议几号前报到股里", "plan:delegated_report"),
        ("局长的等次是党组报还是县里定", "plan:heads_how_graded"),
        ("哪天要把材料给考核组", "plan:due_to_group"),
        # which and what
        ("附件9做啥的", "plan:material_list"),
        ("附件5啥表", "plan:form_routine"),
        ("年度考核归那个部门管", "plan:organiser"),
        ("最后一共报哪几张表", "plan:papers_up"),
        # a silence needs its own word and yields to a rule
        ("他3月到龄退休了还要参加考核吗", "takes_part"),
        ("有个干部9月病故，登记表还填吗", "silence:deceased"),
        # words of the office that are no matter of the appraisal
        ("公积金贷款要哪些材料", "off"),
        ("复印机卡纸怎么弄", "off"),
        ("遴选考试怎么报名", "off"),
        ("娃上小学要准备啥材料", "off"),
        # commands of nouns only
        ("评价表模板", "get_form"),
        ("把空白的传我一份", "get_form"),
        ("姓名登错了，改成李晓东", "roster_change"),
        ("看下水利局提交近度", "progress"),
        ("交附件8", "hand_in"),
        ("提交附件8", "hand_in"),
        # questions that only look like commands on the roster
        ("登记表打了三份，都放到哪里", "plan:registration_kept"),
        ("优秀名单按笔画排行不行", "plan:delegated_order"),
        # no words at all
        ("aaaaaa", "hello"),
        ("🙏🙏", "hello"),
    ],
)
def test_what_is_asked(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("市财政局下来挂我们镇副书记的", {"is_secondee": True, "sent_by": "city"}),
        ("下到我们乡挂副乡长", {"is_secondee": True, "host_kind": "township"}),
        ("县里下派的，差5天满6个月", {"is_secondee": True, "months_served": 5.95}),
        ("没有下派挂职，也不是驻村的", {"is_secondee": False, "village_post": "none"}),
        ("一头水利局一头供销社", {"concurrent_posts": True}),
        ("在妇联和残联都任了职", {"concurrent_posts": True}),
        ("我7月退的休", {"retired_on": date(2019, 7, 1)}),
        # words that hold another
        ("市里派到镇上挂职的", {"is_secondee": True, "host_kind": "township"}),
        ("省厅下来挂我们局副局长的", {"sent_by": "province", "host_kind": "county_department"}),
        ("省直帮扶单位派来挂副书记", {"village_post": "unsaid", "is_secondee": True}),
        ("乡里发函询问一位副镇长在哪考", {"under_investigation": "unsaid"}),
        ("纪委函询过的副镇长", {"under_investigation": "inquiry"}),
        # days and posts told in passing
        ("清明前来挂职的", {"is_secondee": True, "months_served": 8.806}),
        ("11.30当天办的退休", {"retired_on": date(2019, 11, 30)}),
        ("副镇长就是司法所长", {"concurrent_posts": True}),
        ("领导评价2季度优，其他季度都称职", {"routine_excellent": True}),
        ("领导评价四个季度都是称职", {"routine_excellent": False}),
    ],
)
def test_what_is_said(read: Read, text: str, facts: dict[str, object]) -> None:
    found = read(text).values
    assert {fact: found.get(fact, "unsaid") for fact in facts} == facts


def test_the_unit_of_somebodys_work_is_named_in_passing(read: Read) -> None:
    said = read("手上的活基本上都是供销社的", concurrent_posts=True)
    assert said.values["main_duties_at"] == "供销社"


def test_a_fragment_after_a_question_on_procedure_keeps_to_it(reader: Reader) -> None:
    context = Context(TODAY, topic="plan:rating_people", said_before="测评会参加人员有哪些")
    assert reader.read("我们是乡镇", context).topic == "plan:rating_township_people"
    assert reader.read("站长呢", context).topic.startswith("plan:rating")


def test_two_questions_of_two_kinds_are_both_heard(read: Read) -> None:
    asked = read("委托考核的优秀比例多少？优秀名单怎么排")
    assert asked.topics == ("plan:delegated_percent", "plan:delegated_order")


def test_a_post_and_a_unit_alone_are_no_question(read: Read) -> None:
    assert read("县一中的条件好不好").topic in {"off", "unread"}


def test_taking_the_head_off_a_number_is_no_command(reader: Reader) -> None:
    known = {"works_at": Given("county_department")}
    context = Context(
        TODAY, topic="quota_count", known=known, said_before="我们局科级干部22个，优秀最多报几个"
    )
    assert reader.read("22个里头有局长，把他去掉呢", context).topic in {"", "quota_count"}
