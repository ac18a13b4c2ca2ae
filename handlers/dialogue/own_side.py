"""What follows from who asks: their own unit, and that they themselves are meant."""

from dataclasses import replace

from handlers.turn.context import Asker
from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Given, Plan
from storage import Records
from storage.facts import place_of


def with_own_unit(reading: Reading, asker: Asker, plan: Plan, records: Records) -> Reading:
    """“我们所的所长” said by a station's clerk is somebody of a station."""
    place = plan.dialogue.place
    known = reading.facts.get(place)
    if not reading.of_own_unit or asker.unit_id is None or place not in plan.facts:
        return reading
    if reading.people or (known is not None and known.value is not None):
        return reading
    unit = records.roster.unit(asker.unit_id)
    value = place_of(unit.kind)
    if not plan.facts[place].accepts(value):
        return reading
    return replace(reading, facts={**reading.facts, place: Given(value, "roster", unit.name)})


def asks_for_oneself(asker: Asker) -> bool:
    """Whether the asker asks about themselves where nobody is named."""
    return reach(asker.role, Deed.SEE_PAPERS) is Reach.SELF


def turned_to_oneself(state: DialogueState, reading: Reading, asker: Asker) -> DialogueState:
    """“不是问他，问我”: what was said of somebody else does not hold for who asks."""
    own = asker.person_id if asks_for_oneself(asker) else None
    of_another = state.label or state.person_id is not None
    if not reading.about_self or reading.people or own is None or not of_another:
        return state
    if state.person_id == own:
        return state
    return replace(state, facts={}, label="", person_id=None, open_fact=None)
