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
# “还是换回我吧”, “说还是我弄”.
_ONESELF: Final = re.compile(
    r"(?:还是|换回|改回|写回|换成|改成|写成?|登记)(?:由|给|让|写|换回?|登记)?(?:成|为)?我(?!们|觉|想|看|再|先|问)"
    r"|还是我(?:来|自己|弄|管|负责)"
)
_ASKS: Final = re.compile("[吗么?？]|什么|谁|怎么|是不是|能不能|要不要")


def _back_to_oneself(turn: TurnContext) -> bool:
    """“还是换回我吧” straight after a colleague was named."""
    last = turn.state.lately[-1:]
    just_now = bool(last) and last[0].topic == "unit_contact"
    return just_now and bool(_ONESELF.search(turn.said)) and not _ASKS.search(turn.said)


def names_contact(turn: TurnContext) -> bool:
    """Whether a clerk is named as whom our messages go to from now on."""
    if not may(turn.asker.role, Deed.NAME_CONTACT):
        return False
    if _back_to_oneself(turn):
        return True
    if not _FROM_NOW_ON.search(turn.said):
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
    oneself = "由我" in said or "我负责" in said or _back_to_oneself(turn)
    if oneself and (not own or _back_to_oneself(turn)):
        own = [each for each in clerks if each.userid == turn.asker.userid.casefold()]
    return order(NameContact(own[0].userid)) if len(own) == 1 else which_clerk(turn)
