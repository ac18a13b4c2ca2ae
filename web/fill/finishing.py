"""A paper read through before it goes on: made as a file, given on to the unit, handed in."""

import os
import tempfile
from pathlib import Path

from fastapi import APIRouter, Request, Response

from forms.kit.safe.refusals import UnsafeFile
from forms.kit.safe.safety import MEDIA_TYPES
from handlers.submissions.service import Filling, FillState, Taken, give_on, paper_name, take
from storage.views import Member
from web import show
from web.board_desk import Field, check_token
from web.fill.pages import filler, head, opened, path_of
from web.refused import Refused, forbidden, not_found
from web.site import CurrentSite, Site
from web.unit import named
from web.upload import Result


def create_fill_finishing(router: APIRouter) -> None:
    """The pages on which a paper is read through and handed on."""

    @router.get("/fill/{paper}/{person}/read")
    def read_through(request: Request, site: CurrentSite, paper: str, person: str) -> Response:
        with site.store.reading() as records:
            member = filler(site, request, records)
            sheet = opened(site, records, member, paper, person)
            return show.page(request, "fill_read.html", _read(site, request, member, sheet))

    @router.get("/fill/{paper}/{person}/file.{kind}")
    def file(request: Request, site: CurrentSite, paper: str, person: str, kind: str) -> Response:
        """To print and sign; with what this member sees of it."""
        with site.store.reading() as records:
            member = filler(site, request, records)
            sheet = opened(site, records, member, paper, person)
        if kind not in sheet.kinds:
            raise not_found()
        return named(Response(sheet.made(kind), media_type=MEDIA_TYPES[kind]), _name(sheet, kind))

    @router.post("/fill/{paper}/{person}/ready")
    def ready(
        request: Request, site: CurrentSite, paper: str, person: str, token: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = filler(site, request, records)
            check_token(site, request, token)
            sheet = opened(site, records, member, paper, person)
            if sheet.completes:
                raise forbidden()
            if _must(sheet):
                context = _read(site, request, member, sheet, tried=True)
                return show.page(request, "fill_read.html", context, 422)
            give_on(records, sheet, member.userid, site.now())
            sheet = opened(site, records, member, paper, person)
        return show.page(request, "fill_read.html", _read(site, request, member, sheet))

    @router.post("/fill/{paper}/{person}/hand-in")
    def hand_in(
        request: Request, site: CurrentSite, paper: str, person: str, token: Field = ""
    ) -> Response:
        with site.store.reading() as records:
            member = filler(site, request, records)
            check_token(site, request, token)
            sheet = opened(site, records, member, paper, person)
        if not sheet.completes:
            raise forbidden()
        if _must(sheet):
            context = _read(site, request, member, sheet, tried=True)
            return show.page(request, "fill_read.html", context, 422)
        item = sheet.to_fill.item
        whose = f"{item.person.name}的" if item.person else ""
        taken = _taken(site, member, sheet)
        context = {
            "title": "上交结果",
            "member": member,
            "results": [Result("", f"{whose}{paper_name(item.paper)}", taken)],
        }
        return show.page(request, "fill_done.html", context)


def _must(sheet: Filling) -> int:
    return sum(problem.must for problem in sheet.problems)


def _read(
    site: Site, request: Request, member: Member, sheet: Filling, *, tried: bool = False
) -> dict[str, object]:
    item, draft = sheet.to_fill.item, sheet.to_fill.draft
    state = sheet.to_fill.state
    ready_at = draft.ready_at if draft and state is FillState.READY else None
    called = item.paper.form or item.paper.name
    return {
        **head(site, request, member, sheet),
        "must": _must(sheet),
        "tried": tried,
        "kinds": sheet.kinds,
        "ready": show.short_moment(ready_at) if ready_at else "",
        "in_force": item.handin if item.handin and item.handin.counts else None,
        "sent": state is FillState.IN and not sheet.completes,
        "called": called,
    }


def _taken(site: Site, member: Member, sheet: Filling) -> Taken:
    """Handed in as an uploaded file is: looked into, checked again, kept as a version."""
    kind = sheet.kinds[0]
    site.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=site.incoming, suffix=".part")
    path = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(sheet.made(kind))
        return take(
            site.store, site.plan, sheet.target, path, _name(sheet, kind), member.userid, site.now()
        )
    except UnsafeFile as unsafe:
        back = f"{path_of(sheet)}/read"
        raise Refused(422, "没有收", unsafe.words, link=back, label="回到表里") from unsafe
    finally:
        path.unlink(missing_ok=True)


def _name(sheet: Filling, kind: str) -> str:
    item = sheet.to_fill.item
    whose = item.person.name if item.person else ""
    return f"{whose}{item.paper.form or ''}{item.paper.name}.{kind}"
