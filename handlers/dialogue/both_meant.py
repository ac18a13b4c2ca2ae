"""“他俩都填附件6吗”: everybody of whom the talk was, where a message means several of them."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.state import SpokenOf

_OF_TWO: Final = 2
_SAY: Final = "(?!说|讲|觉得|认为|跟我|告诉|让|叫|要求)"
_TWO: Final = re.compile(
    rf"[他她](?:们)?俩{_SAY}|(?:[他她]们|这|那)(?:两|2|二)(?:个人?|位|人|名){_SAY}"
    rf"|^(?:那|那么|,|，)?(?:两|2|俩)个?人{_SAY}"
)
_ALL: Final = re.compile(
    rf"[他她](?:们)?仨{_SAY}|(?:[他她]们|这|那)(?:几|三|3|四|4)(?:个人?|位|人|名){_SAY}"
    rf"|[他她]们(?:都|全|分别|各自?){_SAY}|^(?:那|那么)?(?:三|3|四|4|几)个?人(?:都|全|分别|各){_SAY}"
)


def several_meant(turn: TurnContext) -> tuple[SpokenOf, ...]:
    """Whom of the talk the message means, in the order they came up; none for fewer than two."""
    reading, state = turn.reading, turn.state
    if turn.is_pressed or reading.people or reading.labels or reading.persons or not state.label:
        return ()
    two = _TWO.search(reading.text) is not None
    if not two and _ALL.search(reading.text) is None:
        return ()
    now = SpokenOf(state.label, state.person_id, state.facts)
    before = tuple(one for one in state.others if one.label and one.label != now.label)
    known = (*before, now)[-_OF_TWO:] if two else (*before, now)
    return known if len(known) >= _OF_TWO else ()
