"""Facts told in no word of the tables, read by weights; and what these leave to the tables."""

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.layers import nothing
from benchmarks.learn_facts import Told, learn
from language.fact_model import FactModel, name_of
from language.reader import Reader
from language.reading import Context
from language.topic_model import TopicModel
from rules.plan import Plan
from tests.kit.reading import TODAY

# A message, and a fact of it that no row of the tables finds.
_UNWORDED: list[tuple[str, str, Any]] = [
    ("县派，挂镇里，1月去的，优秀占谁", "is_secondee", True),
    ("水利局小谭，县派，5月6日到红旗乡，局里考行不行", "is_secondee", True),
    ("从我们局下去的，在青山镇当副镇长，到年底八个月，在哪考", "sent_by", "county"),
    ("中央下来那个副书记占指标不", "sent_by", "central"),
    ("县里派下去的那个队长老舒占谁指标", "village_post", "leader"),
    ("镇里出了群访，书记能评优不", "head_bar", "mass_incident"),
]


@pytest.fixture(scope="module")
def rows_alone(plan: Plan) -> Reader:
    return Reader(plan, TopicModel(plan, nothing()), FactModel(plan, nothing()))


@pytest.mark.parametrize(("text", "fact", "value"), _UNWORDED)
def test_what_no_row_finds_is_read(
    plan: Plan, reader: Reader, rows_alone: Reader, text: str, fact: str, value: Any
) -> None:
    context = Context(TODAY)
    assert rows_alone.read(text, context).values.get(fact) != value
    assert reader.read(text, context).values[fact] == value


def test_days_are_counted_once_it_is_known_that_somebody_was_sent(reader: Reader) -> None:
    read = reader.read("水利局小谭，县派，5月6日到红旗乡，局里考行不行", Context(TODAY))
    assert read.values["months_served"] == pytest.approx(7.8, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "他没挂职也没驻村，就是本地提拔的副乡长，占谁的名额",
        "先说清楚他不是挂职的也不是哪里下派的，就是我们乡提拔的吴副乡长，占我们的名额吧",
        "副局长王某（不是挂职的）评优占单位的指标不",
    ],
)
def test_what_is_denied_is_left_to_the_rows(reader: Reader, text: str) -> None:
    assert reader.read(text, Context(TODAY)).values["is_secondee"] is False


def test_a_post_on_the_roster_is_no_message(reader: Reader, rows_alone: Reader) -> None:
    for post in ("党委副书记、镇长", "副局长（挂职）", "派出所所长", "四级调研员"):
        assert reader.facts_in(post) == rows_alone.facts_in(post)


def test_another_plans_values_are_left_to_its_rows(plan: Plan) -> None:
    fact = replace(plan.facts["sent_by"], values={"college": "学院派", "school": "学校派"})
    other = replace(plan, facts={**plan.facts, "sent_by": fact})
    assert "sent_by" in FactModel(plan).likely("县派的")
    assert "sent_by" not in FactModel(other).likely("县派的")


def test_the_same_messages_give_the_same_weights(plan: Plan) -> None:
    said = [
        ("县派八个月的在哪考", {"sent_by": "county"}),
        ("省派的占谁的指标", {"sent_by": "province"}),
    ]
    messages = [Told("hand", text, facts, of_a_team=False) for text, facts in said * 15]
    weights = learn(messages, plan)
    assert weights.packed() == learn(messages, plan).packed()
    assert name_of("sent_by", "county") in weights.names
    likely = FactModel(plan, weights).likely("县派的")["sent_by"]
    assert max(likely, key=likely.__getitem__) == "county"


@pytest.mark.parametrize(
    "text", ["吴某是不是县里派的", "吴某是市派的还是省派的", "小周是否省里下来的", "有没有中央派的"]
)
def test_what_is_only_asked_is_not_said(reader: Reader, rows_alone: Reader, text: str) -> None:
    """“按您说的算” quotes nobody who asked."""
    context = Context(TODAY)
    assert reader.read(text, context).values == rows_alone.read(text, context).values


def test_what_stands_before_the_question_is_said(reader: Reader) -> None:
    read = reader.read("水利局小谭，县派，5月6日到红旗乡，是不是在局里考", Context(TODAY))
    assert read.values["is_secondee"] is True
