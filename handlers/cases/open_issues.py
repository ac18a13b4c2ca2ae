"""What a clash or a silence is about: what is put to the supervision section, and its twins."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.reply import Kind, Reply
from rules.engine.case_scope import Rest, fits, gates_in_clash, rests_on
from rules.engine.decide import Ruling, decide
from rules.plan import Facts, Given, Plan
from rules.plan.dialogue import QUESTIONS
from rules.precedents import has_precedents, precedents_in
from storage.deadlines import deadlines_in_force
from storage.facts import decoded, encoded
from storage.views import Case, Json, Told

_IN_WORDS: Final = "words:"
_OF_TEAMS: Final = "team_assessed"
_ANSWERING: Final = frozenset({Kind.CLASH, Kind.SILENT, Kind.ANSWER})


@dataclass(frozen=True)
class Matter:
    """`rests` is empty for a matter that the plan has only words on."""

    topic: str
    clauses: tuple[str, ...]
    axes: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    rests: tuple[Rest, ...] = ()

    @property
    def signatures(self) -> tuple[str, ...]:
        """Equal for twins."""
        return tuple(rest.signature for rest in self.rests) or (f"topic:{self.topic}",)

    @property
    def packed_facts(self) -> dict[str, Mapping[str, Json]]:
        """What is known of the person or unit, as JSON."""
        return facts_packed(self.facts)


def facts_packed(facts: Facts) -> dict[str, Mapping[str, Json]]:
    """Facts as they are kept with a case; `facts_kept` reads them."""
    return {
        fact: {"value": encoded(given.value), "source": given.source, "words": given.words}
        for fact, given in facts.items()
    }


def matter_of(turn: TurnContext, topic: str, axes: Sequence[str]) -> Matter | None:
    """What the notice leaves open in this question; None where it settles it or asks on."""
    return matter_in(turn, topic, axes, turn.facts)


def matter_in(
    context: DeedContext, topic: str, axes: Sequence[str], facts_told: Facts
) -> Matter | None:
    """The same of a question on these facts."""
    if topic.startswith(_IN_WORDS):
        return Matter(topic, ())
    if topic.startswith(("silence:", "plan:")):
        return _in_words(context, topic)
    ruling = _ruling(context.plan, topic, axes, facts_told)
    if ruling is None:
        return None
    about = _about(context.plan, topic)
    facts = _facts(context.plan, facts_told, about)
    open_axes = tuple(clash.axis for clash in ruling.clashes)
    if open_axes:
        hidden = gates_in_clash(context.plan, facts, about)
        open_axes = tuple(dict.fromkeys([*hidden, *open_axes]))
    open_axes = open_axes or ruling.silent_axes
    if not open_axes:
        return None
    rests = tuple(rests_on(context.plan, facts, axis, about) for axis in open_axes)
    sides = [side.clause for clash in ruling.clashes for side in clash.sides]
    near = [clause for rest in rests for clause in rest.clauses]
    clauses = tuple(dict.fromkeys([*(sides or ruling.clauses), *near]))
    bound = _bound_facts(context.plan, facts_told, ruling, rests)
    return Matter(topic, clauses, open_axes, bound, rests)


def in_words(said: str) -> str:
    """The topic of a question that is known by its words alone."""
    return f"{_IN_WORDS}{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def question_before(turn: TurnContext) -> tuple[str, tuple[str, ...]]:
    """The topic and axes of the last question."""
    state = turn.state
    if state.unread:
        return in_words(state.said), ()
    if state.topic.startswith(("silence:", "plan:")) or state.topic == _OF_TEAMS:
        return state.topic, ()
    return state.ruling_topic, state.axes


def ruling_on(turn: TurnContext, topic: str, axes: Sequence[str]) -> Ruling | None:
    """The ruling behind a question, once more; None for a question that has none."""
    return _ruling(turn.plan, topic, axes, turn.facts)


def _ruling(plan: Plan, topic: str, axes: Sequence[str], facts: Facts) -> Ruling | None:
    if topic == _OF_TEAMS and plan.owing.team_fact in facts:
        axes = tuple(plan.owing.team_ruled)
    elif topic not in QUESTIONS or not axes:
        return None
    about = _about(plan, topic)
    return decide(plan, _facts(plan, facts, about), axes, about=about)


def note(turn: TurnContext, topic: str, reply: Reply) -> None:
    """Remember who was told that a case is not settled, or was answered by a precedent."""
    if reply.kind not in _ANSWERING:
        return
    cases, plan = turn.records.cases, turn.plan
    if reply.kind is Kind.ANSWER:
        for number in _precedents_used(turn, topic):
            cases.note_decided(
                plan.id, number, userid=turn.asker.userid, person_id=turn.person_id, at=turn.now
            )
        return
    matter = matter_of(turn, topic, turn.axes)
    if matter is not None:
        axes, facts = matter.axes or ("",), matter.packed_facts
        told = zip(matter.signatures, axes, strict=True)
        rows = [Told(turn.asker.userid, signature, axis, facts) for signature, axis in told]
        cases.note_told(plan.id, rows, turn.now)


def open_twin(turn: DeedContext, matter: Matter, person_id: int | None) -> Case | None:
    """An open case of the same matter and the same person, or like this one of nobody by name."""
    for case in turn.records.cases.open(turn.plan.id):
        if not matter.rests or set(case.axes) != set(matter.axes):
            continue
        if case.person_id != person_id:
            continue
        rests = map(Rest.from_json, case.rests)
        if all(fits(rest, turn.plan, matter.facts) for rest in rests):
            return case
    return None


def twins_told(turn: DeedContext, case: Case) -> list[str]:
    """Who was told that the notice does not settle a case which this one is a twin of."""
    ruled = case.answer.rests if case.answer else None
    own = ruled is None
    rests = {rest.axis: rest for rest in map(Rest.from_json, ruled or case.rests)}
    found: dict[str, None] = {}
    for each in turn.records.cases.told(case.plan_id, case.axes):
        rest = rests.get(each.axis)
        twin = own and each.signature in case.signatures
        if rest is not None and not twin:
            twin = bool(fits(rest, turn.plan, facts_kept(turn.plan, each.facts)))
        if twin:
            found[each.userid] = None
    return list(found)


def facts_kept(
    plan: Plan, facts: Mapping[str, Mapping[str, Json]], *, presumed: bool = False
) -> Facts:
    """Facts as they were given; what a plan edited since does not know any more is left out."""
    found: dict[str, Given] = {}
    for name, given in facts.items():
        value = decoded(given["value"])
        if given["source"] == "presumed" and not presumed:
            continue
        if name in plan.facts and plan.facts[name].accepts(value):
            found[name] = Given(value, given["source"], given["words"])
    return found


def _precedents_used(turn: TurnContext, topic: str) -> tuple[int, ...]:
    if topic.startswith(("silence:", "plan:")):
        case = turn.records.cases.on_topic(turn.plan.id, topic, turn.asker.userid)
        return (case.number,) if case else ()
    ruling = ruling_on(turn, topic, turn.axes) if has_precedents(turn.plan) else None
    return precedents_in(ruling) if ruling else ()


def _in_words(turn: DeedContext, topic: str) -> Matter | None:
    kind, _, name = topic.partition(":")
    plan = turn.plan
    if kind == "silence" and name in plan.silences:
        return Matter(topic, plan.silences[name].clauses)
    text = plan.topics.get(name) if kind == "plan" else None
    if text is None or not text.deadlines:
        return None
    dates = deadlines_in_force(plan, turn.records)
    blank = all(dates[one].effective is None for one in text.deadlines)
    return Matter(topic, text.clauses) if blank else None


def _about(plan: Plan, topic: str) -> str:
    fact = plan.facts.get(plan.owing.team_fact) if topic == _OF_TEAMS else None
    return fact.about if fact else plan.subjects[0]


def _facts(plan: Plan, facts: Facts, about: str) -> dict[str, Given]:
    return {name: given for name, given in facts.items() if plan.facts[name].about == about}


def _bound_facts(plan: Plan, told: Facts, ruling: Ruling, rests: Sequence[Rest]) -> Facts:
    """The facts the case hangs on, in the plan's order; what was presumed is marked so."""
    bound = {fact for rest in rests for fact in rest.facts} | set(ruling.used)
    found: dict[str, Given] = {}
    for name, fact in plan.facts.items():
        given = ruling.used.get(name) or told.get(name)
        if name not in bound:
            continue
        if given is not None and given.value is not None:
            found[name] = given
        elif fact.presume is not None:
            found[name] = Given(fact.presume, "presumed", fact.presume_words)
    return found
