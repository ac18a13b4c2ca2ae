"""Sentences in, what is asked out."""

import pytest

from language.facts import rows
from language.reader import Reader
from language.reading import Context
from language.signatures import signature
from language.tables import shape, table
from rules.plan import Plan
from tests.kit.reading import TODAY, Read


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("县里派来挂职的老秦今年考核谁负责", "where_assessed"),
        ("镇长评优走谁的指标", "whose_quota"),
        ("算基数的时候书记要不要刨出去", "in_base"),
        ("明年退休的还要参加考核吗", "takes_part"),
        ("立案没结案的等次怎么定", "grade"),
        ("测评95分能不能评优秀", "eligible"),
        ("县妇联的班子考不考核", "team_assessed"),
        ("12月调任统计局副局长，按哪个职务考核", "post_counted"),
        ("科级干部31人最多报几个优秀", "quota_count"),
        ("班子较差的，成员优秀比例最高多少", "quota_percent"),
        ("述职报告写多少字", "plan:report_length"),
        ("登记表交几份", "plan:registration_copies"),
        ("乡镇测评会村支书来不来", "plan:rating_township_people"),
        ("产假半年的等次怎么定", "silence:maternity"),
        ("抽调到专班的在哪考核", "silence:borrowed"),
        ("考核结果公示几天", "silence:publicity"),
        ("附件3是什么表", "silence:form_unmentioned"),
        ("把登记表发我一份", "get_form"),
        ("我们单位已经报了几个优秀", "quota_used"),
        ("哪些单位还没交附件8", "missing"),
        ("催一下没交述职报告的", "chase"),
        ("明早九点提醒我交材料", "remind_me"),
        ("附件8传错了撤回来", "withdraw"),
        ("这个月工资什么时候发", "off"),
        ("讲个笑话", "off"),
        ("算了", "end"),
        ("谢谢", "thanks"),
        ("一(一)1原文", "clause"),
    ],
)
def test_what_a_message_asks(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic


def test_the_same_words_ask_or_command(read: Read) -> None:
    assert read("登记表交几份").topic == "plan:registration_copies"
    assert read("登记表发我一份").topic == "get_form"
    assert read("最多能报几个优秀").topic == "quota_count"
    assert read("已经报了几个优秀").topic == "quota_used"


def test_two_questions_in_one_are_both_heard(read: Read) -> None:
    assert read("登记表交几份 用什么纸").topics == (
        "plan:registration_copies",
        "plan:registration_paper",
    )
    assert read("在哪考核，占谁的指标").axes == ("assessed_at", "excellent_quota")


def test_nearly_every_example_of_a_topic_is_read_as_that_topic(plan: Plan, reader: Reader) -> None:
    """The few others are answered by the same clause, or are silent under another name."""
    said = {f"plan:{k}": t.examples for k, t in plan.topics.items()}
    said |= {f"silence:{k}": s.examples for k, s in plan.silences.items()}
    pairs = [(topic, text) for topic, texts in said.items() for text in texts]
    missed = [
        (topic, text)
        for topic, text in pairs
        if topic not in {(reading := reader.read(text, Context(TODAY))).topic, *reading.topics}
    ]
    assert len(missed) <= len(pairs) * 0.06, missed


def test_every_pattern_compiles_and_every_fact_row_fits_the_plan(plan: Plan) -> None:
    for name in table("shapes")["shapes"]:
        shape(name)
    for row in rows(plan):
        assert row.unless is None or row.unless.now.pattern
        assert row.needs is None or row.needs.now.pattern
    tables = [table("questions"), table("actions")]
    tables += [{k: t.words for k, t in plan.topics.items()}]
    tables += [{k: s.words for k, s in plan.silences.items()}]
    for topic, line in ((t, line) for one in tables for t, lines in one.items() for line in lines):
        one = signature(topic, line, "tables")
        for part in (*one.parts, one.without):
            assert part is None or part.shaped is None or part.shaped.now.pattern


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("等次建议填哪张 附件6?", "plan:form_proposals"),
        ("日常考核评价表编号，附件3还是附件5", "plan:form_routine"),
    ],
)
def test_a_number_only_guessed_names_no_other_paper(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic
