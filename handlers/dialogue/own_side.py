"""What follows from who asks: their own unit, and that they themselves are meant."""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.context import Asker
from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Given, Plan
from storage import Records

_TITLED: Final = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[那问和跟是让催给]))(?P<surname>[\u4e00-\u9fff])"
    r"(?P<title>副?(?:局长|书记|镇长|乡长|主任|部长|校长|院长|所长|主席|董事长|总经理))"
    # Who only says or wants something is not whom it is about.
    r"(?!们?(?:也|都|就|还|又|那边|刚才?|今天|昨天)?(?:说|讲|要求?|让|叫|想|问|打|批|定|同意|交代|催|发话|点头|拍板|答应))"
)


def with_own_unit(reading: Reading, asker: Asker, plan: Plan, records: Records) -> Reading:
    """“我们所的所长” said by a station's clerk is somebody of a station."""
    place = plan.dialogue.place
    if not reading.of_own_unit or asker.unit_id is None or place not in plan.facts:
        return reading
    if reading.people:
        return reading
    unit = records.roster.unit(asker.unit_id)
    value = plan.roster.works_at.of(unit.kind).get(place)
    if value is None:
        return reading
    return replace(reading, facts={**reading.facts, place: Given(value, "derived", unit.name)})


def called_by_name(text: str, asker: Asker, state: DialogueState, records: Records) -> str:
    """“叶校长” as 叶茂林, where the talk or the asker's own unit has just one such person."""
    if not _TITLED.search(text):
        return text
    spoken = [(one.label, "") for one in state.others if one.person_id is not None]
    if state.person_id is not None:
        spoken.append((state.label, ""))
    own = records.roster.people(asker.unit_id) if asker.unit_id is not None else []
    known = dict([*((one.name, one.post) for one in own), *spoken])

    def named(found: re.Match[str]) -> str:
        fits = {
            name
            for name, post in known.items()
            if name[:1] == found["surname"] and (not post or found["title"] in post)
        }
        return fits.pop() if len(fits) == 1 else found[0]

    return _TITLED.sub(named, text)


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
