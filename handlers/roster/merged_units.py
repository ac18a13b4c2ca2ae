"""Units that were merged away: who asks by their name is told what became of them."""

from dataclasses import replace

from handlers.turn.access import sees_county
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.people import units_seen
from handlers.turn.reply import Reply
from storage.views import GoneUnit


def gone_named(turn: TurnContext) -> list[GoneUnit]:
    """Units that are gone and that the message names, as far as the asker may know of them."""
    merging, roster = turn.records.merging, turn.records.roster
    gone = {each.id: each for each in merging.gone()}
    if not gone or not turn.reading.text:
        return []
    seen = {unit.id for unit in units_seen(turn.records, turn.asker)}
    units = [*roster.units(), *(roster.unit(id) for id in gone)]
    return [
        gone[unit.id]
        for unit in units_in(turn.reading.text, units)
        if unit.id in gone and (sees_county(turn) or merging.now(unit.id) in seen)
    ]


def merging_told(reply: Reply, turn: TurnContext) -> Reply:
    """Who asks by the name of a unit that is gone reads first what became of it."""
    told = [turn.records.merging.words(each) for each in gone_named(turn)]
    return replace(reply, text=f"{'；'.join(told)}。\n{reply.text}") if told else reply
