"""Questions nobody could read, kept without names so that the reader can be taught."""

import re

from handlers.turn.context import TurnContext
from language.short_answers import is_bare
from language.subject import without_labels

_NUMBERS = re.compile(r"\d{5,}[\dx]*")


def note_unread(turn: TurnContext) -> None:
    """Keeps the question without names; a bare yes or number asks nothing."""
    if is_bare(turn.reading.text):
        return
    turn.records.unread.note(without_names(turn), turn.now)


def without_names(turn: TurnContext, part: str = "") -> str:
    """The message, or a part of it; every name the reader takes for one becomes 某人 or 某单位."""
    text = part or turn.reading.text
    for label in (*turn.reading.labels, *(name.text for name in turn.reading.people)):
        text = text.replace(label, "某人")
    for unit in turn.reading.units:
        text = text.replace(unit.text, "某单位")
    return _NUMBERS.sub("…", without_labels(text))
