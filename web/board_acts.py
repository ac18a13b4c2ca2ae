"""Returning, passing on and chasing from a row: first a page that shows it, then the deed."""

from typing import Final

from fastapi import APIRouter, Request, Response

from handlers.roster.service import contacts_on
from handlers.submissions.service import (
    LONGEST_REASON,
    cells_typed,
    paper_name,
    returnable,
    wrong_reason,
)
from handlers.turn.commands import (
    STEP_TO,
    Chase,
    MovePapers,
    NoCommand,
    ReturnPaper,
    UndoMove,
    from_text,
)
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from storage import Records
from storage.views import HandIn, Member
from web import access, show
from web.board import unit_in_charge
from web.board_desk import (
    Field,
    carried_out,
    check_token,
    context_of,
    deed_page,
    shown,
    token_of,
    who_may,
)
from web.board_states import next_step
from web.refused import forbidden, not_found
from web.site import CurrentSite, Site

REASONS: Final = ("缺公章", "缺签字", "份数不够", "内容没有填全", "填错了表")
UNDO: Final = {
    "return": "退回后不能恢复原版。退错了，请让单位把原来的文件再交一次，版本会接着往下编。",
    "step": "点错了可以马上撤销；之后又有人办过的，就不能撤销了。",
    "set_deadlines": "定错了，在“时间”页面再定一次就行，最后一次为准，每一次都有记录。",
    "answer_case": "批错了，在“请示”页面撤销，或者在聊天里写“撤销批复…号，理由是……”。",
    "chase": "发出的提醒收不回来；单位交上来后，提醒就不再发。",
    "teach": "定错了，在“没答上来的”页面撤销。",
}


def create_board_acts(router: APIRouter) -> None:
    """What is done from a row of the board."""
    _add_returning(router)
    _add_steps(router)
    _add_chasing(router)


def _add_returning(router: APIRouter) -> None:
    @router.get("/board/return/{receipt}")
    def ask_return(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.RETURN_PAPER)
            handin = _handin(site, records, member, receipt)
            found = returnable(context_of(site, records, member), receipt)
            if isinstance(found, Reply):
                # Come back to with the browser's button after the deed, or gone on meanwhile.
                return _done(site, request, member, found, "不能退回", handin, "")
            return _confirm(site, request, records, member, handin, "return")

    @router.post("/board/return/{receipt}")
    def do_return(
        request: Request,
        site: CurrentSite,
        receipt: str,
        token: Field = "",
        reason: Field = "",
        other: Field = "",
        cells: Field = "",
    ) -> Response:
        said = " ".join((other.strip() or reason.strip()).split())
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.RETURN_PAPER)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            wrong = wrong_reason(context_of(site, records, member), said)
            if wrong:
                return _confirm(site, request, records, member, handin, "return", wrong.text)
            reply = carried_out(
                site, records, member, ReturnPaper(receipt, said, cells_typed(cells))
            )
        return _done(site, request, member, reply, "退回材料", handin, "return")


def _add_steps(router: APIRouter) -> None:
    @router.get("/board/step/{receipt}")
    def ask_step(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.MOVE_PAPERS)
            handin = _handin(site, records, member, receipt)
            return _confirm(site, request, records, member, handin, "step")

    @router.post("/board/step/{receipt}")
    def do_step(
        request: Request, site: CurrentSite, receipt: str, token: Field = "", to: Field = ""
    ) -> Response:
        """`to` is what the page offered: a paper that went on meanwhile is not moved twice."""
        step = STEP_TO.get(to)
        if step is None:
            raise not_found()
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.MOVE_PAPERS)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            command = MovePapers(step, handin.unit_id, receipts=(receipt,))
            reply = carried_out(site, records, member, command)
            last = records.handins.steps(handin.id)[-1]
            moved = (last.status.value, last.by) == (to, member.userid.casefold())
        deed = "step" if moved else ""
        return _done(site, request, member, reply, "办理结果", handin, deed)

    @router.post("/board/undo")
    def undo(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        back: Field = "",
        receipt: Field = "",
    ) -> Response:
        """Takes back this member's step of that paper, where nobody has done anything since."""
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.MOVE_PAPERS)
            check_token(site, request, token)
            _handin(site, records, member, receipt)
            reply = carried_out(site, records, member, UndoMove(receipt))
        home = back if back.startswith("/board/unit/") else "/board"
        return deed_page(site, request, member, reply, title="撤销", back=home)


def _add_chasing(router: APIRouter) -> None:
    @router.get("/board/chase")
    def ask_chase(request: Request, site: CurrentSite, unit: str = "", paper: str = "") -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.CHASE)
            units = (unit_in_charge(records, member, unit).id,) if unit else ()
            wanted = Chase(paper if paper in site.plan.papers else "", units)
            found = shown(site, records, member, wanted)
        back = f"/board/unit/{unit}" if unit else "/board"
        return deed_page(site, request, member, found, title="催报", back=back)

    @router.post("/board/settle")
    def press(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        command: Field = "",
        back: Field = "",
    ) -> Response:
        """Does what a page has shown. The form could be written by anybody: all is asked again."""
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.SEE_BOARD)
            check_token(site, request, token)
            try:
                wanted = from_text(command)
            except NoCommand:
                raise not_found() from None
            reply = carried_out(site, records, member, wanted)
        site.wake()
        home = back if back.startswith("/board") else "/board"
        undo = "" if reply.card else UNDO.get(wanted.kind, "")
        moved = wanted.receipts[-1:] if isinstance(wanted, MovePapers) and reply.options else ()
        return deed_page(
            site,
            request,
            member,
            reply,
            title="办理结果",
            back=home,
            undo=undo,
            undoes=home if moved else "",
            receipt=moved[0] if moved else "",
        )


def _handin(site: Site, records: Records, member: Member, receipt: str) -> HandIn:
    """Refused alike for a receipt of others and for one there is not."""
    handin = records.handins.by_receipt(receipt)
    if handin is None or not access.may_open(site.plan, records, member, handin):
        raise forbidden()
    return handin


def _confirm(
    site: Site,
    request: Request,
    records: Records,
    member: Member,
    handin: HandIn,
    deed: str,
    wrong: str = "",
) -> Response:
    paper, step = site.plan.papers.get(handin.paper), next_step(member, handin)
    person = records.roster.person(handin.person_id).name if handin.person_id else ""
    unit_id = records.merging.now(handin.unit_id)
    clerks = contacts_on(records, site.now().date()).of(unit_id)[:1]
    context = {
        "title": "退回这份材料" if deed == "return" else f"{step[1] if step else '接收'}这份材料",
        "step": step,
        "member": member,
        "deed": deed,
        "handin": handin,
        "unit": records.roster.unit(handin.unit_id),
        "person": person,
        "paper": paper_name(paper) if paper else handin.paper,
        "told": "、".join(each.name for each in clerks),
        "reasons": REASONS,
        "longest": LONGEST_REASON,
        "wrong": wrong,
        "undo": UNDO[deed],
        "token": token_of(site, request),
    }
    return show.page(request, "board_confirm.html", context, 422 if wrong else 200)


def _done(
    site: Site,
    request: Request,
    member: Member,
    reply: Reply,
    title: str,
    handin: HandIn,
    deed: str,
) -> Response:
    site.wake()
    with site.store.reading() as records:
        back = f"/board/unit/{records.merging.now(handin.unit_id)}"
    undone = back if deed == "step" else ""
    return deed_page(
        site,
        request,
        member,
        reply,
        title=title,
        back=back,
        undo=UNDO.get(deed, ""),
        undoes=undone,
        receipt=handin.receipt,
    )
