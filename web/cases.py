"""One's own cases: what became of them, and the files one adds; and those files for the section."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from forms.kit.safe import safety
from forms.kit.safe.refusals import UnsafeFile
from handlers.cases.service import MOST_FILES, attach, case_state, file_of
from handlers.turn.permissions import Deed, may
from storage import Records
from storage.views import CaseState, Member
from web import access, show
from web.arriving import Form, arriving
from web.board_desk import check_token, context_of, token_of
from web.limits import UPLOAD
from web.login import visitor
from web.refused import forbidden, not_found, too_often
from web.site import CurrentSite, Site
from web.unit import named, stored


def create_cases(router: APIRouter) -> None:
    """One's own petitions and the files that go with them."""

    @router.get("/cases")
    def cases(request: Request, site: CurrentSite) -> Response:
        """The member's petitions with their state."""
        with site.store.reading() as records:
            member = _petitioner(site, request, records)
            return _page(site, request, records, member)

    @router.post("/cases/files")
    async def add(request: Request, site: CurrentSite) -> Response:
        await run_in_threadpool(_may_bring, site, request)
        wrong, number = "", 0
        try:
            async with arriving(request, site.incoming) as form:
                number = access.id_in(form.text("number"))
                wrong = await run_in_threadpool(_kept, site, request, number, form)
        except UnsafeFile as unsafe:
            wrong = unsafe.words
        return await run_in_threadpool(_after, site, request, number, wrong)

    @router.get("/cases/{number}/files/{file}")
    def download(request: Request, site: CurrentSite, number: str, file: str) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            found = file_of(
                site.plan,
                records,
                access.id_in(number),
                access.id_in(file),
                member.userid,
                sees_all=may(member.role, Deed.SEE_CASES),
            )
        if found is None:
            raise not_found()
        return named(stored(site, found.sha256, found.media_type), found.name)


def _petitioner(site: Site, request: Request, records: Records) -> Member:
    member = visitor(site, request, records)
    if not may(member.role, Deed.PETITION):
        raise forbidden()
    return member


def _may_bring(site: Site, request: Request) -> None:
    """Before a byte of the body is read: who is it, and not too often."""
    with site.store.reading() as records:
        member = _petitioner(site, request, records)
    if not site.limits.may(UPLOAD, "upload", member.userid):
        raise too_often()


def _kept(site: Site, request: Request, number: int, form: Form) -> str:
    """What is wrong with what was brought; empty where all of it is kept. Raises UnsafeFile."""
    check_token(site, request, form.text("token"))
    with site.store.reading() as records:
        by = visitor(site, request, records).userid
    if not form.files:
        return "没有选文件。请先选好再点“附上”，例如“任职文件.pdf”。"
    for one in form.files:
        attach(site.store, site.plan, number, one.path, one.name, by=by, at=site.now())
    return ""


def _after(site: Site, request: Request, number: int, wrong: str) -> Response:
    with site.store.reading() as records:
        member = _petitioner(site, request, records)
        return _page(site, request, records, member, (number, wrong))


def _page(
    site: Site,
    request: Request,
    records: Records,
    member: Member,
    after: tuple[int, str] | None = None,
) -> Response:
    context = context_of(site, records, member)
    own = records.cases.asked_by(site.plan.id, member.userid)
    shown = [
        {
            "number": case.number,
            "lines": case_state(context, case),
            "open": case.state is CaseState.OPEN,
            "files": records.case_files.of(case),
            "wrong": after[1] if after and after[0] == case.number else "",
            "added": bool(after and after[0] == case.number and not after[1]),
        }
        for case in reversed(own)
    ]
    elsewhere = after[1] if after and after[0] not in {case.number for case in own} else ""
    page = {
        "title": "我的请示",
        "member": member,
        "cases": shown,
        "wrong": elsewhere,
        "most": MOST_FILES,
        "most_megabytes": safety.MOST_MEGABYTES,
        "token": token_of(site, request),
    }
    return show.page(request, "cases.html", page, 422 if after and after[1] else 200)
