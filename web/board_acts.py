"""Returning, passing on and chasing from a row: first a page that shows it, then the deed."""

from typing import Final

from fastapi import APIRouter, Request, Response

from handlers.dialogue.service import dispatched
from handlers.roster.service import contacts_on
from handlers.submissions.service import (
    LONGEST_REASON,
    cells_typed,
    give_back,
    gone_on,
    may_return,
    paper_name,
)
from handlers.turn.access import act
from handlers.turn.reply import Reply
from storage import Records
from storage.custody import AlreadyEnded
from storage.views import HandIn, HandInStatus, Member
from web import access, show
from web.board import unit_in_charge
from web.board_desk import (
    SETTLED_HERE,
    Field,
    check_token,
    desk_of,
    reply_page,
    settle,
    staff,
    token_of,
)
from web.board_states import next_step
from web.refused import forbidden, not_found
from web.site import CurrentSite, Site

_REASONS: Final = ("缺公章", "缺签字", "份数不够", "内容没有填全", "填错了表")
_UNDO: Final = {
    "return": "退回后不能恢复原版。退错了，请让单位把原来的文件再交一次，版本会接着往下编。",
    "step": "点错了可以马上撤销；之后又有人办过的，就不能撤销了。",
    "confirm_deadline": "定错了，在“时间”页面再定一次就行，最后一次为准，每一次都有记录。",
    "answer_case": "批错了，在企业微信里回复“撤销批复…号，理由是……”。",
    "chase": "发出的提醒收不回来；单位交上来后，提醒就不再发。",
    "teach": "定错了，在“没答上来的”页面撤销。",
}


def create_board_acts(router: APIRouter) -> None:
    _add_returning(router)
    _add_steps(router)
    _add_chasing(router)


def _add_returning(router: APIRouter) -> None:
    @router.get("/board/return/{receipt}")
    def ask_return(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = staff(site, request, records)
            handin = _handin(site, records, member, receipt)
            if handin.ended_at is not None:
                # Come back to with the browser's button after the deed.
                reply = act(str(AlreadyEnded.__doc__))
                return _done(site, request, member, reply, "不能退回", handin, "")
            if handin.up and not may_return(member.role, handin.status):
                reply = gone_on(desk_of(site, records, member), handin)
                return _done(site, request, member, reply, "不能退回", handin, "")
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
        said = other.strip() or reason.strip()
        with site.store.transaction() as records:
            member = staff(site, request, records)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            if not said:
                words = "请写明退回的原因，单位才知道改什么，例如“缺公章”。"
                return _confirm(site, request, records, member, handin, "return", words)
            if len(said) > LONGEST_REASON:
                words = f"原因请控制在{LONGEST_REASON}字以内，现在是{len(said)}字，没有退回。"
                return _confirm(site, request, records, member, handin, "return", words)
            desk = desk_of(site, records, member)
            reply = give_back(desk, handin, said, cells_typed(cells))
            site.deliver(records, reply.pushes)
        return _done(site, request, member, reply, "退回材料", handin, "return")


def _add_steps(router: APIRouter) -> None:
    @router.get("/board/step/{receipt}")
    def ask_step(request: Request, site: CurrentSite, receipt: str) -> Response:
        with site.store.reading() as records:
            member = staff(site, request, records)
            handin = _handin(site, records, member, receipt)
            return _confirm(site, request, records, member, handin, "step")

    @router.post("/board/step/{receipt}")
    def do_step(
        request: Request, site: CurrentSite, receipt: str, token: Field = "", to: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = staff(site, request, records)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            reply, moved = _moved(site, records, member, handin, to)
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
            member = staff(site, request, records)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            undone = records.handins.undo(
                member.userid, site.now(), plan_id=site.plan.id, only=handin.id
            )
        words = "已撤销刚才的一步，材料回到原来的地方。"
        reply = act(words if undone else "没有可以撤销的：材料之后又有人办过，或者已经撤销了。")
        home = back if back.startswith("/board/unit/") else "/board"
        return reply_page(site, request, member, reply, title="撤销", back=home)


def _moved(
    site: Site, records: Records, member: Member, handin: HandIn, to: str
) -> tuple[Reply, bool]:
    """`to` is what the page offered: a paper that went on meanwhile is not moved twice."""
    step = next_step(member, handin)
    if step is None or step[0].value != to:
        last = records.handins.steps(handin.id)[-1]
        if (last.status.value, last.by) == (to, member.userid.casefold()):
            # Pressed twice.
            return act(f"这一步您已经办好了，回执号{handin.receipt}。"), True
        return act("这份材料已经有人办过了，没有再动它。"), False
    moves = {
        HandInStatus.WITH_GROUP: records.handins.take_over,
        HandInStatus.WITH_SECTION: records.handins.pass_on,
        HandInStatus.FILED: records.handins.file,
    }
    moves[step[0]](handin.id, member.userid, site.now())
    return act(f"已{step[1]}，回执号{handin.receipt}。"), True


def _add_chasing(router: APIRouter) -> None:
    @router.get("/board/chase")
    def ask_chase(request: Request, site: CurrentSite, unit: str = "", paper: str = "") -> Response:
        with site.store.reading() as records:
            member = staff(site, request, records)
            said = "催一下没交的"
            if unit:
                said += f" {unit_in_charge(records, member, unit).name}"
            form = site.plan.papers[paper].form if paper in site.plan.papers else None
            said += f" {form}" if form else ""
            reply = dispatched(desk_of(site, records, member, said), "chase")
        back = f"/board/unit/{unit}" if unit else "/board"
        return reply_page(site, request, member, reply, title="催报", topic="chase", back=back)

    @router.post("/board/settle")
    def press(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        topic: Field = "",
        key: Field = "",
        back: Field = "",
    ) -> Response:
        if topic not in SETTLED_HERE or not key.startswith(f"{topic}:"):
            raise not_found()
        with site.store.transaction() as records:
            member = staff(site, request, records)
            check_token(site, request, token)
            reply = settle(site, records, member, topic, key)
        site.wake()
        home = back if back.startswith("/board") else "/board"
        return reply_page(
            site, request, member, reply, title="办理结果", back=home, undo=_UNDO.get(topic, "")
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
        "reasons": _REASONS,
        "longest": LONGEST_REASON,
        "wrong": wrong,
        "undo": _UNDO[deed],
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
    return reply_page(
        site,
        request,
        member,
        reply,
        title=title,
        back=back,
        undo=_UNDO.get(deed, ""),
        undoes=undone,
        receipt=handin.receipt,
    )
