"""Find whose papers, people or places a command concerns, and check that the asker may."""

from dataclasses import replace
from typing import Final

from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.entity_extraction import (
    group_in,
    kinds_in,
    names_a_unit,
    names_several,
    units_in,
    without_blanks,
)
from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.refusals import not_in_charge, not_yours, refused, without_offer
from handlers.turn.reply import Kind, Link, Option, Push, Reply
from language.full_names import owner_named
from storage.views import Unit

UNIT_PAGE: Final = Link("打开本单位清单", "/unit")


def act(
    text: str,
    *,
    links: tuple[Link, ...] = (),
    options: tuple[Option, ...] = (),
    pushes: tuple[Push, ...] = (),
) -> Reply:
    """A reply to a command."""
    return Reply(Kind.ACTION, text, links=links, options=options, pushes=pushes)


def sees_several(context: DeedContext) -> bool:
    """Whether the asker looks at several units: those of a group, or the county."""
    return reach(context.asker.role, Deed.SEE_PAPERS) >= Reach.GROUP


def sees_county(context: DeedContext) -> bool:
    """Whether the asker looks at the whole county."""
    return reach(context.asker.role, Deed.SEE_PAPERS) is Reach.COUNTY


def unless_office(context: DeedContext, words: str, own: str = "") -> str:
    """The words that send somebody to the office; to the office itself `own` instead."""
    return own if sees_county(context) else words


def sees_self_only(context: DeedContext) -> bool:
    """Whether the asker looks at papers about themselves only."""
    return reach(context.asker.role, Deed.SEE_PAPERS) is Reach.SELF


def asks_elsewhere(turn: TurnContext) -> bool:
    """Whether somebody who may only see one unit names another, be it on the roster or not."""
    text = turn.reading.text
    named = units_in(text, turn.records.roster.units())
    if any(unit.id == turn.asker.unit_id for unit in named):
        return len(named) > 1
    return bool(named) or names_a_unit(text)


def stranger_named(turn: TurnContext) -> str:
    """A full name whose paper is asked for and whom the asker does not see; empty for none.

    The same whether somebody of that name is on the roster or not.
    """
    name = owner_named(without_blanks(turn.reading.text))
    return "" if any(person.text == name for person in turn.reading.people) else name


def beside(turn: TurnContext, own: Reply) -> Reply:
    """Who asked about several units is told first that only the own can be shown."""
    text = turn.reading.text
    if sees_several(turn) or not (
        names_several(text) or group_in(text, turn.records.roster.groups()) is not None
    ):
        return own
    return replace(own, text=f"{without_offer(not_yours(turn)).text}\n{own.text}")


def no_record(turn: DeedContext) -> Reply:
    """Nothing is known of the asker's unit."""
    if sees_several(turn):
        return act("名册里还没有单位，所以没有可以查看或办理的材料。请先导入名册。")
    return act(
        "名册里还没有登记您所在的单位，没有查到您单位的材料记录。"
        f"请联系{turn.plan.office}登记后再来。"
    )


def units_in_charge(turn: DeedContext) -> list[Unit]:
    """The units a supervisor or a group may look at, in the order of the roster."""
    roster = turn.records.roster
    if sees_county(turn):
        return roster.units()
    return roster.units_of_group(turn.asker.group_id) if turn.asker.group_id else []


def names_nobody_known(turn: TurnContext, text: str) -> bool:
    """Whether staff name a unit that is not on the roster: it must not come to mean all of them."""
    roster = turn.records.roster
    about_many = names_several(text) or kinds_in(text) or group_in(text, roster.groups())
    return not about_many and not units_in(text, roster.units()) and names_a_unit(text)


def no_such_unit(turn: TurnContext) -> Reply:
    """A group is not told which units there are."""
    if not sees_county(turn):
        return not_in_charge(turn)
    units = turn.records.roster.units()
    example = f"例如“{units[0].name}还差什么”；" if units else ""
    return act(
        f"名册里没有您说的单位。请写单位全称或常用简称，{example}看全县，请说“各单位进度”。",
        links=(Link("打开看板", "/board"),),
    )


def unit_asked(turn: TurnContext, example: str) -> Unit | Reply:
    """The unit, or why there is none to tell of. `example`: how staff would ask."""
    if sees_several(turn):
        return _named(turn, example)
    no = refused(turn, Deed.SEE_ROSTER)
    if no:
        return no
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    return turn.records.roster.unit(turn.asker.unit_id)


def _named(turn: TurnContext, example: str) -> Unit | Reply:
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    named = units_in(turn.reading.text, turn.records.roster.units())
    if any(unit not in in_charge for unit in named):
        return not_in_charge(turn)
    if len(named) != 1:
        return act(f"要看哪个单位的？请说单位名称，例如“{example}”。")
    return named[0]
