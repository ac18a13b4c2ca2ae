"""Which topic a message is for, and on which axes, given what was being talked about."""

from dataclasses import replace
from datetime import date

from handlers.dialogue.topic_table import TOPICS
from handlers.rulings.service import at_delegated
from handlers.turn.context import Desk
from handlers.turn.entity_extraction import paper_among, papers_with_form
from handlers.turn.state import Memory
from language.reading import AXIS_OF_TOPIC, Reading
from rules.plan import Facts, Given, Plan
from rules.roster import Role

_GROUP = frozenset({"team_assessed", "quota_count", "quota_ledger", "quota_percent"})
_OF_A_GROUP = frozenset({"team_grade", "team_kind", "headcount", "works_at"})
_NOT_READ = frozenset({"unread", "off", "person"})
_ON_PAPERS = frozenset({"hand_in", "missing", "progress", "chase", "return_paper", "export"})
_FRAGMENT = 14  # characters of a message that may only complete the command before it
_PLACES = frozenset({"works_at", "host_kind", "team_kind"})
_JUDGED = frozenset({"evaluation_score", "routine_excellent", "routine_good", "head_bar"})


def resolved(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked."""
    reading, memory = desk.reading, desk.memory
    topic = reading.topic
    if topic == "person" and _narrows(desk):
        return memory.topic, ()
    if topic in {"", "person", *_NOT_READ} and _names_what_was_asked(desk):
        return memory.topic, ()
    if topic == "" or (topic == "person" and memory.ruling_topic):
        topic = "unclear" if _adds_nothing(desk) else _topic_before(desk)
    if topic == "person":
        topic = topic_of_facts(desk.facts)
        return topic, (AXIS_OF_TOPIC[topic],)
    if topic in AXIS_OF_TOPIC:
        before = memory.axes if topic == memory.ruling_topic else ()
        return topic, reading.axes or before or (AXIS_OF_TOPIC[topic],)
    if topic == "plan:due_to_group" and _delegated(desk):
        return "plan:delegated_report", ()
    if topic == "plan:papers_up" and reading.about_self and desk.asker.role == Role.CADRE:
        return "missing", ()  # their own papers, not the list for units
    if topic == "plan:delegated_base" and _delegated(desk):
        return "in_base", ("quota_base",)
    return topic, ()


def _narrows(desk: Desk) -> bool:
    """“只要乡镇的” after a command that looked at units."""
    short = len(desk.reading.text) <= _FRAGMENT and set(desk.reading.facts) <= _PLACES
    return short and desk.memory.topic in _ON_PAPERS


def _adds_nothing(desk: Desk) -> bool:
    """After a ruling: no question, nobody else, no news; the ruling is not read out once more."""
    memory, said = desk.memory, desk.reading
    if desk.choice or memory.open_fact or not memory.topic or memory.topic != memory.ruling_topic:
        return False
    mine = said.about_self and desk.asker.person_id is not None
    if said.people or said.labels or said.persons or said.another or mine:
        return False
    if said.follows or said.corrects or said.pressed:
        return False
    # A unit only mentioned does not move somebody whose unit the roster knows.
    light = _PLACES if memory.person_id is not None else frozenset()
    return not set(said.facts) - light


def _names_what_was_asked(desk: Desk) -> bool:
    """“报等次建议的那张” after “要哪一张表”, “佟亮，登记表” after “谁的表”."""
    memory, reading = desk.memory, desk.reading
    if memory.topic == "get_form" and memory.options:
        named = reading.papers or reading.forms
        return bool(named or paper_among(reading.text, papers_with_form(desk.plan)))
    if memory.topic in _ON_PAPERS and (reading.papers or reading.forms):
        return len(reading.text) <= _FRAGMENT
    ruling = memory.topic in AXIS_OF_TOPIC
    return memory.topic in TOPICS and memory.open_fact == "person" and not ruling


def _delegated(desk: Desk) -> bool:
    """Their dates are others (一(一)4)."""
    return at_delegated(desk) and "考核组" not in desk.reading.text


def _topic_before(desk: Desk) -> str:
    """A message that asks nothing of its own goes on with what was asked before it."""
    memory, reading = desk.memory, desk.reading
    group = memory.topic in _GROUP
    if group and reading.headcount:
        return memory.topic
    if group and "position" in reading.facts and "team_grade" in desk.facts:
        return "eligible"
    if group and not ("position" in reading.facts and set(reading.facts) - _OF_A_GROUP):
        return memory.topic
    if memory.topic.startswith(("plan:", "silence:")) and not reading.facts:
        return memory.topic
    if memory.ruling_topic and not group:
        return memory.ruling_topic
    if memory.topic in TOPICS and not reading.facts:
        return memory.topic
    return "person"


def topic_of_facts(facts: Facts) -> str:
    """What is likely asked about somebody of whom only facts are told."""
    if "retired_on" in facts:
        return "takes_part"
    if "under_investigation" in facts:
        return "grade"
    return "eligible" if _JUDGED & set(facts) else "where_assessed"


def pressed(key: str, reading: Reading, plan: Plan, memory: Memory) -> Reading:
    """A pressed option, or its number, as if it had been said."""
    kind, _, rest = key.partition(":")
    label = next((text for one, text in memory.options if one == key), "")
    if kind == "fact":
        fact, _, value = rest.partition("=")
        if fact in plan.facts:
            given = Given(_value(plan, fact, value), "said", label or value)
            return replace(reading, topic="", facts={fact: given})
    if kind == "person":
        asked = "why_changed" if memory.topic == "why_changed" else memory.ruling_topic
        return replace(reading, topic=asked, axes=memory.axes)
    if kind == "topic":
        axis = AXIS_OF_TOPIC.get(rest)
        return replace(reading, topic=rest, axes=(axis,) if axis else (), follows=True)
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
