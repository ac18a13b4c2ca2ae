"""When the learnt weights are followed, when the word tables have the last word, when neither."""

from datetime import date

import numpy as np
import pytest

from benchmarks.labels import Labelled
from benchmarks.learn import learn, nothing
from language.reader import Reader
from language.reading import Context
from language.ruling_asked import Asked
from language.topic_model import TopicModel, Weights
from language.weighing import traits, weighed
from rules.plan import Facts, Given, Plan
from tests.kit.reading import TODAY

_SECONDED: Facts = {"is_secondee": Given(True, "said", "挂职")}
_CONTEXT = Context(date(2019, 12, 25))
_TRAITS = len(traits("", "", {}, facts=False))
# Only the probability counts here: a reading of one half or more is taken.
_BY_SHARE = np.array([-5.0, 10.0, *[0.0] * (_TRAITS - 2)], dtype=np.float32)


def heard(
    asked: Asked, likely: dict[str, float], *, facts: bool = False, asked_back: bool = False
) -> tuple[str, tuple[str, ...]]:
    best, readings = weighed(asked, likely, _BY_SHARE, facts=facts, asked_back=asked_back)
    return best.topic, tuple(readings)


@pytest.mark.parametrize(
    ("found", "likely", "topic"),
    [
        # where the tables know no word, a good guess is taken, a fair one is not
        ("unread", {"progress": 0.8}, "progress"),
        ("unread", {"plan:feedback": 0.55}, "unread"),
        ("off", {"hand_in": 0.6}, "off"),
        # a ruling or text is heard as another one that is likelier
        ("takes_part", {"where_assessed": 0.85, "takes_part": 0.1}, "where_assessed"),
        # a command stands, whatever the question in it, but is not done where it is only spoken of
        ("return_paper", {"where_assessed": 0.99}, "return_paper"),
        ("withdraw", {"about:withdraw": 0.9, "withdraw": 0.1}, "about:withdraw"),
        ("withdraw", {"about:withdraw": 0.6, "withdraw": 0.4}, "withdraw"),
        # a question is hardly ever heard as a command
        ("takes_part", {"roster_change": 0.9}, "takes_part"),
        # what the notice leaves open stays open
        ("silence:aid", {"where_assessed": 0.97}, "silence:aid"),
    ],
)
def test_the_surer_one_is_followed(found: str, likely: dict[str, float], topic: str) -> None:
    assert heard(Asked(found, sure=False), likely) == (topic, ())


def test_a_deed_nobody_ordered_in_its_own_words_is_not_done() -> None:
    likely = {"withdraw": 0.9, "about:withdraw": 0.05, "missing": 0.05}
    assert heard(Asked("unread"), likely)[0] == "unread"


def test_between_readings_that_are_all_unlikely_it_is_asked() -> None:
    likely = {"takes_part": 0.3, "grade": 0.25, "eligible": 0.2}
    assert heard(Asked("in_base"), likely)[1][:2] == ("takes_part", "grade")


def test_new_facts_and_a_name_asked_for_go_on_with_what_was_asked() -> None:
    likely = {"takes_part": 0.95}
    assert heard(Asked(""), likely)[0] == "takes_part"
    assert heard(Asked(""), likely, facts=True)[0] == ""
    assert heard(Asked("person"), likely, asked_back=True)[0] == "person"


def test_two_questions_stay_two_and_one_found_by_weight_is_asked_alone() -> None:
    both = Asked("where_assessed", ("where_assessed", "whose_quota"))
    kept, _ = weighed(both, {"whose_quota": 0.9}, _BY_SHARE, facts=False, asked_back=False)
    assert kept is both
    taken, _ = weighed(
        Asked("unread"), {"whose_quota": 0.8}, _BY_SHARE, facts=False, asked_back=False
    )
    assert (taken.topics, taken.axes) == (("whose_quota",), ())  # the reader knows the plan's axis


def _learnt(plan: Plan) -> TopicModel:
    says = {
        "where_assessed": ["哪考", "哪里考", "在哪考核", "在哪儿考"],
        "whose_quota": ["占谁的指标", "谁的指标", "占谁的", "谁的名额"],
        "plan:no_such_topic": ["哪里都考", "考什么都行"],
    }
    messages = [
        Labelled("a hand", say, _SECONDED, _CONTEXT, (topic,), None)
        for topic, some in says.items()
        for say in some * 3
    ]
    return TopicModel(plan, learn(messages))


def test_weights_learn_topics_and_leave_out_what_the_plan_lacks(plan: Plan) -> None:
    model = _learnt(plan)
    for say, topic in (("在哪考", "where_assessed"), ("占谁的指标", "whose_quota")):
        assert next(iter(model.likely(say, _SECONDED, _CONTEXT))) == topic
    assert "plan:no_such_topic" not in model.likely("哪里考", {}, _CONTEXT)


def test_weights_come_back_from_their_file_and_are_the_same_each_time(plan: Plan) -> None:
    model = _learnt(plan)
    again = Weights.unpacked(model.weights.packed())
    before = model.likely("在哪考", _SECONDED, _CONTEXT)
    after = TopicModel(plan, again).likely("在哪考", _SECONDED, _CONTEXT)
    assert next(iter(after)) == next(iter(before))
    assert after == pytest.approx(before, abs=0.02)
    assert _learnt(plan).weights.packed() == model.weights.packed()


def test_without_weights_the_word_tables_decide_alone(plan: Plan) -> None:
    alone = Reader(plan, TopicModel(plan, nothing()))
    assert alone.read("县派挂职7个月的在哪考核", Context(TODAY)).topic == "where_assessed"
