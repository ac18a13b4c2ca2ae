"""From a message to what it asks and what it says: one pass, no network, no model."""

from collections.abc import Sequence
from dataclasses import replace

from language.asking import Asking
from language.beyond import Beyond
from language.dates import no_such_day
from language.derive import Deriver
from language.evidence import kind_of
from language.fact_model import FactModel
from language.figures import as_a_number
from language.masking import masked, without_names
from language.normalise import normalise
from language.numerals import arabic
from language.of_paper import PaperNames
from language.ordering import ordered
from language.reading import Context, Reading
from language.roll_reader import RollReader
from language.ruling_asked import Asked
from language.set_words import asks_openly, in_set_words, only_names
from language.several import one_asked, several
from language.short_answers import is_bare
from language.sides import Sides
from language.sound import Repairer
from language.spelling import spelled
from language.spotting import (
    clauses_in,
    forms_in,
    people_in,
    picked_in,
    strangers_in,
    units_in,
)
from language.story import of_the_asked
from language.subject import (
    follows,
    is_another,
    is_correction,
    is_end,
    is_in_truth,
    is_supposed,
    labels,
    speaks_of_one,
    tells_of_somebody,
    without_agent,
    without_hearsay,
    without_taken_back,
)
from language.tables import shape
from language.topic_model import TopicModel
from language.unlearnt import OfThePlan, named_clause
from language.weighing import asked_on, besides, only_before, weighed, without
from rules.plan import Facts, Plan
from rules.plan.dialogue import QUESTIONS

# Where a message asks nothing once pressure is taken out, the question may stand in the pressure.
_NOTHING = frozenset({"off", "unread", "person", ""})
_ELSEWHERE = 0.5  # how likely topics of other notices are, for a question to be none of ours
_HARDLY = 0.02  # how likely our question must be all the same
_ONLY_LEANS = 0.5  # likelier than all else: what cannot lean then asks nothing of ours
_SAYS_SOMETHING = 4  # characters; of fewer without a word any table knows nothing is guessed
_FRAGMENT = 8  # characters of a message that may lean on the one before
_ONLY_A_CLAUSE = 20  # characters of a message that only names a clause to see it


class Reader:
    """Reads messages against one plan. Built once; safe to share between threads."""

    def __init__(
        self, plan: Plan, model: TopicModel | None = None, facts: FactModel | None = None
    ) -> None:
        """`model`, `facts`: with weights other than those kept."""
        self._plan = plan
        self._repairer = Repairer()
        self._deriver = Deriver(plan, facts or FactModel(plan))
        self._rolls = RollReader(plan, self._deriver)
        self._asking = Asking(plan)
        self._beyond = Beyond(plan)
        self._model = model or TopicModel(plan)
        self._papers = PaperNames(plan)
        self._own = OfThePlan(plan, self._asking, self._model, self._papers)
        self._sides = Sides(plan, self._asking, self._model)

    def clean(self, text: str) -> str:
        """The message in the spelling the word tables know."""
        plain = normalise(text)
        bare = shape("farewell").sub("", shape("greeting").sub("", plain))
        repaired = self._repairer.repair(bare if len(bare) > 1 else plain)
        return self._asking.terms.of_list(spelled(repaired))

    def facts_in(self, text: str) -> Facts:
        """The facts a few words say by themselves, such as a post on the roster."""
        return self._deriver.facts(self.clean(text), Context(self._plan.cutoff), alone=True)

    def read(self, text: str, context: Context) -> Reading:
        """What `text` asks and says, given the conversation so far."""
        message = masked(text, context.names)
        before = arabic(context.said_before)
        clean = as_a_number(message.told(self.clean(message.text)), context.topic, before)
        clean = without_taken_back(clean, context.names.units)
        named = tuple(message.names.values())
        plain = one_asked(without_hearsay(clean))
        told, whole = (of_the_asked(one, named, self._plan.year) for one in (plain, clean))
        facts = self._facts(without_names(whole, named), without_names(told, named), context)
        facts = {**self._beyond.hints(told, facts), **facts}
        reading = self._said(clean, told, facts, context, named)
        if (at_once := self._at_once(reading, context)) is not None:
            return at_once
        asked = self._own.instead(self._asked(clean, plain, facts, context), reading, context)
        if clauses := named_clause(asked.topic):
            return replace(reading, topic="clause", clauses=clauses)
        if kind_of(asked.topic) != "command" and self._only_varies(reading, clean, context):
            return reading
        topic = "person" if asks_openly(asked.topic, clean) else asked.topic
        if topic == "team_assessed":
            reading = replace(reading, facts={**self._deriver.team(plain), **reading.facts})
        return replace(
            reading,
            topic=ordered(topic, clean),
            topics=asked.topics,
            axes=asked.axes,
            near=asked.near,
            readings=asked.readings,
            besides=asked.besides,
            untold=asked.untold,
            sure=asked.sure,
        )

    def _at_once(self, reading: Reading, context: Context) -> Reading | None:
        """What is known by its form alone: an end, a pick, a clause cited, a courtesy."""
        clean = reading.text
        if is_end(clean):
            return replace(reading, topic="end", ends=True)
        picked = picked_in(clean, context.options)
        if picked:
            return replace(reading, picked=picked)
        if is_bare(clean) and not context.options and not context.open_fact:
            return replace(reading, topic="nothing_open")
        clauses = clauses_in(clean, self._plan)
        # “一(一)1只写了6个月的，…算满没有” cites the clause and asks something else.
        cited = clauses and (len(clean) <= _ONLY_A_CLAUSE or shape("clause_asked").search(clean))
        if cited or (shape("clause_asked").search(clean) and context.topic):
            return replace(reading, topic="clause", clauses=clauses)
        if context.topic and only_names(reading):
            return reading  # “彭雪梅呢”: the same of somebody else
        topic = in_set_words(clean, context)
        return replace(reading, topic=topic) if topic else None

    def _only_varies(self, reading: Reading, clean: str, context: Context) -> bool:
        """“不是较差，是一般”, “那较差的呢”: nothing but another value of what was told before."""
        again = {
            f for f, one in reading.facts.items() if f in context.known and one != context.known[f]
        }
        if not again or set(reading.facts) - again or not context.topic:
            return False
        # “那镇上呢” after who comes to a meeting asks for another text, and puts nothing right.
        if kind_of(context.topic) == "text" and again <= set(self._plan.dialogue.places):
            return False
        fragment = shape("and_this").search(clean) is not None
        return fragment or (reading.corrects and not shape("question_word").search(clean))

    def evidence(self, reading: Reading, context: Context) -> frozenset[str]:
        """What the word tables say of a message that was read: what is learnt from."""
        found = self._asking.matches(without_hearsay(reading.text), reading.facts)
        return found.traits(reading.topic)

    def _asked(self, clean: str, plain: str, facts: Facts, context: Context) -> Asked:
        exact = self._asking.example(clean)
        if exact and not context.open_fact:
            return Asked(exact, (exact,))
        context = replace(context, not_meant=self._papers.on_others(context.topic, clean))
        found = self._asking.matches(plain, facts).without(context.not_meant)
        asked = self._asking.asked(plain, facts, context, found)
        when = asked.topic == "export" and shape("when_due").search(plain)
        if when and self._papers.named_in(clean):  # “汇总表什么时候报”, where a paper is so called
            return Asked("deadlines", ("deadlines",))
        if plain != clean and asked.topic in _NOTHING:
            # “局长说测评会就叫班子那几个人”: the demand holds the question.
            pressed = self._asking.matches(clean, facts)
            again = self._asking.asked(clean, facts, context, pressed)
            told = again.topic.startswith(("plan:", "silence:", "quota_"))
            if told or again.topic in QUESTIONS:
                return again
        usual = self._asking.terms.usual(clean)
        likely = self._model.likely(usual, facts, context, found.traits(asked.topic))
        for one in context.not_meant:
            likely = without(likely, f"silence:{one}")
        if likely and sum(likely.values()) < 1 - _ELSEWHERE:
            # “对等次不服怎么办” asks for no grade: of what it asks this notice has nothing.
            if asked.topic == "unread" and (self._papers.named_in(clean) or forms_in(clean)):
                return Asked("paper")
            likely_ours = likely.get(asked.topic, 0.0) > _HARDLY
            if facts or likely_ours or asked.topic not in QUESTIONS:
                return self._sides.told(asked, plain)
            return self._asking.by_own_words(plain) or Asked("unread", sure=False)
        guessed = asked.topic in {"off", "unread"} and not asked.sure and not facts
        if guessed and not context.topic and len(clean) < _SAYS_SOMETHING:
            return Asked("unclear", sure=False)
        return self._weighed(asked, likely, clean, plain, facts, context)

    def _weighed(
        self,
        asked: Asked,
        likely: dict[str, float],
        clean: str,
        plain: str,
        facts: Facts,
        context: Context,
    ) -> Asked:
        """What the tables found and how likely the weights find it, with the readings to offer."""
        by_its_words = asked.topic == "off" and asked.sure and not facts
        if by_its_words or not self._may_lean(clean, facts, context, asked):
            if asked.topic == "off" and likely.get("", 0.0) > _ONLY_LEANS:
                return self._sides.told(asked, plain)
            likely = without(likely, "")
        asks = "?" in clean or speaks_of_one(plain) or bool(shape("question_word").search(clean))
        likely = asked_on(likely, context.topic, asks=asks)
        told = facts or asked.sure or context.names.people(clean) or asked.topic not in _NOTHING
        if not told and only_before(likely, context.topic, clean):
            return Asked("unclear", sure=False)
        unlearnt = self._model.is_unlearnt(asked.topic)
        again = kind_of(asked.topic) == "text" and asked.topic == context.topic and follows(clean)
        best, readings = weighed(asked, likely, unlearnt=unlearnt, asks=asks, again=again)
        if not best.axes:
            best = replace(best, axes=self._plan.dialogue.axes_of((best.topic,)))
        best = self._sides.told(best, plain)
        # A silence is known by one word, so that what the tables name is meant.
        named = best.topic == asked.topic and kind_of(best.topic) == "silence"
        others = () if readings or named else besides(best.topic, likely)
        return replace(best, readings=readings, besides=others)

    def _may_lean(self, clean: str, facts: Facts, context: Context, asked: Asked) -> bool:
        """Whether a message can be an answer or a fact alone, which asks what was asked before."""
        if set(facts) - set(self._plan.dialogue.places):
            return True
        if context.topic.startswith("plan:") and not context.open_fact:
            return False  # “我们是乡镇” after a text asks what it says of townships
        named = self._papers.named_in(clean) or forms_in(clean) or labels(clean)
        asks_on = clean.rstrip("?.! ").endswith(("呢", "咧"))
        short = len(clean) <= _FRAGMENT and asked.topic != "off"  # “楼下在放鞭炮” after a ruling
        short = short and not shape("question_word").search(clean)
        leans = follows(clean) or asks_on or named or short or context.names.people(clean)
        return bool(context.topic and leans)

    def _facts(self, clean: str, plain: str, context: Context) -> Facts:
        facts = self._deriver.facts(plain, context) if plain else {}
        mine = self._plan.wording.pressing
        others = context.known or set(facts) - set(mine) or labels(plain)
        if plain == clean or others or context.names.people(plain):
            return facts
        # “局长发话了，要把他写进去”: whoever presses may be whom it is about, where nobody else is.
        pressing = self._deriver.facts(without_agent(clean), context)
        return {**facts, **{fact: one for fact, one in pressing.items() if fact in mine}}

    def _said(
        self, clean: str, plain: str, facts: Facts, context: Context, named: Sequence[str]
    ) -> Reading:
        figures = arabic(plain)
        people, units = people_in(clean, named, context.names), units_in(clean, context.names)
        unknown = strangers_in(clean, context.names)
        full = [*(name.text for name in people), *unknown]
        # Who only said or wants something (“鲁书记说…”) is not whom it is about.
        short = [one for one in labels(plain) if not any(one in name for name in full)]
        called = (*short, *full)
        return Reading(
            text=clean,
            facts=facts,
            people=people,
            units=units,
            labels=(*short, *unknown),
            strangers=unknown,
            persons=tuple(
                (part.label, self._deriver.facts(without_names(part.text, named), context))
                for part in several(plain, called)
            ),
            of_own_unit=bool(shape("our_unit").search(plain)),
            about_self=bool(shape("self").search(plain)),
            speaks_of_one=speaks_of_one(plain),
            speaks_of_all=bool(shape("of_all").search(plain)),
            forms=forms_in(clean),
            papers=self._papers.named_in(clean),
            dates=self._deriver.days(figures, context),
            **vars(self._rolls.numbers(clean, plain, context)),
            follows=follows(plain),
            another=is_another(clean),
            corrects=is_correction(clean),
            supposes=is_supposed(plain),
            in_truth=is_in_truth(clean),
            of_another=tells_of_somebody(plain),
            names_who=bool(shape("names_who").search(clean)),
            no_such_day=no_such_day(figures),
            pressed=plain != clean,
            beyond=self._beyond.told_in(plain, facts),
            spoken=self._beyond.clauses_on(plain, facts),
            unwritten=self._beyond.silence_in(plain, facts),
        )
