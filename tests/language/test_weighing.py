"""When the learnt table is followed, and when the word tables have the last word."""

import pytest

from benchmarks.labels import Labelled
from benchmarks.learn import learn
from language.learnt import NOTHING, Learnt
from language.reader import Reader
from language.reading import Context
from language.ruling_asked import Asked
from language.weighing import weighed
from rules.plan import Facts, Given, Plan
from tests.kit.reading import TODAY, Read

_KNOWN = frozenset({"takes_part", "return_paper", "plan:feedback"})
_SECONDED: Facts = {"is_secondee": Given(True, "said", "挂职")}


@pytest.mark.parametrize(
    ("asked", "likely", "topic"),
    [
        # nothing was found: a likely topic is taken, an unlikely one is not
        (Asked("unread", sure=False), [("progress", 0.4)], "progress"),
        (Asked("unread", sure=False), [("progress", 0.2)], "unread"),
        (Asked("person"), [("whose_quota", 0.6)], "whose_quota"),
        # a word list told that it is no matter of the appraisal
        (Asked("off"), [("hand_in", 0.7)], "off"),
        # only what is thought unlikely is overruled, a command at a higher price
        (Asked("takes_part"), [("where_assessed", 0.85), ("takes_part", 0.02)], "where_assessed"),
        (Asked("takes_part"), [("where_assessed", 0.85), ("takes_part", 0.12)], "takes_part"),
        (Asked("return_paper"), [("where_assessed", 0.85)], "return_paper"),
        (Asked("return_paper"), [("where_assessed", 0.95)], "where_assessed"),
        # of a command it never met it cannot say anything
        (Asked("leave"), [("off", 0.97)], "leave"),
        # what the notice leaves open stays open
        (Asked("silence:aid"), [("where_assessed", 0.99)], "silence:aid"),
        # doubt about an answer ends in none
        (Asked("plan:feedback"), [("unread", 0.9)], "unread"),
    ],
)
def test_a_guess_counts_where_it_is_surer(
    asked: Asked, likely: list[tuple[str, float]], topic: str
) -> None:
    assert weighed(asked, likely, {}, _KNOWN).topic == topic


def test_new_facts_go_on_with_what_was_asked() -> None:
    likely = [("takes_part", 0.95)]
    assert weighed(Asked(""), likely, {}, _KNOWN).topic == "takes_part"
    assert weighed(Asked(""), likely, _SECONDED, _KNOWN).topic == ""


def test_the_axis_comes_with_the_topic() -> None:
    taken = weighed(Asked("unread", sure=False), [("whose_quota", 0.8)], {}, _KNOWN)
    assert (taken.topics, taken.axes) == (("whose_quota",), ("excellent_quota",))


def test_a_table_learns_topics_from_characters_and_facts(plan: Plan) -> None:
    asks = ["哪考", "哪里考", "在哪考核"]
    questions = [
        *(Labelled(one, _SECONDED, "where_assessed") for one in asks),
        *(Labelled(one, {}, "plan:no_such_topic") for one in asks),
        *(Labelled(f"{one}优秀占指标", _SECONDED, "whose_quota") for one in asks),
    ]
    table = learn(questions)
    learnt = Learnt(plan, table)
    assert [learnt.best(one, _SECONDED, 1)[0][0] for one in asks] == ["where_assessed"] * 3
    assert learnt.best("谁的指标", _SECONDED, 1)[0][0] == "whose_quota"
    assert "plan:no_such_topic" not in dict(learnt.best("哪考", {}, 9))
    assert learn(questions) == table


def test_what_the_word_tables_miss_is_read_with_the_table_kept(plan: Plan, read: Read) -> None:
    message = "整好的登记表咋个交"
    words_alone = Reader(plan, Learnt(plan, NOTHING))
    assert words_alone.read(message, Context(TODAY)).topic == "unread"
    assert read(message).topic == "hand_in"
