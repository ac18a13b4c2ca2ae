"""Who of a unit is written to first, as its clerks say themselves."""

from handlers.notifications.own_wishes import which_clerk
from handlers.turn.access import asks_elsewhere, no_record
from handlers.turn.commands import NameContact
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import without_blanks
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.names import named_in


@topic("unit_contact", Deed.NAME_CONTACT)
def unit_contact(turn: TurnContext) -> Reply:
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
