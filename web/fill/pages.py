"""The list of papers to fill in, and one paper's screens, saved as they are typed."""

import json
import re
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from handlers.submissions.service import Filling, filling, paper_name, to_fill, write
from handlers.turn.permissions import Deed, Reach, may, reach
from storage import Records
from storage.views import Member
from web import access, show
from web.board_desk import check_token, token_of
from web.fill import shown
from web.login import visitor
from web.refused import LedOn, Refused, not_found
from web.site import CurrentSite, Site

# What our script sends at a time, escaped: two blanks filled to the brim, as they were and are.
MOST_BODY: Final = 256 * 1024
NOW, WAS = "now.", "was."
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def create_fill_pages(router: APIRouter) -> None:
    """The pages on which papers are filled in."""

    @router.get("/fill")
    def everything(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            if not may(member.role, Deed.HAND_IN):
                raise LedOn("/board")
            papers = shown.by_paper(to_fill(site.plan, records, member), member)
        context = {
            "title": "在手机上填表",
            "member": member,
            "papers": papers,
            "cadre": reach(member.role, Deed.HAND_IN) is Reach.SELF,
            "office": site.plan.office,
        }
        return show.page(request, "fill_list.html", context)

    @router.get("/fill/{paper}/{person}")
    def screens(request: Request, site: CurrentSite, paper: str, person: str) -> Response:
        with site.store.reading() as records:
            member = filler(site, request, records)
            sheet = opened(site, records, member, paper, person)
            return show.page(request, "fill_form.html", _form(site, request, member, sheet))

    @router.post("/fill/{paper}/{person}")
    async def save(request: Request, site: CurrentSite, paper: str, person: str) -> Response:
        """A browser without our script sends everything and is led back to the page."""
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BODY:
            raise Refused(413, "写得太多", "这一次写的太多，没有保存。请缩短后再存。")
        form = await request.form()
        return await run_in_threadpool(_save, site, request, paper, person, form)


def filler(site: Site, request: Request, records: Records) -> Member:
    """Who fills in papers: a clerk, or a cadre their own."""
    member = visitor(site, request, records)
    if not may(member.role, Deed.HAND_IN):
        words = "表由干部本人和单位的政工人事填写；您可以查看各单位交来的材料。"
        raise Refused(403, "这里由单位和本人填表", words, link="/unit", label="查看各单位")
    return member


def opened(site: Site, records: Records, member: Member, paper: str, person: str) -> Filling:
    """Refused alike for somebody else's paper and for one there is not."""
    today = show.day_of(site.now())
    found = filling(site.plan, records, member, paper, access.id_in(person), today)
    if found is None:
        raise not_found()
    return found


def path_of(sheet: Filling) -> str:
    """The address of its screens."""
    return f"/fill/{sheet.target.paper}/{sheet.target.person_id}"


def head(site: Site, request: Request, member: Member, sheet: Filling) -> dict[str, object]:
    """What every page of one paper needs."""
    item = sheet.to_fill.item
    called = item.paper.form or item.paper.name
    return {
        "title": f"{item.person.name if item.person else ''}{called}",
        "member": member,
        "paper": paper_name(item.paper),
        "whose": item.person.name if item.person else "",
        "unit": sheet.to_fill.unit,
        "path": path_of(sheet),
        "completes": sheet.completes,
        "state": shown.listed(sheet.to_fill, member).state,
        "begun": shown.begun_words(sheet.to_fill),
        "token": token_of(site, request),
        "screens": shown.screens(sheet),
        "whole": shown.told_of(sheet).get("", ()),
    }


def _form(site: Site, request: Request, member: Member, sheet: Filling) -> dict[str, object]:
    key = f"kaohe.fill.{site.plan.id}.{member.userid}.{sheet.target.paper}.{sheet.target.person_id}"
    return {**head(site, request, member, sheet), "key": key}


def _save(site: Site, request: Request, paper: str, person: str, form: FormData) -> Response:
    with site.store.transaction() as records:
        member = filler(site, request, records)
        check_token(site, request, str(form.get("token") or ""))
        sheet = opened(site, records, member, paper, person)
        written = write(records, sheet, _changes(form), member.userid, site.now())
        answer = shown.after_write(records, written, site.now())
    if show.is_part(request):
        body = json.dumps(answer, ensure_ascii=False)
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
    for why in written.refused.values():
        raise Refused(422, "有一格没有保存", why, link=path_of(sheet), label="回到表里")
    if written.clashes:
        labels = "、".join(sheet.fields[id].label for id in written.clashes)
        words = f"“{labels}”在别处刚改过，您写的没有盖上去，其余的已保存。请看过再改。"
        raise Refused(409, "有几格在别处改过", words, link=path_of(sheet), label="回到表里")
    return RedirectResponse(f"{path_of(sheet)}/read", 303)


def _changes(form: FormData) -> Mapping[str, tuple[str, str]]:
    """By blank, what was there and what is to be."""
    said = {name: _plain(value) for name, value in form.items() if isinstance(value, str)}
    return {
        name.removeprefix(NOW): (said.get(WAS + name.removeprefix(NOW), ""), now)
        for name, now in said.items()
        if name.startswith(NOW)
    }


def _plain(text: str) -> str:
    """Lines end in one way, whatever the browser; nothing a file of XML cannot hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
