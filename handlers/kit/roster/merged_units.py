"""Units that were merged away: what is said of them, and the papers that lie under their names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handlers.kit.papers import paper_name
from handlers.turn.access import is_supervisor
from handlers.turn.context import Desk
from handlers.turn.entity_extraction import units_in
from handlers.turn.people import units_seen
from handlers.turn.reply import Reply
from rules.plan import Plan
from storage import Records
from storage.views import GoneUnit, HandIn


@dataclass(frozen=True)
class KeptPaper:
    """A version that a merged unit handed in; `unit` is that unit's name, `whose` a person's."""

    unit: str
    paper: str
    whose: str
    handin: HandIn


def kept_papers(plan: Plan, records: Records, unit_id: int) -> list[KeptPaper]:
    """What units that became part of this one handed in and does not count as this one's."""
    return list(_kept(plan, records, unit_id))


def _kept(plan: Plan, records: Records, unit_id: int) -> Iterator[KeptPaper]:
    for id in records.merging.with_merged(unit_id)[1:]:
        for each in records.handins.all_of(id, plan_id=plan.id):
            paper = plan.papers.get(each.paper)
            whose = records.roster.person(each.person_id).name if each.person_id else ""
            name = paper_name(paper) if paper else each.paper
            yield KeptPaper(records.roster.unit(id).name, name, whose, each)


def gone_named(desk: Desk) -> list[GoneUnit]:
    """Units that are gone and that the message names, as far as the asker may know of them."""
    merging, roster = desk.records.merging, desk.records.roster
    gone = {each.id: each for each in merging.gone()}
    if not gone or not desk.reading.text:
        return []
    seen = {unit.id for unit in units_seen(desk.records, desk.asker)}
    units = [*roster.units(), *(roster.unit(id) for id in gone)]
    return [
        gone[unit.id]
        for unit in units_in(desk.reading.text, units)
        if unit.id in gone and (is_supervisor(desk) or merging.now(unit.id) in seen)
    ]


def merging_told(reply: Reply, desk: Desk) -> Reply:
    """Who asks by the name of a unit that is gone reads first what became of it."""
    told = [desk.records.merging.words(each) for each in gone_named(desk)]
    return replace(reply, text=f"{'；'.join(told)}。\n{reply.text}") if told else reply
