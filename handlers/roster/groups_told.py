"""Which units an assessment group has in its charge, and which group has a unit."""

import re
from typing import Final

from handlers.turn.access import act, sees_county, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, units_in
from handlers.turn.refusals import not_in_charge, not_yours
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from storage.views import Group, Unit

_UNITS_OF: Final = re.compile(
    r"(?:管|负责|联系|包|考核|分管|有|下面|包括|对口)(?:着|了|的)?(?:是|有)?"
    r"(?:哪些|哪几[个家]|几[个家]|多少[个家]?|什么|哪[个家])的?(?:单位|乡镇|镇|局|部门)"
    r"|(?:哪些|哪几[个家]|几[个家]|多少[个家]?|哪[个家])(?:单位|乡镇|局|部门)[^,，。]{0,4}(?:归|由|是)[^,，。]{0,4}(?:管|负责|组)"
)
_GROUP_OF: Final = re.compile(
    r"(?:归|属于?|是|在|分在|分到|由|哪)(?:哪|第几|几)?(?:个|一个|一)?(?:考核)?组"
)
_OF_PAPERS: Final = re.compile("交|齐|欠|差|报了|没报|超期|优秀|材料|表|催|退")
_WHICH: Final = re.compile("哪|几|多少|什么")
_OWN_UNIT: Final = re.compile(
    "[我咱本]们?(?:这个?)?(?:单位|镇|乡|局|部门|学校|校|医院|院|中心)"
    "|(?:管|负责|考核?|联系|对)着?(?:我们|咱们?)|(?:我们|咱们?)(?:这边|这里)?(?:归|属|是|由|分|在)"
)
_OWN: Final = re.compile(r"[我咱本](?:们)?(?:这个|考核)?组|[我咱]们?(?:管|负责|联系|包|考核)")


def asks_groups(turn: TurnContext) -> bool:
    """Whether it is asked which units a group has, or which group a unit is with."""
    said = turn.reading.text
    if not _WHICH.search(said) or _OF_PAPERS.search(said):
        return False
    if _UNITS_OF.search(said):
        own = _OWN.search(said) and turn.asker.group_id is not None
        return bool(own) or group_in(said, turn.records.roster.groups()) is not None
    return bool(_GROUP_OF.search(said)) and _of_unit(turn)


def _of_unit(turn: TurnContext) -> bool:
    named = units_in(turn.reading.text, turn.records.roster.units())
    own = turn.reading.of_own_unit or turn.reading.about_self or _OWN_UNIT.search(turn.said)
    return bool(named) or (bool(own) and turn.asker.unit_id is not None)


@topic("groups_told")
def groups_told(turn: TurnContext) -> Reply:
    """Of one's own group or unit to everybody, of the others to the section."""
    groups = turn.records.roster.groups()
    if not _UNITS_OF.search(turn.reading.text):
        return _group_of_unit(turn, groups)
    named = group_in(turn.reading.text, groups)
    own = next((one for one in groups if one.id == turn.asker.group_id), None)
    group = named or own
    if group is None or (group != own and not sees_county(turn)):
        return not_in_charge(turn) if own else not_yours(turn)
    units = turn.records.roster.units_of_group(group.id)
    if not units:
        return act(f"名册里{group.name}还没有分到单位。")
    return act(f"{group.name}管{len(units)}个单位：{'、'.join(unit.name for unit in units)}。")


def _group_of_unit(turn: TurnContext, groups: list[Group]) -> Reply:
    named = units_in(turn.reading.text, turn.records.roster.units())
    unit = named[0] if named else _own(turn)
    if unit is None or (unit.id != turn.asker.unit_id and unit not in units_in_charge(turn)):
        return not_in_charge(turn) if turn.asker.group_id is not None else not_yours(turn)
    group = next((one for one in groups if one.id == unit.group_id), None)
    if group is None:
        return act(f"名册里{unit.name}没有分到考核组。")
    return act(f"{unit.name}由{group.name}考核（按名册的分组）。")


def _own(turn: TurnContext) -> Unit | None:
    return turn.records.roster.unit(turn.asker.unit_id) if turn.asker.unit_id else None
