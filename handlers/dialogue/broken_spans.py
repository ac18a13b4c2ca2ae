"""A time served that was interrupted or is over, of which the notice says nothing."""

from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.people import facts_on_roster
from language.durations import is_interrupted
from language.subject import went_back
from rules.plan import Facts
from rules.plan.conditions import holds
from rules.plan.dialogue import QUESTIONS

_NOT_READ_YET: Final = frozenset({"", "unread", "off", "person"})


def span_interrupted(turn: TurnContext) -> str | None:
    """“满6个月但中途回原单位两个月”: a ruling on the length alone would pass over the break."""
    silence, asked = turn.plan.dialogue.interrupted, turn.reading.topic in QUESTIONS
    if not (silence and asked and is_interrupted(turn.reading.text)) or turn.is_pressed:
        return None
    counted = {fact.id for fact in turn.plan.facts.values() if fact.counted_from}
    return f"silence:{silence}" if counted & set(_known_of_one(turn)) else None


def span_ended(turn: TurnContext) -> str | None:
    """“10月就回去了” of somebody on secondment: an end, of which the notice says nothing."""
    silence, host = turn.plan.dialogue.ended, turn.plan.facts.get(turn.plan.dialogue.host)
    asks = turn.reading.topic in QUESTIONS or turn.reading.topic in _NOT_READ_YET
    if not (silence and asks and went_back(turn.reading.text)) or turn.is_pressed:
        return None
    if host is None or host.applies_when is None:
        return None
    return f"silence:{silence}" if holds(host.applies_when, _known_of_one(turn)) else None


def _known_of_one(turn: TurnContext) -> Facts:
    """What the roster has of the only one named, or talked of before, and what was said."""
    people = turn.reading.people
    whom = people[0].id if len(people) == 1 else None if people else turn.state.person_id
    known = facts_on_roster(turn.records, turn.plan, whom) if whom is not None else {}
    return {**turn.on_roster, **known, **turn.facts}
