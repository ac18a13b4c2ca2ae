"""Which facts of the talk so far still hold for a new message, and which it replaces."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from handlers.turn.state import DialogueState, SpokenOf
from language.reading import Reading
from language.ruling_asked import GROUPS
from language.subject import turns_to_post
from language.tables import shape
from rules.plan import Facts, Given, Plan
from rules.plan.conditions import holds
from rules.plan.dialogue import Dialogue

_SOMEBODY: Final = re.compile(r"(?:有|来了?)(?:一|1)?[个位名](?!人)|另(?:外)?(?:一|1)?[个位名]")
_TURNS: Final = re.compile("^(?:那|还有|另外|再问|再说)")
_QUESTION: Final = re.compile(r"[吗么?？]|什么|哪|谁|几|怎|多少|是不是|能不能|有没有")

_FRAGMENT: Final = 8  # characters of a message that can only go on with somebody


def continues(state: DialogueState, reading: Reading, plan: Plan) -> bool:
    """Whether the message is still about the person under discussion."""
    named_again = bool(state.label) and state.label in reading.labels
    if (reading.another and not named_again) or somebody_else(state, reading):
        return False
    if told_of_another(state, reading, plan) or turned_from_the_roster(state, reading, plan):
        return False
    own = {fact for fact in reading.facts if fact not in plan.dialogue.places}
    leans = reading.follows or reading.corrects or reading.pressed or reading.in_truth
    if not reading.topic or leans or not own:
        return True
    return state.open_fact is not None and state.open_fact in own


def still_beyond(state: DialogueState, reading: Reading, plan: Plan) -> Reading:
    """“那填什么表” after a 博士后 of whom the notice nowhere speaks: it still does not."""
    leans = reading.follows or not reading.topic or len(reading.text) <= _FRAGMENT
    if reading.beyond or not state.beyond or not (leans and continues(state, reading, plan)):
        return reading
    return replace(reading, beyond=state.beyond)


def somebody_else(state: DialogueState, reading: Reading) -> bool:
    """The message names another person than the one under discussion."""
    if reading.people and state.person_id is not None:
        return all(person.id != state.person_id for person in reading.people)
    full = (*(person.text for person in reading.people), *reading.strangers)
    if state.label:
        named = {*full, *reading.labels}
        return bool(named) and state.label not in named
    # Nobody was named so far: a full name with a question of its own is not that nobody, unless
    # the message says that this is who was meant.
    named_now = state.open_fact or reading.corrects or reading.names_who
    asks_on = bool(reading.topic) or reading.text.rstrip("?。.! ").endswith("呢") or _asks(reading)
    return bool(full and asks_on and state.facts) and not named_now


def told_of_another(state: DialogueState, reading: Reading, plan: Plan) -> bool:
    """“那挂职的省里那位呢”: somebody new who is no more than what is said of them.

    A post alone is another post of the same unit.
    """
    what_they_are = {*plan.wording.who, *plan.wording.moved} - {plan.dialogue.post}
    told = {fact for fact in what_they_are if fact in reading.facts}
    if told and names_nobody_new(state, reading):
        return True
    # Of somebody on the roster what they are need not have been said.
    on_roster = state.person_id is not None and _TURNS.search(reading.text) is not None
    known = bool(state.facts) or on_roster
    if not reading.of_another or state.open_fact or reading.corrects or not known:
        return False
    before = {fact for fact in what_they_are if fact in state.facts}
    if told:
        return any(reading.facts[one].value != _value(state, one) for one in told)
    place = reading.facts.get(plan.dialogue.place)
    elsewhere = place is not None and place.value not in plan.dialogue.usual_places
    return bool(before) and (plan.dialogue.post in reading.facts or elsewhere)


def names_nobody_new(state: DialogueState, reading: Reading) -> bool:
    """“那有个省里派来挂职的呢” while somebody is talked of by name: one who is nobody by name."""
    if not state.label or reading.people or reading.labels or reading.corrects:
        return False
    return _SOMEBODY.search(reading.text) is not None


def _asks(reading: Reading) -> bool:
    """Whether a message in which nothing was read asks something all the same."""
    return _QUESTION.search(reading.text) is not None


def turned_from_the_roster(state: DialogueState, reading: Reading, plan: Plan) -> bool:
    """“我们局长呢” while the talk is of somebody on the roster, who is another."""
    told = plan.dialogue.post in reading.facts and turns_to_post(reading.text)
    return told and state.person_id is not None and not (reading.corrects or state.open_fact)


def _value(state: DialogueState, fact: str) -> object:
    return state.facts[fact].value if fact in state.facts else None


def remembered_of(state: DialogueState, reading: Reading) -> SpokenOf | None:
    """Whom the talk was about before and is about again: “回到小吴”."""
    names = {*reading.labels, *(person.text for person in reading.people)}
    return next((one for one in reversed(state.others) if one.label in names), None)


def merged(state: DialogueState, reading: Reading, plan: Plan) -> Facts:
    """The person's facts with the new message's; newer words win."""
    before = remembered_of(state, reading) if somebody_else(state, reading) else None
    if before is not None:
        return {**before.facts, **_better(before.facts, reading.facts)}
    if not continues(state, reading, plan):
        return {**_of_the_same_unit(state, reading, plan), **reading.facts}
    base = state.facts
    if reading.in_truth and state.before_supposing is not None:
        base = state.before_supposing
    kept = {fact: given for fact, given in base.items() if fact in plan.facts}
    if state.topic in GROUPS and set(reading.facts) & {*plan.wording.who, *plan.wording.moved}:
        # “局长不算22人”, then “里头有1个是去挂职的”: the post was that of none of them.
        kept.pop(plan.dialogue.post, None)
    new = _belonging(kept, reading, plan)
    new |= _place_in_doubt(kept, reading, plan)
    if _turns_to_another_post(state, reading, plan.dialogue):
        kept = {fact: one for fact, one in kept.items() if fact in plan.dialogue.of_the_unit}
    for fact in _replaced(new, plan):
        kept.pop(fact, None)
    return {**kept, **_better(kept, new), **_told_anew(new, plan)}


def _told_anew(new: Facts, plan: Plan) -> dict[str, Given]:
    """A time told anew that settles nothing (“不对，是7月”) is asked for, not passed over."""
    return {fact: one for fact, one in new.items() if is_told_anew(fact, one, plan)}


def is_told_anew(fact: str, given: Given, plan: Plan) -> bool:
    """Whether it is a length of time counted from a date that was told, whatever it comes to."""
    known = plan.facts.get(fact)
    dated = any(char.isdigit() for char in given.words or "")
    return known is not None and bool(known.counted_from) and given.value is None and dated


def _of_the_same_unit(state: DialogueState, reading: Reading, plan: Plan) -> Facts:
    """What was said of the unit and holds for whoever of it is asked about next."""
    if reading.another or not (reading.people or reading.of_another or reading.to_post):
        return {}
    of_unit = set(plan.dialogue.of_the_unit) - set(plan.dialogue.places)
    return {
        fact: one for fact, one in state.facts.items() if fact in of_unit and fact in plan.facts
    }


def _replaced(new: Facts, plan: Plan) -> Iterator[str]:
    """Facts that newer ones take the place of: the day a length was counted from, the same post."""
    for fact in plan.facts.values() if new else ():
        if fact.id in new and fact.counted_from and fact.counted_from not in new:
            yield fact.counted_from
        narrowed = {target for one in fact.implies.values() for target in one}
        if fact.id in new:
            yield from narrowed
        if narrowed & set(new):
            yield fact.id


def _belonging(kept: Facts, reading: Reading, plan: Plan) -> dict[str, Given]:
    """Facts of a follow-up; a unit only mentioned (“我们局的指标”) does not move the person."""
    new, dialogue = dict(reading.facts), plan.dialogue
    at, known = new.get(dialogue.place), kept.get(dialogue.place)
    # “司法所所长…又是镇党委委员”: a second post does not move somebody.
    moved = (dialogue.post in new and dialogue.second_post not in new) or reading.corrects
    if at and known and at.value in dialogue.usual_places and not moved:
        del new[dialogue.place]
    settled = dialogue.host in kept and kept[dialogue.host].value is not None
    told_anew = reading.corrects or _tells_where(new, plan)
    if dialogue.host in new and settled and not told_anew:
        del new[dialogue.host]
    return new


def _tells_where(new: Facts, plan: Plan) -> bool:
    """“他挂的是我们局的副局长”: the words for the place say that somebody was sent there."""
    where = new.get(plan.dialogue.host)
    return where is not None and bool(shape("sent_to").search(where.words or ""))


def _place_in_doubt(kept: Facts, reading: Reading, plan: Plan) -> dict[str, Given]:
    """“我说错了，是我们局” of somebody on secondment: it is asked which place it puts right."""
    place, host = plan.dialogue.place, plan.facts.get(plan.dialogue.host)
    told = reading.facts.get(place)
    if not reading.corrects or told is None or host is None or set(reading.facts) - {place}:
        return {}
    away = host.applies_when is not None and holds(host.applies_when, kept)
    return {host.id: Given(None, "said", told.words)} if away else {}


def _better(kept: Facts, new: Facts) -> dict[str, Given]:
    """A mere hint does not take away what is known already."""
    return {
        fact: given
        for fact, given in new.items()
        if given.value is not None or fact not in kept or kept[fact].value is None
    }


def _turns_to_another_post(state: DialogueState, reading: Reading, dialogue: Dialogue) -> bool:
    """“那局长呢” after a question about a deputy; an answer to our own question is no turn."""
    before, now = state.facts.get(dialogue.post), reading.facts.get(dialogue.post)
    if state.open_fact or reading.corrects or not now:
        return False
    if turns_to_post(reading.text):
        return before is None or before.value != now.value
    if not before:
        return False
    return before.value != now.value and reading.text.startswith(("那", "换", "如果", "要是"))
