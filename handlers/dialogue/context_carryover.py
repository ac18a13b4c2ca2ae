"""Which facts of the talk so far still hold for a new message, and which it replaces."""

from handlers.turn.state import DialogueState
from language.reading import Reading
from language.subject import turns_to_post
from rules.plan import Facts, Given

# What stays true when the talk turns from one member of a unit to another.
_OF_THE_UNIT = frozenset({"team_grade", "head_bar", "works_at", "team_kind"})
_PLAIN_UNITS = frozenset({"township", "county_department"})


def continues(state: DialogueState, reading: Reading) -> bool:
    """Whether the message is still about the person under discussion."""
    named_again = bool(state.label) and state.label in reading.labels
    if (reading.another and not named_again) or somebody_else(state, reading):
        return False
    own = {fact for fact in reading.facts if fact not in {"works_at", "host_kind"}}
    if not reading.topic or reading.follows or reading.corrects or reading.pressed or not own:
        return True
    return state.open_fact is not None and state.open_fact in own


def somebody_else(state: DialogueState, reading: Reading) -> bool:
    """The message names another person than the one under discussion."""
    if reading.people and state.person_id is not None:
        return all(person.id != state.person_id for person in reading.people)
    full = (*(person.text for person in reading.people), *reading.strangers)
    if state.label:
        named = {*full, *reading.labels}
        return bool(named) and state.label not in named
    # Nobody was named so far: a full name with a question of its own is not that nobody.
    return bool(full and reading.topic and state.facts) and not (
        state.open_fact or reading.follows or reading.corrects
    )


def merged(state: DialogueState, reading: Reading) -> Facts:
    """The person's facts with the new message's; newer words win."""
    if not continues(state, reading):
        return dict(reading.facts)
    kept = dict(state.facts)
    new = _belonging(kept, reading)
    if _turns_to_another_post(state, reading):
        kept = {fact: given for fact, given in kept.items() if fact in _OF_THE_UNIT}
    if "months_served" in new and "served_from" not in new:
        kept.pop("served_from", None)
    if "is_unit_head" in new:
        kept.pop("position", None)
    if "position" in new:
        kept.pop("is_unit_head", None)
    return {**kept, **_better(kept, new)}


def _belonging(kept: dict[str, Given], reading: Reading) -> dict[str, Given]:
    """Facts of a follow-up; a unit only mentioned (“我们局的指标”) does not move the person."""
    new = dict(reading.facts)
    at, known = new.get("works_at"), kept.get("works_at")
    # “司法所所长…又是镇党委委员”: a second post does not move somebody.
    moved = ("position" in new and "concurrent_posts" not in new) or reading.corrects
    if at and known and at.value in _PLAIN_UNITS and not moved:
        del new["works_at"]
    if "host_kind" in new and "host_kind" in kept and not reading.corrects:
        del new["host_kind"]
    return new


def _better(kept: dict[str, Given], new: dict[str, Given]) -> dict[str, Given]:
    """A mere hint does not take away what is known already."""
    return {
        fact: given
        for fact, given in new.items()
        if given.value is not None or fact not in kept or kept[fact].value is None
    }


def _turns_to_another_post(state: DialogueState, reading: Reading) -> bool:
    """“那局长呢” after a question about a deputy; an answer to our own question is no turn."""
    before, now = state.facts.get("position"), reading.facts.get("position")
    if state.open_fact or reading.corrects or not now:
        return False
    if turns_to_post(reading.text):
        return before is None or before.value != now.value
    if not before:
        return False
    return before.value != now.value and reading.text.startswith(("那", "换", "如果", "要是"))
