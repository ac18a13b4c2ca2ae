"""The ruled roster as a workbook: of the clerk's own unit, of a unit one may see, of the county."""

from fastapi import APIRouter, Request, Response

from handlers.roster.service import county_candidates, people_listed
from handlers.turn.permissions import Deed, Reach, may, reach
from rules.plan import Plan
from rules.standing import Candidate
from rules.verdicts import verdicts
from storage.precedents import plan_in_force
from web import access
from web.exported import note_exported
from web.login import visitor
from web.refused import forbidden
from web.site import CurrentSite, Site
from web.unit import XLSX, named


def create_verdicts(router: APIRouter) -> None:
    """The addresses the workbooks are fetched at."""

    @router.get("/verdicts.xlsx")
    def own(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            plan = plan_in_force(site.plan, records)
            far = reach(member.role, Deed.SEE_ROSTER)
            if far is Reach.COUNTY:
                of, people = "全县", county_candidates(plan, records)
            elif far is Reach.UNIT and member.unit_id is not None:
                unit = records.roster.unit(member.unit_id)
                of, people = unit.name, people_listed(plan, records, unit)
            else:
                raise forbidden()
        note_exported(site, member, f"{of}逐人判定表", member.unit_id)
        return _workbook(site, plan, of, people)

    @router.get("/verdicts/{unit_id}.xlsx")
    def of_unit(request: Request, site: CurrentSite, unit_id: str) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            # A cadre may open their own papers, not what is ruled of their colleagues.
            if not may(member.role, Deed.SEE_ROSTER):
                raise forbidden()
            unit = access.view(site.plan, records, member, access.id_in(unit_id)).unit
            plan = plan_in_force(site.plan, records)
            people = people_listed(plan, records, unit)
        note_exported(site, member, "逐人判定表", unit.id)
        return _workbook(site, plan, unit.name, people)


def _workbook(site: Site, plan: Plan, of: str, people: list[Candidate]) -> Response:
    """Made after the database is let go of: a county's takes a moment."""
    found = verdicts(plan, people)
    from forms import roster_verdicts  # noqa: PLC0415  # openpyxl: 0.3 s and 15 MB, seldom needed

    body = roster_verdicts.workbook(plan, of, found, site.now().date())
    return named(Response(body, media_type=XLSX), f"{of}逐人判定表.xlsx")
