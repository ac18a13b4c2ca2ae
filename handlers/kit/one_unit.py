"""Whose people a question is about: the clerk's own unit, or one that staff name."""

from handlers.kit.acting import (
    act,
    asks_elsewhere,
    is_staff,
    no_record,
    not_yours,
    units_in_charge,
)
from handlers.kit.asked import units_in
from handlers.kit.desk import Desk
from handlers.kit.looking import not_in_charge
from handlers.kit.reply import Reply
from rules.roster import Role
from storage.views import Unit


def unit_asked(desk: Desk, example: str) -> Unit | Reply:
    """The unit, or why there is none to tell of. `example`: how staff would ask."""
    if is_staff(desk):
        return _named(desk, example)
    if desk.asker.role == Role.CADRE:
        return act("单位的名册和名额由本单位政工人事掌握，请向他们了解；您个人的情况可以直接问我。")
    if asks_elsewhere(desk):
        return not_yours(desk)
    if desk.asker.unit_id is None:
        return no_record(desk)
    return desk.records.roster.unit(desk.asker.unit_id)


def _named(desk: Desk, example: str) -> Unit | Reply:
    in_charge = units_in_charge(desk)
    if not in_charge:
        return no_record(desk)
    named = units_in(desk.reading.text, desk.records.roster.units())
    if any(unit not in in_charge for unit in named):
        return not_in_charge(desk)
    if len(named) != 1:
        return act(f"要看哪个单位的？请说单位名称，例如“{example}”。")
    return named[0]
