"""The roster page: a clerk's sheet is ruled on, a supervisor's imported once confirmed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from forms import roster_import, roster_list
from forms.kit.safe import safety
from forms.kit.safe.refusals import TooLarge, UnsafeFile
from handlers.roster.service import Judged, Leaving, dry_run, imported, judge, leaving, told
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Plan
from rules.roster import PEOPLE, ImportProblem, ImportResult, ImportRows
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Edit, Member, Unit
from web import access, show
from web.arriving import Form, arriving
from web.limits import UPLOAD
from web.login import visitor
from web.refused import NotLoggedIn, forbidden, too_often
from web.roster_people import people
from web.session import SESSION, Seal
from web.site import CurrentSite, Site
from web.unit import XLSX, named

log = structlog.get_logger(__name__)
_GONE: Final = "刚才的表已经不在了（已经导入，或换了新的表）。要再看，请重新选择文件。"


@dataclass(frozen=True)
class Asker:
    """Who uploads; `unit`: the clerk's own, None for a supervisor, whose sheet is the county's."""

    member: Member
    unit: Unit | None


@dataclass(frozen=True)
class Sheet:
    """An upload that was kept, so that the next step goes by the same bytes."""

    sha256: str
    filename: str
    rows: ImportRows


def create_roster(router: APIRouter) -> None:
    """The page of the roster, and what is brought there."""

    @router.get("/roster")
    def look(request: Request, site: CurrentSite, q: str = "", unit: str = "") -> Response:
        asker = _asker(site, request)
        with site.store.reading() as records:
            listed = people(site.plan, records, asker.unit, q, access.id_in(unit))
        return _page(site, request, asker, {"people": listed})

    @router.get("/roster/template.xlsx")
    def template(request: Request, site: CurrentSite) -> Response:
        _asker(site, request)
        from forms.roster_import.template import template  # noqa: PLC0415  # openpyxl: 0.3 s

        response = Response(template(site.plan), media_type=XLSX)
        return named(response, "人员表.xlsx")

    @router.post("/roster")
    async def upload(request: Request, site: CurrentSite) -> Response:
        return await _posted(site, request, _looked_at)

    @router.post("/roster/verdicts.xlsx")
    async def workbook(request: Request, site: CurrentSite) -> Response:
        return await _posted(site, request, _workbook)

    @router.post("/roster/import")
    async def confirm(request: Request, site: CurrentSite) -> Response:
        return await _posted(site, request, _imported)


Step = Callable[[Site, Request, Asker, Form], Response]


async def _posted(site: Site, request: Request, step: Step) -> Response:
    asker = await run_in_threadpool(_asker, site, request)
    try:
        async with arriving(request, site.incoming) as form:
            session = request.cookies.get(SESSION, "")
            if not Seal(site.session_key).form_token_fits(session, form.text("token")):
                raise NotLoggedIn
            return await run_in_threadpool(step, site, request, asker, form)
    except UnsafeFile as unsafe:
        # Only the kind of refusal is logged: never the name, never a word of the file.
        log.info("roster_refused", reason=unsafe.reason)
        status = 413 if isinstance(unsafe, TooLarge) else 422
        return _page(site, request, asker, {"refused": unsafe.words}, status)


def _asker(site: Site, request: Request) -> Asker:
    with site.store.reading() as records:
        member = visitor(site, request, records)
        if request.method == "POST" and not site.limits.may(UPLOAD, "upload", member.userid):
            raise too_often()
        far = reach(member.role, Deed.TRY_ROSTER)
        if far is Reach.COUNTY:
            return Asker(member, None)
        if far is Reach.UNIT and member.unit_id is not None:
            return Asker(member, records.roster.unit(member.unit_id))
    raise forbidden()


def _looked_at(site: Site, request: Request, asker: Asker, form: Form) -> Response:
    """A clerk's people ruled on; of a supervisor's sheet what an import would change."""
    if not form.files:
        words = "还没有选文件。请先选好人员名册，例如“人员表.xlsx”。"
        return _page(site, request, asker, {"refused": words}, 422)
    arrived = form.files[0]
    site.scanner.check(arrived.path)
    safety.inspect(arrived.path, arrived.name, ("xlsx",))
    rows = _read(site.plan, arrived.path, asker)
    sheets = site.store.sheets_of(asker.member.userid)
    blob = sheets.put_file(arrived.path)
    sheets.clear(but=blob.sha256)
    return _shown(site, request, asker, Sheet(blob.sha256, arrived.name, rows))


def _shown(site: Site, request: Request, asker: Asker, sheet: Sheet, note: str = "") -> Response:
    session = request.cookies.get(SESSION, "")
    context: dict[str, Any] = {
        "sheet": sheet,
        "proof": _proof(site, session, sheet.sha256),
        "note": note,
    }
    with site.store.transaction() as records:
        if asker.unit is None:
            result = dry_run(site.plan, records, sheet.rows)
            context |= {"result": result, "leaving": leaving(records, sheet.rows)}
            problems = result.problems
        else:
            judged, plan = _judged(site, records, asker.unit, sheet.rows)
            problems = judged.problems
            words = told(plan, asker.unit.name, judged.verdicts) if judged.verdicts else []
            context |= {"judged": judged, "told": words, "plan": plan}
    return _page(site, request, asker, context, 422 if problems else 200)


def _workbook(site: Site, request: Request, asker: Asker, form: Form) -> Response:
    sheet = _kept(site, request, asker, form)
    if sheet is None or asker.unit is None:
        return _page(site, request, asker, {"refused": _GONE}, 422)
    with site.store.transaction() as records:
        judged, plan = _judged(site, records, asker.unit, sheet.rows)
    if judged.problems:
        return _shown(site, request, asker, sheet)
    name = asker.unit.name
    from forms import roster_verdicts  # noqa: PLC0415  # openpyxl: 0.3 s and 15 MB, seldom needed

    body = roster_verdicts.workbook(plan, name, judged.verdicts, site.now().date(), judged.beside)
    return named(Response(body, media_type=XLSX), f"{name}逐人判定表.xlsx")


def _imported(site: Site, request: Request, asker: Asker, form: Form) -> Response:
    """What was shown is done; where the roster changed since, what would be done is shown again."""
    if asker.unit is not None:
        raise forbidden()
    sheet = _kept(site, request, asker, form)
    if sheet is None:
        return _page(site, request, asker, {"refused": _GONE}, 422)
    with site.store.transaction() as records:
        would = dry_run(site.plan, records, sheet.rows)
        # Confirmed twice, there is nothing left to do.
        same = _mark(would) == form.text("shown") or not (would.added or would.changed)
        done = same and not would.problems
        if done:
            edit = Edit(asker.member.userid, site.now())
            records.roster.import_rows(sheet.rows, site.plan.facts, edit=edit)
            imported(records, edit, would)
    if not done:
        note = "名册在这期间有了变动，还没有导入。请再看一遍下面会改什么，再确认。"
        return _shown(site, request, asker, sheet, note)
    site.store.sheets_of(asker.member.userid).clear()
    log.info("roster_imported", added=len(would.added), changed=len(would.changed))
    return _page(site, request, asker, {"done": would})


def _judged(site: Site, records: Records, unit: Unit, rows: ImportRows) -> tuple[Judged, Plan]:
    plan = plan_in_force(site.plan, records)
    return judge(plan, records, unit, rows), plan


def _read(plan: Plan, path: Path, asker: Asker) -> ImportRows:
    if asker.unit is not None and not roster_list.is_roster(path):
        return roster_list.read(path, plan, asker.unit.name)
    rows = roster_import.read(path, plan)
    if asker.unit is None:
        return rows
    # Of a clerk's workbook only the people count: units are what the county's roster says.
    problems = tuple(each for each in rows.problems if each.sheet not in _NOT_A_CLERKS)
    if not rows.people and not problems:
        problems = (ImportProblem(PEOPLE, 0, "", "一个人也没有填", "张伟"),)
    return ImportRows(people=rows.people, secondments=rows.secondments, problems=problems)


_NOT_A_CLERKS: Final = frozenset({"单位", "考核组", "企业微信成员"})


def _kept(site: Site, request: Request, asker: Asker, form: Form) -> Sheet | None:
    """The sheet shown before, to whoever it was shown."""
    sha256, session = form.text("sheet"), request.cookies.get(SESSION, "")
    proof = _proof(site, session, sha256)
    sheets = site.store.sheets_of(asker.member.userid)
    if form.text("proof") != proof or not sheets.has(sha256):
        return None
    with sheets.as_file(sha256) as path:
        rows = _read(site.plan, path, asker)
    return Sheet(sha256, form.text("filename"), rows)


def _proof(site: Site, session: str, sha256: str) -> str:
    return Seal(site.session_key).form_token(f"{session}:{sha256}")


def _mark(result: ImportResult) -> str:
    """Tells whether an import would still do what was shown."""
    return hashlib.sha256("\n".join((*result.added, "", *result.changed)).encode()).hexdigest()


def _page(
    site: Site,
    request: Request,
    asker: Asker,
    found: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    session = request.cookies.get(SESSION, "")
    nothing: tuple[Leaving, ...] = ()
    context = {
        "title": "名册",
        "member": asker.member,
        "unit": asker.unit,
        "office": site.plan.office,
        "year": site.plan.year,
        "token": Seal(site.session_key).form_token(session),
        "refused": "", "sheet": None, "judged": None, "result": None, "done": None,
        "people": None, "leaving": nothing, "told": (), "note": "", "proof": "", "plan": site.plan,
        **(found or {}),
    }  # fmt: skip
    result = context["result"]
    context["shown"] = _mark(result) if isinstance(result, ImportResult) else ""
    return show.page(request, "roster.html", context, status)
