"""A unit's checklist, one version of a paper, and the files themselves."""

from itertools import chain
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from handlers.submissions.service import before, compared, kept_papers, paper_name
from handlers.turn.permissions import Deed, Reach, may, reach
from storage import Records
from storage.blobs import BlobLocked
from storage.custody import holder
from storage.deadlines import all_deadlines
from storage.views import HandIn, Member
from web import access, show
from web.blanks import blanks_of
from web.comments import thread_of
from web.login import visitor
from web.refused import Refused, not_found
from web.site import CurrentSite, Site
from web.way import held_words, way_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def create_unit(router: APIRouter) -> None:
    """The pages of a unit, of a version, and the files."""

    @router.get("/unit")
    def my_unit(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            views = access.views(site.plan, records, member)
            units = access.units_to_look_at(records, member)
            if units:
                context = {"title": "各单位", "member": member, "units": units}
                return show.page(request, "units.html", context)
            return _checklists(site, request, records, member, views)

    @router.get("/unit/{unit_id}")
    def one_unit(request: Request, site: CurrentSite, unit_id: str) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            views = [access.view(site.plan, records, member, access.id_in(unit_id))]
            return _checklists(site, request, records, member, views)

    @router.get("/receipt/{receipt}")
    def one_version(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            handin = may_open(site, records, member, receipt)
            way = records.handins.steps(handin.id)
            unit = records.roster.unit(handin.unit_id)
            person = handin.person_id and records.roster.person(handin.person_id)
            paper = site.plan.papers.get(handin.paper)
            context: dict[str, object] = {
                "title": f"回执 {handin.receipt}",
                "member": member,
                "handin": handin,
                "unit": unit,
                "way": way_of(way, site.plan.office_called),
                "held": held_words(
                    holder(handin, way, has_group=unit.group_id is not None),
                    handin.status,
                    site.plan.office_called,
                ),
                "person": person or None,
                "paper": paper_name(paper) if paper else handin.paper,
                "own": may(member.role, Deed.HAND_IN),
            }
            context |= thread_of(site, request, records, member, handin)
            earlier = earlier_of(records, handin)
        # Workbooks are read without a transaction held open.
        changed = compared(site.plan, site.store.blobs, handin, earlier)
        return show.page(request, "receipt.html", context | {"compared": changed})

    @router.get("/file/{receipt}")
    def download(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            handin = may_open(site, records, member, receipt)
        return named(stored(site, handin.sha256, handin.media_type), handin.filename)


def _checklists(
    site: Site, request: Request, records: Records, member: Member, views: list[access.View]
) -> Response:
    deadlines = all_deadlines(site.plan, records)
    today = site.now().date()
    lists = [
        (
            view,
            show.groups(
                view.items,
                records.handins.all_of(view.unit.id, plan_id=site.plan.id),
                deadlines,
                today,
                site.plan.office_called,
            ),
        )
        for view in views
    ]
    cadre = reach(member.role, Deed.SEE_PAPERS) is Reach.SELF
    merged = () if cadre else [kept_papers(site.plan, records, view.unit.id) for view in views]
    title = "我的材料" if cadre else views[0].unit.name if views else "应交材料"
    context = {
        "title": title,
        "member": member,
        "lists": lists,
        "cadre": cadre,
        "kept": [each for papers in merged for each in papers],
        "office": site.plan.office,
        "year": site.plan.year,
        "blanks": blanks_of(site.plan),
        "asks": may(member.role, Deed.ASK_EXTENSION),
    }
    return show.page(request, "unit.html", context)


def earlier_of(records: Records, handin: HandIn) -> HandIn | None:
    """The version before this one."""
    found = records.handins.versions(
        handin.unit_id,
        handin.paper,
        handin.person_id,
        plan_id=handin.plan_id,
        part=handin.part,
    )
    return before(handin, found)


def may_open(site: Site, records: Records, member: Member, receipt: str) -> HandIn:
    """Refused alike for a receipt of others and for one there is not: nothing is revealed."""
    handin = records.handins.by_receipt(receipt)
    if handin is None or not access.may_open(site.plan, records, member, handin):
        raise not_found()
    return handin


def stored(site: Site, sha256: str, media_type: str) -> Response:
    """A stored file, opened on the way where it is sealed."""
    blobs = site.store.blobs
    if not blobs.has(sha256):
        raise not_found()
    path = blobs.as_it_is(sha256)
    if path is not None:
        return FileResponse(path, media_type=media_type)
    length = {"Content-Length": str(blobs.size(sha256))}
    pieces = blobs.pieces(sha256)
    try:
        first = next(pieces, b"")  # where it cannot be opened, nothing was sent yet
    except BlobLocked as locked:
        raise Refused(503, "打不开", str(locked), link="/unit", label="回到我的清单") from None
    return StreamingResponse(chain((first,), pieces), media_type=media_type, headers=length)


def named(response: Response, name: str) -> Response:
    """The same answer, to be kept as a file of this name and in no cache."""
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Cache-Control"] = "no-store"
    return response
