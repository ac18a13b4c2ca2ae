"""Questions nobody could read, kept without names so that the reader can be taught."""

import re

from handlers.turn.context import Desk
from language.short_answers import is_bare

_NUMBERS = re.compile(r"\d{5,}[\dx]*")


def note_unread(desk: Desk) -> None:
    """Keeps the question without names; a bare yes or number asks nothing."""
    if is_bare(desk.reading.text):
        return
    desk.records.unread.note(without_names(desk), desk.now)


def without_names(desk: Desk) -> str:
    """Every name the reader knows or takes for one becomes 某人 or 某单位."""
    text = desk.reading.text
    for label in (*desk.reading.labels, *(name.text for name in desk.reading.people)):
        text = text.replace(label, "某人")
    for unit in desk.reading.units:
        text = text.replace(unit.text, "某单位")
    return _NUMBERS.sub("…", text)
