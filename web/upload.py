"""The upload page: pick files, see what each is and what the checks found, get a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from forms.kit.registry import recognise
from forms.kit.safe import safety
from forms.kit.safe.refusals import TooLarge, UnsafeFile
from forms.kit.safe.safety import Safe
from handlers.submissions.service import (
    Choice,
    Question,
    Taken,
    accepts,
    differs,
    open_to,
    paper_name,
    season_of,
    seen_by_any,
    take,
    to_be_brought_there,
    which,
    whose_name,
)
from handlers.turn.permissions import Deed, may
from rules.names import named_in
from rules.papers import for_example
from rules.plan import Plan
from storage import Records
from storage.views import Member
from web import chat_files, show
from web.arriving import Arrived, Form, arriving
from web.blanks import blanks_of
from web.limits import UPLOAD
from web.login import visitor
from web.refused import LedOn, NotLoggedIn, Refused, forbidden, too_often
from web.session import SESSION, Seal
from web.site import CurrentSite, Site

log = structlog.get_logger(__name__)
BY_NAME: Final = "by_name"
AUTO: Final = "auto:"  # the file is asked which paper it is


@dataclass(frozen=True)
class Result:
    """What became of one file: kept, refused in words, or asked about."""

    filename: str
    paper: str
    taken: Taken | None = None
    words: str = ""
    too_large: bool = False
    choices: tuple[Choice, ...] = ()
    elsewhere: Plan | None = None  # the season it is of, where that is another one
    page: str = ""  # where it is to be brought instead


@dataclass(frozen=True)
class Elsewhere:
    """A file of another season."""

    plan: Plan


def create_upload(router: APIRouter) -> None:
    """The pages of handing in."""

    @router.get("/upload")
    def show_form(
        request: Request, site: CurrentSite, paper: str = "", person: str = ""
    ) -> Response:
        with site.store.reading() as records:
            member = visitor(site, request, records)
            if not may(member.role, Deed.HAND_IN):
                raise LedOn("/board")
            choices = _own(site, records, member)
        chosen = f"{paper}:{person}" if paper else AUTO
        context = _form(site, request, member, choices, chosen)
        return chat_files.allowed(request, show.page(request, "upload.html", context))

    @router.post("/upload")
    async def receive(request: Request, site: CurrentSite) -> Response:
        member, choices = await run_in_threadpool(_begin, site, request)
        try:
            async with arriving(request, site.incoming) as form:
                return await run_in_threadpool(_answer, site, request, member, choices, form)
        except UnsafeFile as unsafe:
            _note(unsafe)
            refused = Result("", "", words=unsafe.words, too_large=isinstance(unsafe, TooLarge))
            return _results(site, request, member, choices, [refused], "")


def _own(site: Site, records: Records, member: Member) -> list[Choice]:
    if not may(member.role, Deed.HAND_IN):
        words = "上交材料由单位的政工人事或干部本人办理；您可以查看各单位的清单。"
        raise Refused(403, "这里由单位上交材料", words, link="/unit", label="查看各单位")
    return open_to(site.plan, records, member)


def _begin(site: Site, request: Request) -> tuple[Member, list[Choice]]:
    """Before a byte of the body is read: who is it, and what may they hand in."""
    with site.store.reading() as records:
        member = visitor(site, request, records)
        if not site.limits.may(UPLOAD, "upload", member.userid):
            raise too_often()
        return member, _own(site, records, member)


def _form(
    site: Site, request: Request, member: Member, choices: Sequence[Choice], chosen: str
) -> dict[str, Any]:
    grouped = groupby(choices, key=lambda choice: paper_name(choice.item.paper))
    session = request.cookies.get(SESSION, "")
    known = {choice.value for choice in choices}
    return {
        "title": "上交材料",
        "member": member,
        "groups": [(name, list(those)) for name, those in grouped],
        "chosen": chosen if chosen in {AUTO, *known} else f"{chosen.partition(':')[0]}:{BY_NAME}",
        "auto": AUTO,
        "by_name": BY_NAME,
        "token": Seal(site.session_key).form_token(session),
        "most_megabytes": safety.MOST_MEGABYTES,
        "forms": _forms(site.plan, choices, member),
        "fills": _fills(site.plan, choices),
        "unit_names": list(dict.fromkeys(choice.unit.name for choice in choices)),
        "results": [],
        "sdk": chat_files.SDK if chat_files.offered(request) else "",
    }


def _forms(plan: Plan, choices: Sequence[Choice], member: Member) -> list[tuple[str, str]]:
    """Each empty form of these papers, with its address: a cadre's own, of a unit's people all."""
    blanks, found = blanks_of(plan), {}
    for choice in choices:
        paper, form = choice.target.paper, blanks.get(choice.target.paper)
        if form is None or paper in found:
            continue
        query = {"unit": choice.unit.id}
        if form.of_people and may(member.role, Deed.PACK):
            found[paper] = f"全部{form.called}", f"/packet/blanks/{paper}.zip?{urlencode(query)}"
            continue
        if choice.target.person_id is not None:
            query["person"] = choice.target.person_id
        found[paper] = form.called, f"/template/{form.templates[0][0]}?{urlencode(query)}"
    return list(found.values())


def _fills(plan: Plan, choices: Sequence[Choice]) -> list[str]:
    """What the papers are called that can be filled in on a page."""
    blanks = blanks_of(plan)
    mine = dict.fromkeys(choice.target.paper for choice in choices)
    return [form.called for id in mine if (form := blanks.get(id)) and form.fill]


def _answer(
    site: Site, request: Request, member: Member, choices: Sequence[Choice], form: Form
) -> Response:
    session = request.cookies.get(SESSION, "")
    if not Seal(site.session_key).form_token_fits(session, form.text("token")):
        raise NotLoggedIn
    wanted = form.text("item")
    if not form.files:
        words = f"还没有选文件。请先选好要交的文件，例如“{for_example(site.plan)}.xlsx”。"
        results = [Result("", "", words=words)]
    else:
        results = [_take(site, member, choices, wanted, each, form) for each in form.files]
    return _results(site, request, member, choices, results, wanted)


def _take(
    site: Site,
    member: Member,
    choices: Sequence[Choice],
    wanted: str,
    arrived: Arrived,
    form: Form,
) -> Result:
    # Our script sends one file a request and says how many were picked.
    together = int(form.text("of")) if form.text("of").isdecimal() else len(form.files)
    try:
        site.scanner.check(arrived.path)
        found = _found(site, choices, wanted, arrived, max(together, len(form.files)))
        if isinstance(found, Elsewhere):
            words, page = to_be_brought_there(site.store, found.plan, site.plan)
            return Result(arrived.name, "", words=words, elsewhere=found.plan, page=page)
        if isinstance(found, Question):
            return Result(arrived.name, "", words=found.text, choices=found.choices)
        choice, safe = found
        name = paper_name(choice.item.paper)
        if choice.item.person:
            name = f"{choice.item.person.name}的{name}"
        return Result(arrived.name, name, _kept(site, member, choice, arrived, safe))
    except UnsafeFile as unsafe:
        _note(unsafe)
        return Result(arrived.name, "", words=unsafe.words)


def _kept(site: Site, member: Member, choice: Choice, arrived: Arrived, safe: Safe) -> Taken:
    return take(
        site.store,
        site.plan,
        choice.target,
        arrived.path,
        arrived.name,
        member.userid,
        site.now(),
        safe,
    )


def _found(
    site: Site, choices: Sequence[Choice], wanted: str, arrived: Arrived, files: int
) -> tuple[Choice, Safe] | Question | Elsewhere:
    """Which paper a file is, and what it was found to be. Raises UnsafeFile."""
    plans = (site.plan, *site.elsewhere)
    if wanted == AUTO:
        safe = safety.inspect(arrived.path, arrived.name)
        any_seen = seen_by_any(plans, arrived.path, safe.kind)
        if (other := season_of(plans, any_seen, arrived.name)) is not site.plan:
            return Elsewhere(other)
        seen = recognise(arrived.path, safe.kind, site.plan)
        found = which(site.plan, choices, seen, arrived.name)
        return found if isinstance(found, Question) else (found, safe)
    chosen = _chosen(choices, wanted, arrived.name, files)
    if isinstance(chosen, str):
        return Question(chosen)
    safe = safety.inspect(arrived.path, arrived.name, accepts(site.plan, chosen.target.paper))
    # What was chosen for this season on purpose may bear any year in its name, not in itself.
    if (other := season_of(plans, seen_by_any(plans, arrived.path, safe.kind))) is not site.plan:
        return Elsewhere(other)
    wrong = differs(site.plan, chosen, recognise(arrived.path, safe.kind, site.plan))
    return Question(wrong) if wrong else (chosen, safe)


def _first(choices: Sequence[Choice]) -> str:
    return f"，例如“{paper_name(choices[0].item.paper)}”" if choices else ""


def _chosen(choices: Sequence[Choice], wanted: str, filename: str, files: int) -> Choice | str:
    """The paper this file is, or words that ask for what is missing."""
    paper, _, person = wanted.partition(":")
    same_paper = [choice for choice in choices if choice.target.paper == paper]
    if not wanted or paper == "":
        return f"还没有选是哪份材料。请先在“交哪份材料”里选一项{_first(choices)}。"
    if not same_paper:
        raise forbidden()
    if person == BY_NAME:
        return _by_name(same_paper, filename)
    one = next((choice for choice in same_paper if choice.value == wanted), None)
    if one is None:
        raise forbidden()
    if files > 1:
        return (
            "一份材料只交一个文件，这次选了几个，都没有收。请一次选一个；"
            "几张照片请先合成一个PDF或Word文件，例如“张伟登记表.pdf”。"
        )
    return one


def _by_name(choices: Sequence[Choice], filename: str) -> Choice | str:
    of_people = [c for c in choices if c.item.person]
    named = named_in(filename, of_people, whose_name)
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        return "文件名里有不止一个人的姓名，分不清是谁的。请单独选这个人再交，例如先选“张伟”。"
    return (
        "文件名里没有找到名单上的姓名。请把文件名改成带姓名的再交，"
        "例如“张伟-登记表.docx”；或者先选好是谁的，再选文件。"
    )


def _results(
    site: Site,
    request: Request,
    member: Member,
    choices: Sequence[Choice],
    results: Sequence[Result],
    wanted: str,
) -> Response:
    refused = bool(results) and not any(each.taken or each.choices for each in results)
    status = 413 if any(result.too_large for result in results) else 422 if refused else 200
    if show.is_part(request):
        return show.page(request, "results.html", {"results": results}, status)
    context = _form(site, request, member, choices, wanted) | {"results": results}
    return show.page(request, "upload.html", context, status)


def _note(unsafe: UnsafeFile) -> None:
    """Only the kind of refusal is logged: never the name, never a word of the file."""
    log.info("upload_refused", reason=unsafe.reason)
