"""Whom to turn to in a unit: its clerks, the one who is written to first."""

import re
from typing import Final

from handlers.roster.contacts import contacts_on
from handlers.turn.access import act, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.refusals import not_in_charge, not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Unit

_CONTACT: Final = re.compile(
    r"联系人|(?:谁|哪个|哪位)[^,，。]{0,4}(?:负责|管|在)?(?:报送|报材料|填报|对接|联系|经办)"
    r"|(?:负责|管|经办)(?:报送|报材料|填报|对接|联系|材料)?的?(?:是|叫)?(?:谁|哪位|哪个)"
    r"|(?:该|要|得|应)?(?:找|联系)(?:谁|哪位|哪个人?)"
)
_ASKS: Final = re.compile(r"谁|哪位|哪个|叫什么|还是[^,，。]{1,6}[吗么?？]?$|[吗么?？]\s*$|呢\s*$")
_CHANGES: Final = re.compile(r"改成|改为|换成|换为|换一?下|换人|变更|以后")
CONTACTS: Final = Shapes(_CONTACT)
_PAGE: Final = Link("打开联系人", "/contacts")


def asks_contact(turn: TurnContext) -> bool:
    """Whether it is asked who of a unit, named or just spoken of, is to be turned to."""
    said = turn.reading.text
    if not _CONTACT.search(said) or not _ASKS.search(said) or _CHANGES.search(said):
        return False
    return _unit(turn) is not None


def _unit(turn: TurnContext) -> Unit | None:
    named = units_in(turn.reading.text, turn.records.roster.units())
    return named[0] if len(named) == 1 else None


@topic("contacts_told")
def contacts_told(turn: TurnContext) -> Reply:
    """Of one's own unit to everybody in it, of the others to whom they are in charge of."""
    unit = _unit(turn)
    if unit is None or (unit.id != turn.asker.unit_id and unit not in units_in_charge(turn)):
        return not_in_charge(turn) if turn.asker.group_id is not None else not_yours(turn)
    contacts = contacts_on(turn.records, turn.now.date())
    reached = contacts.of(unit.id)
    if not reached:
        return act(
            f"{unit.name}现在没有能收到消息的政工人事：{contacts.why_nobody(unit.id)}。",
            links=(_PAGE,),
        )
    others = [one.name for one in reached[1:]]
    more = f"另有{'、'.join(others)}。" if others else ""
    return act(
        f"{unit.name}的联系人是{reached[0].name}，消息先发给这位同志。{more}", links=(_PAGE,)
    )
