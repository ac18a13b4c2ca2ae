"""Which topic a message is for, and on which axes, given what was being talked about."""

from dataclasses import replace
from datetime import date

from handlers.dialogue.topic_table import TOPICS
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_among, papers_with_form
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Given, Plan
from rules.plan.dialogue import QUESTIONS, Instead
from rules.roster import Role

_GROUP = frozenset({"team_assessed", "quota_count", "quota_ledger", "quota_percent"})
_NOT_READ = frozenset({"unread", "off", "person"})
_ON_PAPERS = frozenset({"hand_in", "missing", "progress", "chase", "return_paper", "export"})
_FRAGMENT = 14  # characters of a message that may only complete the command before it


def resolved(turn: TurnContext) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked."""
    reading, state = turn.reading, turn.state
    topic = reading.topic
    if topic == "person" and _narrows(turn):
        return state.topic, ()
    if topic in {"", "person", *_NOT_READ} and _names_what_was_asked(turn):
        return state.topic, ()
    if topic == "" or (topic == "person" and state.ruling_topic):
        topic = "unclear" if _adds_nothing(turn) else _topic_before(turn)
    dialogue = turn.plan.dialogue
    if topic == "person":
        topic = dialogue.likely_asked(turn.facts)
        return topic, dialogue.axes_of((topic,))
    if topic in QUESTIONS:
        before = state.axes if topic == state.ruling_topic else ()
        return topic, reading.axes or before or dialogue.axes_of((topic,))
    for one in dialogue.instead:
        if topic == f"plan:{one.topic}" and _means_another(turn, one):
            return one.to, dialogue.axes_of((one.to,))
    return topic, ()


def _narrows(turn: TurnContext) -> bool:
    """“只要乡镇的” after a command that looked at units."""
    short = len(turn.reading.text) <= _FRAGMENT and set(turn.reading.facts) <= set(
        turn.plan.dialogue.places
    )
    return short and turn.state.topic in _ON_PAPERS


def _adds_nothing(turn: TurnContext) -> bool:
    """After a ruling: no question, nobody else, no news; the ruling is not read out once more."""
    state, said = turn.state, turn.reading
    if turn.choice or state.open_fact or not state.topic or state.topic != state.ruling_topic:
        return False
    mine = said.about_self and turn.asker.person_id is not None
    if said.people or said.labels or said.persons or said.another or mine:
        return False
    if said.follows or said.corrects or said.pressed:
        return False
    # A unit only mentioned does not move somebody whose unit the roster knows.
    light = turn.plan.dialogue.places if state.person_id is not None else ()
    return not set(said.facts) - set(light)


def _names_what_was_asked(turn: TurnContext) -> bool:
    """“报等次建议的那张” after “要哪一张表”, “佟亮，登记表” after “谁的表”."""
    state, reading = turn.state, turn.reading
    if state.topic == "get_form" and state.options:
        named = reading.papers or reading.forms
        return bool(named or paper_among(reading.text, papers_with_form(turn.plan)))
    if state.topic in _ON_PAPERS and (reading.papers or reading.forms):
        return len(reading.text) <= _FRAGMENT
    ruling = state.topic in QUESTIONS
    return state.topic in TOPICS and state.open_fact == "person" and not ruling


def _means_another(turn: TurnContext, one: Instead) -> bool:
    """Whether for this asker, or whom they talk about, the other topic is meant."""
    if any(word in turn.reading.text for word in one.unless_said):
        return False
    if one.own and not (turn.reading.about_self and turn.asker.role == Role.CADRE):
        return False
    return one.told is None or one.told.holds(turn.facts)


def _topic_before(turn: TurnContext) -> str:
    """A message that asks nothing of its own goes on with what was asked before it."""
    state, reading = turn.state, turn.reading
    group = state.topic in _GROUP
    if group and reading.headcount:
        return state.topic
    dialogue, grade = turn.plan.dialogue, turn.plan.quotas.grade_fact
    of_post = dialogue.post in reading.facts
    if group and of_post and grade in turn.facts:
        return "eligible"
    if group and not (of_post and set(reading.facts) - set(dialogue.of_the_unit)):
        return state.topic
    if state.topic.startswith(("plan:", "silence:")) and not reading.facts:
        return state.topic
    if state.ruling_topic and not group:
        return state.ruling_topic
    if state.topic in TOPICS and not reading.facts:
        return state.topic
    return "person"


def pressed(key: str, reading: Reading, plan: Plan, state: DialogueState) -> Reading:
    """A pressed option, or its number, as if it had been said."""
    kind, _, rest = key.partition(":")
    label = next((text for one, text in state.options if one == key), "")
    if kind == "fact":
        fact, _, value = rest.partition("=")
        if fact in plan.facts:
            given = Given(_value(plan, fact, value), "said", label or value)
            return replace(reading, topic="", facts={fact: given})
    if kind == "person":
        asked = "why_changed" if state.topic == "why_changed" else state.ruling_topic
        return replace(reading, topic=asked, axes=state.axes)
    if kind == "topic":
        return replace(reading, topic=rest, axes=plan.dialogue.axes_of((rest,)), follows=True)
    return replace(reading, topic=kind)


def _value(plan: Plan, fact: str, value: str) -> bool | float | str | date | None:
    match plan.facts[fact].kind:
        case "bool":
            return value == "true"
        case "number":
            return float(value)
        case "date":
            return value if value in plan.facts[fact].values else date.fromisoformat(value)
    return value
