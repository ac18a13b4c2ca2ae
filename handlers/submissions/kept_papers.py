"""Papers that lie under the names of units that were merged into another."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.submissions.owed import paper_name
from rules.plan import Plan
from storage import Records
from storage.views import HandIn


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
