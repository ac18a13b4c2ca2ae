"""Packets to download: a unit's papers, blanks for everybody, the county's summary."""

from fastapi import APIRouter, Request, Response

from forms.kit.registry import form_of
from forms.kit.safe.safety import MEDIA_TYPES
from handlers.submissions.service import UnitPapers, summary, write_blanks, write_unit
from handlers.turn.permissions import Deed, may
from rules.plan import Paper
from storage import Records
from storage.views import Member
from web import access
from web.exported import note_exported
from web.login import visitor
from web.refused import forbidden, not_found
from web.site import CurrentSite, Site
from web.unit import named
from web.written import written


def create_packet(router: APIRouter) -> None:
    """The addresses packets are fetched at."""

    @router.get("/packet/summary.xlsx")
    def county(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            if not may(member.role, Deed.EXPORT):
                raise forbidden()
            made = summary(site.plan, records)
        note_exported(site, member, "全县汇总表")
        response = Response(made, media_type=MEDIA_TYPES["xlsx"])
        return named(response, f"{site.plan.year}年度考核汇总表.xlsx")

    @router.get("/packet/unit.zip")
    def unit(request: Request, site: CurrentSite, unit: str = "") -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            view = _whole_unit(site, records, member, unit)
            papers = UnitPapers(view.unit, view.items)
            packet = written(
                site,
                f"{view.unit.name}上报材料.zip",
                "zip",
                lambda path: write_unit(
                    site.plan, records, site.store.blobs, papers, site.now(), path
                ),
            )
        note_exported(site, member, "单位材料打包", view.unit.id)
        return packet

    @router.get("/packet/blanks/{paper}.zip")
    def blanks(request: Request, site: CurrentSite, paper: str, unit: str = "") -> Response:
        with site.store.reading() as records:
            view = _whole_unit(site, records, visitor(site, request, records), unit)
            form = _form_of_people(site, paper)
            return written(
                site,
                f"{view.unit.name}{form.form or form.name}空表.zip",
                "zip",
                lambda path: write_blanks(site.plan, records, view.unit, form, site.now(), path),
            )


def _whole_unit(site: Site, records: Records, member: Member, unit: str) -> access.View:
    """The unit's clerk, its group and the section; a cadre sees their own papers only."""
    if not may(member.role, Deed.PACK):
        raise forbidden()
    unit_id = access.id_in(unit) or member.unit_id or 0
    return access.view(site.plan, records, member, unit_id)


def _form_of_people(site: Site, id: str) -> Paper:
    paper = site.plan.papers.get(id)
    if paper is None or form_of(paper) is None or paper.owed_by != "person":
        raise not_found()
    return paper
