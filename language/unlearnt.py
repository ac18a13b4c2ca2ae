"""What the plan's own words answer whatever else was found: its papers, examples, clauses.

For a plan the weights did not learn its own examples and the sentences of its clauses stand in.
"""

from language.asking import Asking
from language.normalise import normalise
from language.of_paper import PaperNames, of_paper
from language.own_texts import OwnTexts, figure_asked
from language.reading import Context, Reading
from language.ruling_asked import Asked
from language.tables import shape
from language.topic_model import TopicModel
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS

_LEANING = 14  # characters of a question that goes on with the one before
_OPEN = frozenset({"unread", "off", "deadlines"})


class OfThePlan:
    """Worked out once for one plan."""

    def __init__(self, plan: Plan, asking: Asking, model: TopicModel, papers: PaperNames) -> None:
        self._plan, self._asking, self._model, self._papers = plan, asking, model, papers
        self._texts = OwnTexts(plan)
        own = [f"plan:{one}" for one in plan.topics] + [f"silence:{one}" for one in plan.silences]
        self._strange = sum(map(model.is_unlearnt, own)) * 2 >= len(own)

    def instead(self, asked: Asked, reading: Reading, context: Context) -> Asked:
        """What is asked, where the plan's own words answer it better than what was found."""
        found = self._found(asked, reading, context)
        kind, _, name = found.topic.partition(":")
        text = self._plan.topics.get(name) if kind == "plan" and self._strange else None
        wanted = figure_asked(reading.text) if text else None
        if text is None or wanted is None or wanted.search(normalise(text.text)):
            return found
        # “奖多少钱” is not told by a text that has no sum of money, where another has one.
        other = self._texts.answering(reading.text, {})
        return Asked(other, (other,)) if other else found

    def _found(self, asked: Asked, reading: Reading, context: Context) -> Asked:
        clean = reading.text
        near = self._asking.near_example(asked, clean)
        if of_paper(self._plan, asked, self._papers.meant(reading.forms, reading.papers), clean):
            return Asked("paper")
        if context.open_fact:
            return asked
        if self._model.is_unlearnt(near):
            return Asked(near, (near,))
        if reading.beyond or reading.unwritten:
            return asked
        if self._strange and asked.topic == "off" and reading.facts:
            # “泄露了客户信息的评几级”: the weights have never heard of what this notice rules on.
            found = self._asking.matches(clean, reading.facts)
            by_rows = self._asking.asked(clean, reading.facts, context, found)
            if by_rows.topic in QUESTIONS:
                return by_rows
        if self._strange and _is_open(asked, reading):
            told = reading.facts if asked.topic == "person" else {}
            strictly = asked.topic == "off" and asked.sure
            text = self._texts.answering(clean, told, strictly=strictly)
            text = text or self._on_with(reading, context)
            return Asked(text, (text,)) if text else asked
        return asked

    def _on_with(self, reading: Reading, context: Context) -> str:
        """“要几个人到场” after a question on the meeting: both together."""
        texts = context.topic.startswith(("plan:", "clause"))
        if not texts or len(reading.text) > _LEANING:
            return ""
        return self._texts.answering(f"{context.said_before} {reading.text}", {})


def _is_open(asked: Asked, reading: Reading) -> bool:
    """Whether what was found answers nothing in particular."""
    if asked.topic == "person":  # “病了八个月的，谁来述职”
        return _asks_something(reading.text)
    if asked.topic in QUESTIONS:  # “考核算到哪一天” asks of nobody where
        return not reading.facts and shape("paper_due").search(reading.text) is not None
    if asked.topic == "quota_percent":  # “优秀的绩效系数是多少”
        return shape("of_a_share").search(reading.text) is None
    named = asked.topic == "deadlines" and (reading.papers or reading.forms)
    return not named and (asked.topic in _OPEN or bool(asked.readings))


def _asks_something(clean: str) -> bool:
    openly = shape("asks_openly").search(clean)
    return not openly and shape("question_word").search(clean) is not None


def named_clause(topic: str) -> tuple[str, ...]:
    """The clause a topic `clause:…` stands for; none for any other."""
    kind, _, name = topic.partition(":")
    return (name,) if kind == "clause" and name else ()
