"""Who one is here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handlers.roster.service import contacts_on
from handlers.turn.access import act, sees_county, unless_office
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from rules.roster import Role

_AS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Role.CLERK: "政工人事",
        Role.CADRE: "干部本人",
        Role.GROUP: "考核组",
    }
)


def _called(turn: TurnContext) -> str:
    """What the asker is registered as."""
    return turn.plan.office_called if sees_county(turn) else _AS.get(turn.asker.role, "")


@topic("who_am_i")
def who_am_i(turn: TurnContext) -> Reply:
    """Name, unit and role as registered, and whom the unit's messages go to."""
    asker = turn.asker
    place = asker.unit_name
    if asker.group_id is not None:
        groups = {group.id: group.name for group in turn.records.roster.groups()}
        place = groups.get(asker.group_id, "")
    told = "，".join(one for one in (asker.name, place, _called(turn)) if one)
    lines = [f"您登记的是：{told}。"]
    if asker.unit_id is not None and may(asker.role, Deed.NAME_CONTACT):
        first = next(iter(contacts_on(turn.records, turn.now.date()).of(asker.unit_id)), None)
        if first is not None:
            whom = "您" if first.userid == asker.userid else first.name
            lines.append(f"本单位的提醒现在发给{whom}。要换人，回复“以后由某某联系”。")
    corrected = f"登记得不对，请找{turn.plan.office}更正。"
    lines.append(unless_office(turn, corrected, "登记得不对，请在名册里更正。"))
    return act("\n".join(lines))
