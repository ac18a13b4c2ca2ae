"""When the learnt weights are followed, when their readings are offered, when neither."""

from datetime import date

import pytest

from benchmarks.labels import Labelled
from benchmarks.layers import nothing
from benchmarks.learn import learn
from language.reader import Reader
from language.reading import Context
from language.ruling_asked import Asked
from language.topic_model import TopicModel
from language.weighing import LEADING, besides, only_before, pooled, weighed
from language.weights import Weights, number_of, runs
from rules.plan import Facts, Given, Plan
from tests.kit.reading import TODAY

_SECONDED: Facts = {"is_secondee": Given(True, "said", "挂职")}
_CONTEXT = Context(date(2019, 12, 25))


def heard(asked: Asked, likely: dict[str, float]) -> tuple[str, tuple[str, ...]]:
    best, readings = weighed(asked, likely)
    return best.topic, readings


@pytest.mark.parametrize(
    ("found", "likely", "topic"),
    [
        ("unread", {"progress": 0.8}, "progress"),
        ("takes_part", {"where_assessed": 0.85, "takes_part": 0.1}, "where_assessed"),
        ("withdraw", {"about:withdraw": 0.6, "withdraw": 0.4}, "about:withdraw"),
        # what the tables take for another matter is ours only on a fair guess
        ("off", {"off": 0.5, "hand_in": 0.2, "deadlines": 0.1}, "off"),
        ("off", {"hand_in": 0.6}, "hand_in"),
    ],
)
def test_the_likeliest_is_followed(found: str, likely: dict[str, float], topic: str) -> None:
    assert heard(Asked(found, sure=False), likely) == (topic, ())


def test_words_no_table_knows_are_offered_readings_unless_surely_off() -> None:
    likely = {"hand_in": 0.2, "off": 0.15, "deadlines": 0.1}
    assert heard(Asked("off", sure=False), likely) == ("unread", tuple(likely))
    assert heard(Asked("off"), likely) == ("off", ())
    noise = {"off": 0.24, "unread": 0.18, "claims": 0.03}
    assert heard(Asked("off", sure=False), noise) == ("unread", ())
    assert heard(Asked("off", sure=False), {"complain": 0.2, "hand_in": 0.1}) == ("complain", ())


def test_what_is_likely_but_not_sure_names_what_else_it_may_be() -> None:
    likely = {"grade": 0.5, "unread": 0.2, "eligible": 0.2, "whose_quota": 0.03}
    assert besides("grade", likely) == ("eligible",)
    assert besides("grade", {"grade": 0.8, "eligible": 0.2}) == ()


def test_a_deed_the_tables_did_not_find_must_be_surely_meant() -> None:
    assert heard(Asked("unread"), {"withdraw": 0.9, "about:withdraw": 0.1})[0] == "withdraw"
    likely = {"withdraw": 0.5, "about:withdraw": 0.3, "missing": 0.2}
    topic, readings = heard(Asked("unread"), likely)
    assert topic == "unread"
    assert "missing" in readings


def test_between_readings_that_are_all_unlikely_it_is_asked() -> None:
    likely = {f"plan:{number}": 0.1 - number / 1000 for number in range(9)}
    topic, readings = heard(Asked("in_base"), likely)
    assert topic == "plan:0"
    assert readings == tuple(list(likely)[:LEADING])


def test_many_silences_are_one_silence_more() -> None:
    alike = {"silence:weight": 0.15, "silence:quorum": 0.14, "unread": 0.1, "plan:methods": 0.2}
    assert heard(Asked("unread"), alike)[0] == "unread"
    assert "silence:weight" in pooled({"silence:weight": 0.5, "plan:methods": 0.3})
    answered = {"plan:methods": 0.6, "silence:weight": 0.2, "silence:quorum": 0.2}
    assert heard(Asked("unread"), answered)[0] == "plan:methods"


def test_what_was_not_read_comes_with_its_likeliest_readings() -> None:
    best, _ = weighed(Asked("plan:feedback"), {"unread": 0.5, "plan:methods": 0.3})
    assert best.near == ("unread", "plan:methods")


def test_two_questions_stay_two() -> None:
    both = Asked("where_assessed", ("where_assessed", "whose_quota"))
    kept, _ = weighed(both, {"whose_quota": 0.9})
    assert kept is both
    taken, _ = weighed(Asked("unread"), {"whose_quota": 0.8})
    assert taken.topics == ("whose_quota",)


def _learnt(plan: Plan) -> TopicModel:
    says = {
        "where_assessed": ["哪考", "哪里考", "在哪考核", "在哪儿考"],
        "whose_quota": ["占谁的指标", "谁的指标", "占谁的", "谁的名额"],
        "plan:no_such_topic": ["哪里都考", "考什么都行"],
    }
    messages = [
        Labelled("a hand", say, _SECONDED, _CONTEXT, (topic,), frozenset())
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


def test_each_run_has_a_number_of_its_own_in_the_order_of_its_characters() -> None:
    said = "^㐀考𠮷z~\U0010ffff$"
    parts = sorted({said[i : i + n] for n in (1, 2, 3) for i in range(len(said) - n + 1)})
    numbers = runs(said.strip("^$")).tolist()
    assert numbers == [number_of(part) - 1 for part in parts]
    assert len(set(numbers)) == len(numbers)


def test_what_tells_more_than_a_run_is_none_and_stands_by_its_first_characters() -> None:
    run = number_of("fac") - 1
    assert run < number_of("fact is_secondee") < number_of("fad") - 1
    assert number_of("fact is_secondee") not in runs("fact is_secondee")


def test_without_weights_the_word_tables_decide_alone(plan: Plan) -> None:
    alone = Reader(plan, TopicModel(plan, nothing()))
    assert alone.read("县派挂职7个月的在哪考核", Context(TODAY)).topic == "where_assessed"


@pytest.mark.parametrize(
    ("text", "again", "rest", "empty"),
    [
        ("谁家的狗叫", 0.24, 0.25, True),  # only what was before is known
        ("附附附附附附", 0.45, 0.31, True),  # a key held down
        ("写着2019年的1月5，那不是早过了", 0.4, 0.3, False),  # leans on the text before
        ("老王呢", 0.2, 0.2, False),  # the same of somebody else
    ],
)
def test_what_holds_no_known_word_asks_nothing_again(
    text: str, again: float, rest: float, empty: bool
) -> None:
    likely = {"where_assessed": again, "": rest, "quota_ledger": 0.05}
    assert only_before(likely, "where_assessed", text) is empty
    assert not only_before(likely, "chase", text)


@pytest.mark.parametrize(("asks", "topic"), [(True, "about:chase"), (False, "chase")])
def test_a_deed_in_its_own_words_that_asks_nothing_is_an_order(asks: bool, topic: str) -> None:
    likely = {"about:chase": 0.7, "chase": 0.2, "missing": 0.05}
    assert weighed(Asked("chase", ("chase",)), likely, asks=asks)[0].topic == topic
