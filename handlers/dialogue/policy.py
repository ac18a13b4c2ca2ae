"""Which topic a message is for, and on which axes, given what was being talked about."""

import re
from collections.abc import Callable
from typing import Final

from handlers.cases.service import asks_own_cases, on_a_case
from handlers.dialogue.topic_table import TOPICS
from handlers.notifications.service import (
    OWN_TOPICS,
    names_days_off,
    own_wish_topic,
    takes_leave_back,
)
from handlers.rulings.service import asks_length
from handlers.turn.access import sees_self_only
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_among, papers_with_form
from handlers.turn.naming_days import names_a_day, sets_a_day
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Kind
from language.reading import Reading
from rules.plan.dialogue import QUESTIONS, Instead

_GROUP = frozenset({"team_assessed", "quota_count", "quota_ledger", "quota_percent"})
_NOT_READ_YET = frozenset({"", "unread", "off", "person"})
_ON_PAPERS = frozenset({"hand_in", "missing", "progress", "chase", "return_paper", "export"})
_ORDERED = frozenset({"chase", "return_paper"})
_ASKS = re.compile(r"[吗么?？]|什么|是不是|有没有")
_STANDS: Final = {"about:message_ceiling": "message_ceiling", "about:unit_contact": "who_am_i"}
_FRAGMENT = 14  # characters of a message that may only complete the command before it


def resolved(turn: TurnContext) -> tuple[str, tuple[str, ...]]:
    """The topic to answer and the axes asked: the first row of the table that fits decides."""
    topic = next((found for row in _ROWS if (found := row(turn)) is not None), turn.reading.topic)
    if topic not in QUESTIONS:
        return topic, ()
    before = turn.state.axes if topic == turn.state.ruling_topic else ()
    said = turn.reading.axes if topic == turn.reading.topic else ()
    return topic, said or before or turn.plan.dialogue.axes_of((topic,))


def _deadline(turn: TurnContext) -> str | None:
    return "confirm_deadline" if sets_a_deadline(turn) else None


def _length(turn: TurnContext) -> str | None:
    """“满半年吗” of somebody whose days are known."""
    return "length_full" if not _is_pressed(turn) and asks_length(turn) else None


def _of_a_case(turn: TurnContext) -> str | None:
    """“补充1号：…”, “我请示的有回复没”: told by its shape and what is on record."""
    if _is_pressed(turn):
        return None
    return on_a_case(turn.said) or ("my_cases" if asks_own_cases(turn) else None)


def _is_pressed(turn: TurnContext) -> bool:
    return turn.button is not None or turn.choice is not None


def _same_look(turn: TurnContext) -> str | None:
    """“只要乡镇的” after a command that looked at units."""
    return turn.state.topic if turn.reading.topic == "person" and _narrows(turn) else None


def _what_was_asked(turn: TurnContext) -> str | None:
    wanted = turn.reading.topic in _NOT_READ_YET and _names_what_was_asked(turn)
    return turn.state.topic if wanted else None


def _still_a_clash(turn: TurnContext) -> str | None:
    """“到底听哪条” after two clauses that differ: nobody can say."""
    on_clause = turn.reading.topic == "clause" and not turn.reading.clauses
    return turn.state.ruling_topic if on_clause and turn.state.kind == Kind.CLASH else None


def _still_silent(turn: TurnContext) -> str | None:
    """“那就是不参加？” on what the notice leaves open: it still does, whatever is asked of it."""
    state, said = turn.state, turn.reading
    asks = said.topic in QUESTIONS or said.topic in {"", "why_changed"}
    if not state.topic.startswith("silence:") or not asks or _is_pressed(turn):
        return None
    news = set(said.facts) - set(turn.plan.dialogue.places)
    somebody = said.people or said.labels or said.persons or said.another or said.of_another
    leans = said.follows or said.pressed or len(said.text) <= _FRAGMENT
    if said.topic == "why_changed" and not somebody:
        return state.topic
    return None if news or somebody or not leans else state.topic


def _goes_on(turn: TurnContext) -> bool:
    """The message asks nothing of its own."""
    topic = turn.reading.topic
    return topic == "" or (topic == "person" and bool(turn.state.ruling_topic))


def _on_with_it(turn: TurnContext) -> str | None:
    if not _goes_on(turn):
        return None
    topic = "unclear" if _adds_nothing(turn) else _topic_before(turn)
    return _likeliest(turn) if topic == "person" else topic


def _open_question(turn: TurnContext) -> str | None:
    """“他年度考核咋弄”: what is special about this person decides what is told."""
    return _likeliest(turn) if turn.reading.topic == "person" else None


def _likeliest(turn: TurnContext) -> str:
    return turn.plan.dialogue.likely_asked({**turn.on_roster, **turn.facts})


def _own_leave(turn: TurnContext) -> str | None:
    return "leave" if turn.reading.topic == "about:leave" and _tells_own_leave(turn) else None


def _look_at_what_holds(turn: TurnContext) -> str | None:
    """“每个单位最多发多少条” asks about a deed and is told how it stands."""
    return _STANDS.get(turn.reading.topic)


def _another_meant(turn: TurnContext) -> str | None:
    """For some people a question is another one, by the plan."""
    return next(
        (
            one.to
            for one in turn.plan.dialogue.instead
            if turn.reading.topic == f"plan:{one.topic}" and _means_another(turn, one)
        ),
        None,
    )


def _tells_own_leave(turn: TurnContext) -> bool:
    """“我下周一到周三请假”: told, not ordered, yet told for nothing else; one tap takes it back."""
    said = turn.reading
    if takes_leave_back(said.text) and may(turn.asker.role, Deed.LEAVE):
        return not _ASKS.search(said.text)
    if not said.about_self or _ASKS.search(said.text) or not may(turn.asker.role, Deed.LEAVE):
        return False
    return names_days_off(said.text, turn.now.date(), turn.plan.cutoff)


def sets_a_deadline(turn: TurnContext) -> bool:
    """“附件8定在1月6号下班前”, also in the middle of something else such as a chase."""
    text, topic = turn.reading.text, turn.reading.topic
    named = turn.reading.papers or turn.reading.forms
    if turn.button is not None or not named or not sets_a_day(text) or _ASKS.search(text):
        return False
    in_doubt = topic in _NOT_READ_YET or topic.startswith("plan:") or bool(turn.reading.readings)
    return in_doubt and may(turn.asker.role, Deed.SET_DEADLINES)


def is_settled(turn: TurnContext, topic: str) -> bool:
    """Whether what is meant is known by its shape, however doubtful the reading is."""
    return topic in OWN_TOPICS or sets_a_deadline(turn)


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
    if _only_asks(turn):
        return False
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
    if state.topic.startswith("quota") and set(reading.facts) <= {dialogue.post, *dialogue.places}:
        return "whose_quota" if of_post else state.topic
    if group and not (of_post and set(reading.facts) - set(dialogue.of_the_unit)):
        return state.topic
    on_text = state.topic.startswith(("plan:", "silence:"))
    if on_text and not reading.facts:
        return state.topic if _names_something(reading) else "unclear"
    if state.ruling_topic and not group and not _is_command(state.topic):
        return state.ruling_topic
    if _only_asks(turn):
        return "unclear"
    if state.topic in TOPICS and not set(reading.facts) - set(dialogue.places):
        return state.topic if _names_something(reading) else "unclear"
    return "person" if reading.facts or _names_somebody(turn) else "unclear"


def _only_asks(turn: TurnContext) -> bool:
    """“是不是附件8” after a deed orders nothing."""
    return turn.state.topic in _ORDERED and bool(_ASKS.search(turn.reading.text))


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


# What a message comes to; the first row that names a topic decides, else what was read.
_ROWS: Final[tuple[Callable[[TurnContext], str | None], ...]] = (
    own_wish_topic,
    _deadline,
    _length,
    _of_a_case,
    _same_look,
    _what_was_asked,
    _still_a_clash,
    _still_silent,
    _on_with_it,
    _open_question,
    _own_leave,
    _look_at_what_holds,
    _another_meant,
)
