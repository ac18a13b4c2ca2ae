"""A deed that was shown is put right by a few words: other units, another paper, another day.

It is shown again as it would be then; nothing is done.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from handlers.turn.access import units_in_charge
from handlers.turn.commands import Announce, Chase, Command, DeadlineDay, SetDeadlines
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import kinds_in, units_in
from handlers.turn.naming_days import NamedDay, days_in
from language.dates import day_alone
from language.numerals import arabic

_LONGEST: Final = 18  # characters of a few words
_PUTS_RIGHT: Final = re.compile(
    r"^(?:不对|不是|错了|说错了?|打错了?|哦|噢|等等|先)*[,，。 ]*"
    r"(?:是|应该是|改|换|只|就|还是|单|光|要|错了|不是|不要)"
)
_ASKS: Final = re.compile(r"是不是|[吗么?？]|什么|哪|谁|几|怎")
# Of “是附件8 不是登记表” what follows 不是 is what it is not.
_NOT_THIS: Final = re.compile(r"不(?:是|要)[^,，。;； ]*")


def amended(turn: TurnContext, command: Command) -> Command | None:
    """The command with what the message puts right; None where it puts nothing right."""
    text = turn.said.strip()
    if len(text) > _LONGEST or _ASKS.search(text) or not _PUTS_RIGHT.match(text):
        return None
    meant = _NOT_THIS.sub("", text) or text
    match command:
        case Chase():
            return _changed(command, paper=_paper(turn, meant), units=_units(turn, meant))
        case Announce():
            return _changed(command, units=_units(turn, meant))
        case SetDeadlines():
            return _redated(turn, command, meant)
    return None


def _changed(
    command: Chase | Announce, *, units: tuple[int, ...], paper: str = ""
) -> Command | None:
    if not units and not paper:
        return None
    mended: Command = replace(command, units=units) if units else command
    return replace(mended, paper=paper) if paper and isinstance(mended, Chase) else mended


def _units(turn: TurnContext, text: str) -> tuple[int, ...]:
    charge = units_in_charge(turn)
    named, kinds = units_in(text, charge), kinds_in(text)
    if named:
        return tuple(unit.id for unit in named)
    return tuple(unit.id for unit in charge if unit.kind in kinds) if kinds else ()


def _paper(turn: TurnContext, text: str) -> str:
    """The one paper that is named and not denied."""
    found = [one for one in turn.plan.papers.values() if one.form and one.form in text]
    found = found or [
        one for one in turn.plan.papers.values() if any(word in text for word in one.called)
    ]
    return found[0].id if len(found) == 1 else ""


def _redated(turn: TurnContext, command: SetDeadlines, text: str) -> Command | None:
    figures, old = arabic(text), command.days[0].day
    named: list[NamedDay] = days_in(figures)
    day: date | None = named[-1].near(turn.plan.cutoff) if named else None
    if day is None:
        alone = day_alone(figures, old)
        day = alone.earliest if alone else None
    if day is None or len(command.days) != 1:
        return None
    only = command.days[0]
    return SetDeadlines((DeadlineDay(only.deadline, day, only.stood),))
