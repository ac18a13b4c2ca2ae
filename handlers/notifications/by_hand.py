"""Messages sent because somebody told us to: since when they count as today's, and their trail."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from handlers.turn.context import DeedContext
from handlers.turn.reply import Push
from storage.views import Act


def midnight(now: datetime) -> datetime:
    """When the day began: what is said once a day is looked for from then on."""
    return datetime.combine(now.date(), time(), now.tzinfo)


def note_sent(
    turn: DeedContext,
    what: str,
    pushes: Sequence[Push],
    units: Iterable[int],
    paper: str = "",
    people: Iterable[int] = (),
) -> None:
    """Enter a message sent on somebody's word in the trail: how many, never its words.

    `paper`: the one it was about, empty where it was about all or none. `people`: who was written
    to, where it was not a unit's clerk.
    """
    found = sorted(units)
    told = {"paper": paper, "people": sorted(people)}
    known = {name: value for name, value in told.items() if value}
    detail = {"number": len(pushes), "units": found, **known}
    turn.records.audit.note(
        Act.CHASED,
        by=turn.asker.userid,
        at=turn.now,
        subject=what,
        unit_id=found[0] if len(found) == 1 else None,
        detail=detail,
    )
