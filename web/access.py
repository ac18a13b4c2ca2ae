"""Who may see and do what: a clerk their unit, a cadre their own papers, staff any unit."""

from collections.abc import Sequence

from handlers.submissions.service import View, unit_papers
from handlers.submissions.service import own_views as views
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Plan
from storage import Records
from storage.views import HandIn, Member, Unit
from web.refused import forbidden, not_found

__all__ = ["View", "id_in", "may_open", "units_to_look_at", "view", "views"]


def id_in(text: str) -> int:
    """The id that an address or a form names; 0, which no row has, where it names none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def view(plan: Plan, records: Records, member: Member, unit_id: int) -> View:
    """One unit's page. Refused alike for a unit that is not theirs and for one there is not.

    A link to a unit that was merged leads to the one it is part of now.
    """
    unit_id = records.merging.now(unit_id)
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
    """The units whose papers a member may see beside those of their own."""
    far = reach(member.role, Deed.SEE_PAPERS)
    if far is Reach.COUNTY:
        return records.roster.units()
    if far is Reach.GROUP and member.group_id is not None:
        return records.roster.units_of_group(member.group_id)
    return ()


def may_open(plan: Plan, records: Records, member: Member, handin: HandIn) -> bool:
    """Whether a version handed in may be seen and downloaded."""
    far = reach(member.role, Deed.SEE_PAPERS)
    if far is Reach.UNIT:
        return records.merging.now(handin.unit_id) == member.unit_id
    if far is Reach.SELF:
        return handin.person_id is not None and handin.person_id == member.person_id
    return _may_look(records, member, records.merging.now(handin.unit_id))


def _may_look(records: Records, member: Member, unit_id: int) -> bool:
    if reach(member.role, Deed.SEE_PAPERS) is Reach.COUNTY:
        return True
    return unit_id in {unit.id for unit in units_to_look_at(records, member)}
