"""A notice's own words count: its topics, and what it calls 优秀 and 等次."""

import json
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from language.own_terms import in_its_terms
from language.reader import Reader
from language.reading import Context
from rules.engine.decide import decide
from rules.loading import load_plan
from rules.plan import Plan
from tests.kit.plans import ROOT

# Each question has a reader made for its notice.
pytestmark = pytest.mark.slow

NOTICES: Final = ROOT / "tests" / "notices"


def said(plan: Plan, *turns: str) -> str:
    """The last reply of a talk."""
    item = json.dumps({"id": "1", "turns": [{"say": one} for one in turns]})
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    return str(list(answers([item], plan, at))[-1]["text"])


@pytest.fixture(scope="module")
def group() -> Plan:
    return load_plan(NOTICES / "xingyuan_group")


@pytest.fixture(scope="module")
def reader(group: Plan) -> Reader:
    return Reader(group)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("年终奖C级怎么发", "plan:pay"),
        ("绩效年薪C级按多少发", "plan:pay"),
        ("会被辞退吗", "plan:use"),
        ("待岗的怎么办", "plan:use"),
        ("材料作假怎么罚", "plan:fake"),
        ("能评A吗", "eligible"),
        ("评得上a级不", "eligible"),
        ("要定等级吗", "grade"),
        ("发生安全事故的责任人定什么级", "grade"),
        ("40个人最多几个A", "quota_count"),
        ("今天天气怎么样", "off"),
        ("食堂中午吃什么", "off"),
    ],
)
def test_what_a_notice_speaks_of_is_read_by_its_own_words(
    group: Plan, reader: Reader, text: str, topic: str
) -> None:
    assert reader.read(text, Context(group.cutoff)).topic == topic


def test_a_result_on_the_best_grade_alone_is_told_as_it_is(group: Plan) -> None:
    text = said(group, "84分能不能评A")
    assert "不得评为A级" in text
    assert "可以参加评优" not in text


def test_a_number_told_once_more_goes_on_with_the_question() -> None:
    township = load_plan(NOTICES / "qinghe_township")
    assert "参加考核" in said(township, "病假半年的参加考核吗", "正好6个月")


def test_a_rival_that_closes_the_question_is_not_told_as_unwritten(group: Plan) -> None:
    ruling = decide(group, {}, ("place",))
    assert ruling.rival is not None
    assert "没有“在哪里考核”这一项" in ruling.rival.words
    assert "没有写明" not in ruling.rival.words


def test_what_a_notice_says_only_generally_is_told_so(group: Plan) -> None:
    assert "一般不得评为A级" in said(group, "三档公司的部门负责人能评A吗")
    assert "：不得评为A级" in said(group, "三档公司的部门负责人，受了公司警告，能评A吗")


def test_how_to_round_is_said_only_where_it_matters(group: Plan) -> None:
    assert "取整" not in said(group, "我们部室就3个人，能有几个A")
    assert "取整" in said(group, "我们部室有18个人，能有几个A")


def test_what_is_presumed_is_told_with_or_without_its_last_word() -> None:
    hospital = load_plan(NOTICES / "erfu_hospital")
    text = said(hospital, "进修3个月的在哪考核")
    assert "按在编或合同制人员" in text
    assert "没有人员类别" not in text


def test_our_own_sentences_call_things_as_the_notice_does(group: Plan) -> None:
    text = said(group, "我们公司是三档，40个人最多几个A")
    assert "不超过4个A级" in text
    assert "优秀" not in text
    assert "A级比例见办法一(二)2" in said(group, "三档公司的部门负责人能评A吗")
    assert in_its_terms(group, "能不能评优秀") == "能不能评A级"
    assert in_its_terms(group, "能定什么等次") == "能定什么等级"
