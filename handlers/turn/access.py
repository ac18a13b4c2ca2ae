"""Find whose papers, people or places a command concerns, and check that the asker may."""

from dataclasses import replace
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import (
    group_in,
    kinds_in,
    names_a_unit,
    names_several,
    units_in,
    without_blanks,
)
from handlers.turn.reply import Kind, Link, Option, Push, Reply
from language.full_names import owner_named
from rules.roster import Role
from storage.views import Unit

_OWN_INSTEAD: Final = "要问本单位的，直接说就行，例如“我们单位还差什么材料”“我们还能报几个优秀”。"
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


def is_staff(turn: TurnContext) -> bool:
    """Supervision staff and assessment groups look at several units, everybody else at one."""
    return turn.asker.role in {Role.SUPERVISOR, Role.GROUP}


def is_supervisor(turn: TurnContext) -> bool:
    """Who may confirm, return and send on behalf of the section."""
    return turn.asker.role == Role.SUPERVISOR


def supervisors_only(turn: TurnContext, doing: str) -> Reply:
    """Refuses, and says who can."""
    return act(f"{doing}由{turn.plan.office}办理，您这边不能操作。需要的话，请直接联系他们。")


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


def not_yours(turn: TurnContext) -> Reply:
    """The same words whether the other unit exists or not."""
    own = f"（{turn.asker.unit_name}）" if turn.asker.unit_name else ""
    offered = _OWN_INSTEAD if turn.asker.role == Role.CLERK else ""
    return act(
        f"您只能查看和办理本单位{own}的材料。其他单位的情况，请向{turn.plan.office}了解。{offered}"
    )


def beside(turn: TurnContext, own: Reply) -> Reply:
    """Who asked about several units is told first that only the own can be shown."""
    text = turn.reading.text
    if is_staff(turn) or not (
        names_several(text) or group_in(text, turn.records.roster.groups()) is not None
    ):
        return own
    refused = not_yours(turn).text.removesuffix(_OWN_INSTEAD)
    return replace(own, text=f"{refused}\n{own.text}")


def no_record(turn: TurnContext) -> Reply:
    """Nothing is known of the asker's unit."""
    if is_staff(turn):
        return act("名册里还没有单位，所以没有可以查看或办理的材料。请先导入名册。")
    return act(
        "名册里还没有登记您所在的单位，没有查到您单位的材料记录。"
        f"请联系{turn.plan.office}登记后再来。"
    )


def units_in_charge(turn: TurnContext) -> list[Unit]:
    """The units a supervisor or a group may look at, in the order of the roster."""
    roster = turn.records.roster
    if is_supervisor(turn):
        return roster.units()
    return roster.units_of_group(turn.asker.group_id) if turn.asker.group_id else []


def names_nobody_known(turn: TurnContext, text: str) -> bool:
    """Whether staff name a unit that is not on the roster: it must not come to mean all of them."""
    roster = turn.records.roster
    about_many = names_several(text) or kinds_in(text) or group_in(text, roster.groups())
    return not about_many and not units_in(text, roster.units()) and names_a_unit(text)


def no_such_unit(turn: TurnContext) -> Reply:
    """A group is not told which units there are."""
    if not is_supervisor(turn):
        return not_in_charge(turn)
    return act(
        "名册里没有您说的单位。请写单位全称或常用简称，例如“城关镇还差什么”；"
        "看全县，请说“各单位进度”。",
        links=(Link("打开看板", "/board"),),
    )


def not_in_charge(turn: TurnContext) -> Reply:
    """The same words whether the unit exists or not."""
    return act(f"您只能查看本考核组的单位。其他单位的情况，请向{turn.plan.office}了解。")


def unit_asked(turn: TurnContext, example: str) -> Unit | Reply:
    """The unit, or why there is none to tell of. `example`: how staff would ask."""
    if is_staff(turn):
        return _named(turn, example)
    if turn.asker.role == Role.CADRE:
        return act("单位的名册和名额由本单位政工人事掌握，请向他们了解；您个人的情况可以直接问我。")
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
