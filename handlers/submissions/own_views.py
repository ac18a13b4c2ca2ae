"""Whose papers somebody may hand in: a clerk the unit's, a cadre their own, wherever owed."""

from dataclasses import dataclass

from handlers.submissions.owed import Item, unit_papers, units_concerned
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Plan
from storage import Records
from storage.views import Member, Unit


@dataclass(frozen=True)
class View:
    """One unit's papers as far as this member may see them. `own`: they may hand them in."""

    unit: Unit
    items: tuple[Item, ...]
    own: bool


def own_views(plan: Plan, records: Records, member: Member) -> list[View]:
    """Empty for whoever hands nothing in."""
    far = reach(member.role, Deed.HAND_IN)
    if far is Reach.SELF:
        return _views_of_cadre(plan, records, member)
    if far is Reach.UNIT and member.unit_id is not None:
        papers = unit_papers(plan, records, member.unit_id)
        return [View(papers.unit, papers.items, own=True)]
    return []


def _views_of_cadre(plan: Plan, records: Records, member: Member) -> list[View]:
    if member.person_id is None:
        return []
    person = records.roster.person(member.person_id)
    found = []
    for unit_id in units_concerned(plan, records, person):
        papers = unit_papers(plan, records, unit_id)
        items = tuple(i for i in papers.items if i.person and i.person.id == person.id)
        if items:
            found.append(View(papers.unit, items, own=True))
    return found
