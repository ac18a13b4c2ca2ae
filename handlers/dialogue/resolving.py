"""Which topic a message is for, and on which axes, given what was being talked about."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isfinite
from typing import Final

from handlers.cases.service import asks_own_cases, on_a_case
from handlers.dialogue.topic_table import TOPICS
from handlers.rulings.service import asks_length
from handlers.turn.access import sees_self_only
from handlers.turn.buttons import (
    Button,
    DeedButton,
    FactButton,
    GetFormButton,
    HandInButton,
    OldNo,
    OldWords,
    OldYes,
    PaperButton,
    PersonButton,
    SnoozeButton,
    StepButton,
    TopicButton,
    UndoStepButton,
    UnknownButton,
    WithdrawButton,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_among, papers_with_form
from handlers.turn.naming_days import names_a_day, sets_a_day
from handlers.turn.permissions import Deed, may
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Given, Plan
from rules.plan.dialogue import QUESTIONS, Instead

_GROUP = frozenset({"team_assessed", "quota_count", "quota_ledger", "quota_percent"})
_NOT_READ_YET = frozenset({"", "unread", "off", "person"})
_ON_PAPERS = frozenset({"hand_in", "missing", "progress", "chase", "return_paper", "export"})
_ASKS = re.compile(r"[吗么?？]|什么|是不是|有没有")
_AROUND_A_NAME = 3  # characters beside a name that ask nothing of their own: “那……呢”
_FRAGMENT = 14  # characters of a message that may only complete the command before it


def resolved(turn: TurnContext) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked."""
    reading, state = turn.reading, turn.state
    topic = reading.topic
    told_by_shape = _by_shape(turn)
    if told_by_shape:
        return told_by_shape, ()
    if topic == "person" and _narrows(turn):
        return state.topic, ()
    if topic in _NOT_READ_YET and _names_what_was_asked(turn):
        return state.topic, ()
    if topic == "off" and _only_names(turn):
        topic = ""
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


def _only_names(turn: TurnContext) -> bool:
    """“彭雪梅呢” after a ruling: the same question of somebody else."""
    people = turn.reading.people
    if not people or not turn.state.ruling_topic:
        return False
    return len(turn.reading.text) <= len(people[0].text) + _AROUND_A_NAME


def _by_shape(turn: TurnContext) -> str:
    """The topic of what is told for sure by its shape and what is on record; "" for the rest."""
    if sets_a_deadline(turn):
        return "confirm_deadline"
    if turn.button is not None or turn.choice:
        return ""
    if asks_length(turn):
        return "length_full"
    return on_a_case(turn.said) or ("my_cases" if asks_own_cases(turn) else "")


def sets_a_deadline(turn: TurnContext) -> bool:
    """“附件8定在1月6号下班前”, also in the middle of something else such as a chase."""
    text, topic = turn.reading.text, turn.reading.topic
    named = turn.reading.papers or turn.reading.forms
    if turn.button is not None or not named or not sets_a_day(text) or _ASKS.search(text):
        return False
    in_doubt = topic in _NOT_READ_YET or topic.startswith("plan:") or bool(turn.reading.readings)
    return in_doubt and may(turn.asker.role, Deed.SET_DEADLINES)


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
        return len(reading.text) <= _FRAGMENT and not names_a_day(reading.text)
    ruling = state.topic in QUESTIONS
    return state.topic in TOPICS and state.open_fact == "person" and not ruling


def _means_another(turn: TurnContext, one: Instead) -> bool:
    """Whether for this asker, or whom they talk about, the other topic is meant."""
    if any(word in turn.reading.text for word in one.unless_said):
        return False
    if one.own and not (turn.reading.about_self and sees_self_only(turn)):
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


def pressed(
    button: Button, key: str, reading: Reading, plan: Plan, state: DialogueState
) -> Reading:
    """A pressed option, or its number, as if it had been said. Raises UnknownButton."""
    match button:
        case FactButton(fact, value) if fact in plan.facts:
            label = next((text for one, text in state.options if one == key), "")
            given = Given(_value(plan, fact, value), "said", label or value)
            return replace(reading, topic="", facts={fact: given})
        case PersonButton():
            asked = "why_changed" if state.topic == "why_changed" else state.ruling_topic
            return replace(reading, topic=asked, axes=state.axes)
        case TopicButton(topic):
            axes = plan.dialogue.axes_of((topic,))
            return replace(reading, topic=topic, axes=axes, follows=True)
        case OldWords(topic, words):
            return replace(reading, text=words, topic=topic)
    if type(button) not in _TOPIC_OF:
        raise UnknownButton
    return replace(reading, topic=_TOPIC_OF[type(button)])


_TOPIC_OF: Final[Mapping[type[Button], str]] = {
    PaperButton: "paper",
    HandInButton: "hand_in",
    GetFormButton: "get_form",
    WithdrawButton: "withdraw",
    StepButton: "custody",
    UndoStepButton: "custody",
    SnoozeButton: "remind_less",
    DeedButton: "deed",
    OldYes: "deed",
    OldNo: "deed",
}


def _value(plan: Plan, id: str, text: str) -> bool | float | str | date | None:
    """The value as the plan has it. Raises UnknownButton for one it does not accept."""
    fact = plan.facts[id]
    value: bool | float | str | date = text
    try:
        if fact.kind == "bool":
            value = {"true": True, "false": False}[text]
        elif fact.kind == "number":
            value = float(text)
        elif fact.kind == "date" and text not in fact.values:
            value = date.fromisoformat(text)
    except (KeyError, ValueError) as error:
        raise UnknownButton from error
    if not fact.accepts(value) or (isinstance(value, float) and not isfinite(value)):
        raise UnknownButton
    return value
