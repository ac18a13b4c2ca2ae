"""What a message asks: a command, a silence, a topic, a ruling, or nothing of its own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from language.evidence import Matches
from language.figures import headcount_named
from language.normalise import normalise, squeezed
from language.numerals import arabic
from language.of_paper import names_another_form, of_handed_in
from language.own_terms import OwnTerms
from language.ranking import Ranking, comes_near, stands_out
from language.reading import Context
from language.ruling_asked import (
    GROUPS,
    Asked,
    counts_heads,
    meant,
    personal,
    ruling,
)
from language.signatures import Parts, Signatures
from language.subject import is_correction
from language.tables import pattern, shape, table
from rules.plan import Facts, Plan
from rules.plan.answers import answered_by_plan
from rules.plan.dialogue import QUESTIONS

# How far one kind of question may score below another and still be meant; found on questions
# written for that, not on the ones that measure us.
_COMMAND_LEAD = 1.1
_SILENCE_LEAD = 1.3
_PERSON_LEAD = 0.2
_STORY, _END = 45, 36  # characters of a long message, and of its end
_CLEARLY = 0.9  # ahead of a command, a ruling is asked for
_SECOND = 1.45  # of a second question in the same message
_OF_ITS_OWN, _ONE_QUESTION = 2.0, 4  # … beside a ruling; characters of the shortest one
_NEAR = 0.3  # share of the message a known question covers
_SECONDED, _BEFORE = 0.22, 0.08  # … where the topic's own words say so too, if not all
_FRAGMENT, _LEANING = 14, 24  # characters of a message that may lean on the one before
_MOST_NEAR = 3
_OF_SHARES = re.compile(
    "优秀|比例|名额|指标|等次|多少|几个|最多|可以|我们|单位|今年|年度|考核|百分之|[是能评报有的几个要占]"
)
_GENERIC = frozenset({"unread", "person", "paper", "deadlines"})  # what asks nothing of its own
# Commands on people that a question whether something may be done looks like.
_ON_PEOPLE = frozenset(
    {"roster_change", "chase", "return_paper", "change_proposal", "withdraw", "hand_in"}
)


class Asking:
    """Tells what is asked, by the word tables and the plan's own topics."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self.terms = plan, OwnTerms(plan)
        parts = Parts()
        asked = {k: words for k, words in table("questions").items() if answered_by_plan(plan, k)}
        self._questions = Signatures(asked, "questions.yaml", parts)
        self._status, self._light = set(plan.wording.status), set(plan.wording.light)
        # Of a long story about somebody only the end may ask; these tell such a story.
        self._storied = self._status | set(plan.wording.away)
        self._actions = Signatures(table("actions"), "actions.yaml", parts)
        topics = {k: t.words for k, t in plan.topics.items()}
        self._topics = Signatures(topics, "topics", parts)
        silences = {k: s.words for k, s in plan.silences.items()}
        self._silences = Signatures(silences, "silences.yaml", parts)
        off = table("off")
        self._off = pattern(off["words"], "off.yaml")
        self._domain = pattern(off["domain"], "off.yaml")
        examples = {f"plan:{k}": (t.title, *t.examples) for k, t in plan.topics.items()}
        examples |= {f"silence:{k}": (s.title, *s.examples) for k, s in plan.silences.items()}
        self._ranking = Ranking(examples)
        self._examples = {
            squeezed(normalise(one)): topic for topic, some in examples.items() for one in some
        }

    def matches(self, plain: str, facts: Facts) -> Matches:
        """The topics whose lines cleaned text matches."""
        # “哪天给考核组” asks nothing about where somebody is appraised.
        questions = self._questions.matched(self.terms.usual(plain).replace("考核组", "组"))
        # “不挂职，登记表是附件几” asks nothing about secondees.
        topics = self._topics.matched(shape("denied_status").sub(" ", plain))
        silences = self._silences.matched(self._asking_part(plain, facts))
        actions = of_handed_in(self._actions.matched(plain), plain)
        return Matches(questions, actions, topics, silences)

    def asked(self, plain: str, facts: Facts, context: Context, found: Matches) -> Asked:
        """What cleaned text asks, given what it matches, the facts it says and the talk so far."""
        of_plan = bool(found.topics or found.silences)
        in_domain = of_plan or bool(self._domain.search(self.terms.usual(plain)))
        # “国庆过后就来了” answers what was just asked, whatever else the word may mean.
        answers = bool(facts) and (context.open_fact in facts)
        # “喝酒开拖拉机的评几等”: a ruling on somebody of whom the notice speaks is no small talk.
        judged = bool(facts and found.questions)
        if not (in_domain or answers or judged) and self._off.search(plain):
            return Asked("off")
        topics, questions = found.topics, meant(found.questions, plain)
        counts = "quota_count" in questions and counts_heads(self.terms.usual(plain))
        beyond = self._beyond(plain, facts, context, found, counts=counts)
        if beyond:
            return beyond
        if counts:
            return Asked("quota_count", ("quota_count",))
        # “健康证去哪办” asks where, and not of the appraisal.
        if not (in_domain or facts or context.topic or shape("of_office").search(plain)):
            questions = {k: score for k, score in questions.items() if k not in QUESTIONS}
        told = self._told(topics, questions, plain, facts, context)
        return told or self._leaning(plain, facts, context, in_domain=in_domain)

    def example(self, clean: str) -> str:
        """The topic that has these very words as an example; "" for none."""
        return self._examples.get(squeezed(clean), "")

    def near_example(self, asked: Asked, clean: str) -> str:
        """The text or silence one of whose examples differs little; "" where what was found stands.

        A ruling, a command and a number of people are known by more.
        """
        of_share = asked.topic.startswith("quota_") and headcount_named(arabic(clean)) is None
        nothing = of_share or bool(asked.readings) or asked.topic in _GENERIC
        if not nothing and not asked.topic.startswith(("plan:", "silence:")):
            return ""
        near = comes_near(self._ranking.best(clean), alone=nothing)
        plainly = of_share and near and not self._tells_apart(near, clean)
        text = self._plan.topics.get(near.removeprefix("plan:"))
        # “附件9是什么” is not asked of another annex, however like it sounds.
        return "" if plainly or (text and names_another_form(text, clean)) else near

    def _tells_apart(self, matter: str, clean: str) -> bool:
        """Whether words of the matter itself are said: “优秀比例是多少” has those of any share."""
        own = "".join(line for line, topic in self._examples.items() if topic == matter)
        pairs = map("".join, pairwise(_OF_SHARES.sub(" ", self.terms.usual(clean))))
        return any(one in own for one in pairs if " " not in one)

    def by_own_words(self, plain: str) -> Asked | None:
        """The text or silence that the plan's own words find best, whatever else could be meant."""
        topics, silences = self._topics.matched(plain), self._silences.matched(plain)
        if not (topics or silences):
            return None
        if _first(silences) > _first(topics):
            return Asked(f"silence:{next(iter(silences))}")
        return self._texts(topics, plain)

    def _told(
        self,
        topics: Mapping[str, float],
        questions: Mapping[str, float],
        plain: str,
        facts: Facts,
        context: Context,
    ) -> Asked | None:
        """A text of the plan, a ruling, or both, where any is asked for."""
        about_person = _first(questions) + personal(self._plan, facts) - _PERSON_LEAD
        if next(iter(questions), "") == "quota_count":
            about_person -= 1  # without a number it is more likely the rule that is asked for
        if topics and (not questions or _first(topics) >= about_person):
            if questions and self._storied & set(facts):
                both = self._with_texts(ruling(self._plan, questions, plain, facts, context), plain)
                if len(both.topics) > 1 and both.axes:
                    return both
            return self._texts(topics, plain)
        if topics and next(iter(questions)) in GROUPS and not self._status & set(facts):
            several = self._texts(topics, plain)
            if len(several.topics) > 1:
                return several
        if questions:
            return self._with_texts(ruling(self._plan, questions, plain, facts, context), plain)
        return None

    def _beyond(
        self, plain: str, facts: Facts, context: Context, found: Matches, *, counts: bool
    ) -> Asked | None:
        """A command, or what the notice does not say, where either outweighs the best topic."""
        best, actions = _first(found.topics), dict(found.actions)
        if context.topic == "quota_count" and headcount_named(arabic(context.said_before)):
            actions.pop("roster_change", None)  # “把局长去掉呢” is about the number just given
        if facts and context.topic in QUESTIONS and is_correction(plain):
            actions = {}  # “报错了，是省派的” corrects a fact, not a paper
        if actions and self._rather_asks(found.questions, facts, _first(actions)):
            actions = {}  # “…还没撤，评优占谁的名额” withdraws nothing
        if self._asks_leave(plain, facts):
            actions = {one: score for one, score in actions.items() if one not in _ON_PEOPLE}
        if actions and _first(actions) + _COMMAND_LEAD >= best:
            return Asked(next(iter(actions)), tuple(actions))
        silences = dict(found.silences)
        score = self._plan.quotas.score
        if score and score.fact in facts:
            # “89.8分四舍五入算90” rounds a score, not a number.
            silences = {k: n for k, n in silences.items() if not self._plan.silences[k].of_numbers}
        if counts and silences and self._plan.silences[next(iter(silences))].clauses:
            return None  # how to round is part of the answer
        if silences and _first(silences) + _SILENCE_LEAD >= best:
            return Asked(f"silence:{next(iter(silences))}")
        return None

    def _asks_leave(self, plain: str, facts: Facts) -> bool:
        """Whether it is asked what may or must be done with somebody of whom a status is told."""
        return bool(self._status & set(facts) and shape("asks_leave").search(plain))

    def _rather_asks(self, asked: Mapping[str, float], facts: Facts, command: float) -> bool:
        """Whether a ruling is asked for more clearly than a command is given."""
        least = command if self._status & set(facts) else command + _CLEARLY
        return any(asked.get(one, 0.0) > least for one in QUESTIONS)

    def _asking_part(self, plain: str, facts: Facts) -> str:
        """Of a long story about somebody only the end, where that holds the question."""
        end = plain[-_END:]
        if len(plain) <= _STORY or not self._storied & set(facts):
            return plain
        return end if set(self._questions.matched(end)) & set(QUESTIONS) else plain

    def _texts(self, topics: Mapping[str, float], plain: str) -> Asked:
        """The topic asked for; with several questions in one message, each of them in order."""
        found, main = [], next(iter(topics))
        every = bool(self._plan.topics[main].form and shape("each_form").search(plain))
        parts = shape("parts").split(plain)
        for part in parts if len(parts) > 1 or every else ():
            own = self._topics.matched(part, plain) if len(part) > 1 else {}
            best = next(iter(own), "")
            if best in topics and own[best] >= _SECOND:
                found.append(best)
        if every:
            found += [one for one in topics if self._plan.topics[one].form]
        order = dict.fromkeys(found if main in found else [main])
        return Asked(f"plan:{main}", tuple(f"plan:{one}" for one in order))

    def _with_texts(self, ruling: Asked, plain: str) -> Asked:
        """A ruling and the topics other parts of the message ask for: two questions in one."""
        parts = [part for part in shape("parts").split(plain) if len(part) > _ONE_QUESTION]
        if ruling.topic not in QUESTIONS or len(parts) < 2:
            return ruling
        found = []
        for part in parts:
            if set(self._questions.matched(part)) & set(QUESTIONS):
                continue
            own = self._topics.matched(part)
            if _first(own) >= _OF_ITS_OWN:
                found.append(f"plan:{next(iter(own))}")
        return replace(ruling, topics=(*ruling.topics, *dict.fromkeys(found)))

    def _leaning(self, plain: str, facts: Facts, context: Context, *, in_domain: bool) -> Asked:
        """Nothing asked outright: a fragment that leans on the turn before, or a resemblance."""
        light = set(facts) <= self._light
        texts = context.topic.startswith(("plan:", "silence:"))
        if context.said_before and (not facts or (light and texts)) and len(plain) <= _LEANING:
            carried = self._carried(plain, context)
            if carried:
                return carried
        if light and facts and texts and len(plain) <= _FRAGMENT:
            return Asked(context.topic)  # “站所长呢” after a question on procedure
        if self._continues(plain, facts, context):
            return Asked("")
        nearest = self._ranking.best(plain)
        near = tuple(topic for topic, share in nearest if share >= _NEAR)[:_MOST_NEAR]
        known = in_domain or facts or context.topic or shape("at_work").search(plain)
        if (known and stands_out(nearest)) or (
            not (facts or context.topic in QUESTIONS) and self._seconded(nearest, plain)
        ):
            return Asked(nearest[0][0], near=near, sure=False)
        if facts and (context.topic or not light or shape("weighed").search(plain)):
            return Asked("" if context.topic else "person", near=near)
        if in_domain or shape("at_work").search(plain) or (near and shape("chinese").search(plain)):
            return Asked("unread", near=near, sure=False)
        if context.topic or context.open_fact:
            return Asked("", sure=False)
        # “微信上投呢” goes on with the meeting asked about before.
        goes_on = self._domain.search(context.said_before) and shape("fragment").search(plain)
        return Asked("unread" if goes_on else "off", sure=False)

    def _carried(self, plain: str, context: Context) -> Asked | None:
        """What a fragment asks together with the turn before it."""
        before = context.said_before
        topics = self._topics.matched(plain, before)
        silences = self._silences.matched(plain, before)
        silences = {one: n for one, n in silences.items() if one not in context.not_meant}
        if silences and _first(silences) + _SILENCE_LEAD >= _first(topics):
            return Asked(f"silence:{next(iter(silences))}")
        return Asked(f"plan:{next(iter(topics))}") if topics else None

    def _seconded(self, nearest: list[tuple[str, float]], plain: str) -> bool:
        """Whether the topic of the nearest question is also half said by its own words."""
        (first, share), (_, next_share) = [*nearest, ("", 0.0), ("", 0.0)][:2]
        if share < _SECONDED or share - next_share < _BEFORE:
            return False
        return first.startswith("plan:") and first[5:] in self._topics.partly(plain)

    def _continues(self, plain: str, facts: Facts, context: Context) -> bool:
        if facts and (context.topic or context.open_fact):
            return True
        if not context.topic or len(plain) > _FRAGMENT:
            return False
        return bool(shape("form").search(plain) or headcount_named(arabic(plain)))


def _first(scores: Mapping[str, float]) -> float:
    return next(iter(scores.values()), 0.0)
