"""Who of a unit is written to first, as its clerks say themselves."""

import re
from typing import Final

from handlers.notifications.own_wishes import which_clerk
from handlers.turn.access import asks_elsewhere, no_record
from handlers.turn.commands import NameContact
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import without_blanks
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.names import named_in

# “以后催报发给何晓燕”: to whom what we send goes, and no chase.
_FROM_NOW_ON: Final = re.compile(
    r"(?:以后|今后|往后|从今|下次|之后)[^,，。;；]{0,8}?(?:催|提醒|通知|消息|材料|有事|联系|事情?)[^,，。;；]{0,3}?"
    r"(?:发给|发|找|给|联系|由|跟)"
)


def names_contact(turn: TurnContext) -> bool:
    """Whether a clerk is named as whom our messages go to from now on."""
    if not may(turn.asker.role, Deed.NAME_CONTACT) or not _FROM_NOW_ON.search(turn.said):
        return False
    clerks = turn.records.members.clerks_of(turn.asker.unit_id or 0)
    return len(named_in(turn.said, clerks, lambda clerk: clerk.name)) == 1


@topic("unit_contact", Deed.NAME_CONTACT)
def unit_contact(turn: TurnContext) -> Reply:
    """Who of the asker's unit is written to first, or another clerk named."""
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    said = without_blanks(turn.reading.text)
    clerks = turn.records.members.clerks_of(turn.asker.unit_id)
    own = named_in(turn.reading.text, clerks, lambda clerk: clerk.name)
    if not own and ("由我" in said or "我负责" in said):
        own = [each for each in clerks if each.userid == turn.asker.userid.casefold()]
    return order(NameContact(own[0].userid)) if len(own) == 1 else which_clerk(turn)
