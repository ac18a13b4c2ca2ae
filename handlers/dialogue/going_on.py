"""How a message that asks nothing of its own goes on with what was talked of before."""

import re
from typing import Final

from handlers.dialogue.topic_table import TOPICS
from handlers.turn.context import TurnContext
from language.reading import Reading
from rules.plan.dialogue import QUESTIONS

_GROUP: Final = frozenset({"team_assessed", "quota_count", "quota_ledger", "quota_percent"})
_ORDERED: Final = frozenset({"chase", "return_paper"})
ASKS: Final = re.compile(r"[吗么?？]|什么|是不是|有没有")


def adds_nothing(turn: TurnContext) -> bool:
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


def topic_before(turn: TurnContext) -> str:
    """A message that asks nothing of its own goes on with what was asked before it."""
    state, reading = turn.state, turn.reading
    group = state.topic in _GROUP
    if group and reading.headcount:
        return state.topic
    dialogue, grade = turn.plan.dialogue, turn.plan.quotas.grade_fact
    of_post = dialogue.post in reading.facts
    if group and of_post and grade in turn.facts:
        return "eligible"
    if state.topic.startswith("quota") and set(reading.facts) <= {dialogue.post, *dialogue.places}:
        return "whose_quota" if of_post else state.topic
    if group and not (of_post and set(reading.facts) - set(dialogue.of_the_unit)):
        return state.topic
    on_text = state.topic.startswith(("plan:", "silence:"))
    if on_text and not reading.facts:
        return state.topic if _names_something(reading) else "unclear"
    if state.ruling_topic and not group and not _is_command(state.topic):
        return state.ruling_topic
    if only_asks(turn):
        return "unclear"
    counted = dialogue.post_counted
    if state.topic == "post_counted" and counted and set(reading.facts) == {counted.fact}:
        return state.topic
    if state.topic in TOPICS and not set(reading.facts) - set(dialogue.places):
        return state.topic if _names_something(reading) else "unclear"
    return "person" if reading.facts or _names_somebody(turn) else "unclear"


def only_asks(turn: TurnContext) -> bool:
    """“是不是附件8” after a deed orders nothing."""
    return turn.state.topic in _ORDERED and bool(ASKS.search(turn.reading.text))


def _is_command(topic: str) -> bool:
    return topic in TOPICS and topic not in QUESTIONS


def _names_something(reading: Reading) -> bool:
    """Whether a message without a question of its own can go on with the last one elsewhere.

    A deed or a text is never come to a second time by words that could not be read.
    """
    named = (reading.units, reading.papers, reading.forms, reading.people, reading.labels)
    numbers = (reading.headcount, reading.facts)
    return any((*named, *numbers)) or reading.text.rstrip("?。.!").endswith("呢")


def _names_somebody(turn: TurnContext) -> bool:
    said = turn.reading
    mine = said.about_self and turn.asker.person_id is not None
    return bool(said.people or said.labels or said.persons or said.speaks_of_one or mine)
