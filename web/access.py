"""Who may see and do what: a clerk their unit, a cadre their own papers, staff any unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.kit.papers import Item, unit_papers, units_concerned
from rules.plan import Plan
from rules.roster import Role
from storage import Records
from storage.views import HandIn, Member, Unit
from web.refused import forbidden, not_found


@dataclass(frozen=True)
class View:
    """One unit's papers as far as this member may see them. `own`: they may hand them in."""

    unit: Unit
    items: tuple[Item, ...]
    own: bool


def views(plan: Plan, records: Records, member: Member) -> list[View]:
    """What a member's own page shows: the unit's papers, or a cadre's own, wherever owed."""
    if member.role is Role.CADRE:
        return _views_of_cadre(plan, records, member)
    if member.role is Role.CLERK and member.unit_id is not None:
        papers = unit_papers(plan, records, member.unit_id)
        return [View(papers.unit, papers.items, own=True)]
    return []


def view(plan: Plan, records: Records, member: Member, unit_id: int) -> View:
    """One unit's page. Refused alike for a unit that is not theirs and for one there is not."""
    for each in views(plan, records, member):
        if each.unit.id == unit_id:
            return each
    if not _may_look(records, member, unit_id):
        raise forbidden()
    if unit_id not in {unit.id for unit in records.roster.units()}:
        raise not_found()
    papers = unit_papers(plan, records, unit_id)
    return View(papers.unit, papers.items, own=False)


def units_to_look_at(records: Records, member: Member) -> Sequence[Unit]:
    if member.role is Role.SUPERVISOR:
        return records.roster.units()
    if member.role is Role.GROUP and member.group_id is not None:
        return records.roster.units_of_group(member.group_id)
    return ()


def may_open(plan: Plan, records: Records, member: Member, handin: HandIn) -> bool:
    """Whether a version handed in may be seen and downloaded."""
    if member.role is Role.CLERK:
        return handin.unit_id == member.unit_id
    if member.role is Role.CADRE:
        return handin.person_id is not None and handin.person_id == member.person_id
    return _may_look(records, member, handin.unit_id)


def _may_look(records: Records, member: Member, unit_id: int) -> bool:
    if member.role is Role.SUPERVISOR:
        return True
    return unit_id in {unit.id for unit in units_to_look_at(records, member)}


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
