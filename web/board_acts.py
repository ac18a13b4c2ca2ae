"""Returning, passing on and chasing from a row: first a page that shows it, then the deed."""

from typing import Final

from fastapi import APIRouter, Request, Response

from handlers.kit.acting import act
from handlers.kit.dispatch import dispatched
from handlers.kit.papers import paper_name
from handlers.kit.reply import Reply
from handlers.kit.returning import LONGEST_REASON, give_back
from rules.roster import Role
from storage import Records
from storage.custody import NotHere
from storage.views import HandIn, Member
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
    supervisor,
    token_of,
)
from web.refused import forbidden, not_found
from web.site import Site

_REASONS: Final = ("缺公章", "缺签字", "份数不够", "内容没有填全", "填错了表")
_UNDO: Final = {
    "return": "退回后不能恢复原版。退错了，请让单位把原来的文件再交一次，版本会接着往下编。",
    "pass_on": "转交后单位不能自己撤回。转错了，请干部监督股退回给单位重新上报。",
    "confirm_deadline": "定错了，在“时间”页面再定一次就行，最后一次为准，每一次都有记录。",
    "answer_case": "批错了，在企业微信里回复“撤销批复…号，理由是……”。",
    "chase": "发出的提醒收不回来；单位交上来后，提醒就不再发。",
    "teach": "定错了，在“没答上来的”页面撤销。",
}


def create_board_acts(site: Site, router: APIRouter) -> None:
    _add_returning(site, router)
    _add_passing_on(site, router)
    _add_chasing(site, router)


def _add_returning(site: Site, router: APIRouter) -> None:
    @router.get("/board/return/{receipt}")
    def ask_return(request: Request, receipt: str) -> Response:
        with site.store.reading() as records:
            member = supervisor(site, request, records)
            handin = _handin(site, records, member, receipt)
            return _confirm(site, request, records, member, handin, "return")

    @router.post("/board/return/{receipt}")
    def do_return(
        request: Request, receipt: str, token: Field = "", reason: Field = "", other: Field = ""
    ) -> Response:
        said = (other.strip() or reason.strip())[:LONGEST_REASON]
        with site.store.transaction() as records:
            member = supervisor(site, request, records)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            if not said:
                words = "请写明退回的原因，单位才知道改什么，例如“缺公章”。"
                return _confirm(site, request, records, member, handin, "return", words)
            reply = give_back(desk_of(site, records, member), handin, said)
            site.deliver(records, reply.pushes)
        return _done(site, request, member, reply, "退回材料", handin, "return")


def _add_passing_on(site: Site, router: APIRouter) -> None:
    @router.get("/board/pass/{receipt}")
    def ask_pass_on(request: Request, receipt: str) -> Response:
        with site.store.reading() as records:
            member = staff(site, request, records)
            handin = _handin(site, records, member, receipt)
            return _confirm(site, request, records, member, handin, "pass_on")

    @router.post("/board/pass/{receipt}")
    def do_pass_on(request: Request, receipt: str, token: Field = "") -> Response:
        with site.store.transaction() as records:
            member = staff(site, request, records)
            check_token(site, request, token)
            handin = _handin(site, records, member, receipt)
            try:
                records.handins.pass_on(handin.id, member.userid, site.now())
                reply = act(f"已确认，回执号{handin.receipt}现在由{site.plan.office}保管。")
            except NotHere:
                reply = act("这份材料已经转交、撤回或退回，没有再动它。")
        return _done(site, request, member, reply, "确认收下", handin, "pass_on")


def _add_chasing(site: Site, router: APIRouter) -> None:
    @router.get("/board/chase")
    def ask_chase(request: Request, unit: str = "", paper: str = "") -> Response:
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
        request: Request, token: Field = "", topic: Field = "", key: Field = "", back: Field = ""
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
    paper = site.plan.papers.get(handin.paper)
    person = records.roster.person(handin.person_id).name if handin.person_id else ""
    clerks = [each.name for each in records.members.clerks_of(handin.unit_id) if each.reachable]
    context = {
        "title": "退回这份材料" if deed == "return" else "确认收下这份材料",
        "member": member,
        "deed": deed,
        "handin": handin,
        "unit": records.roster.unit(handin.unit_id),
        "person": person,
        "paper": paper_name(paper) if paper else handin.paper,
        "told": "、".join(clerks),
        "reasons": _REASONS,
        "longest": LONGEST_REASON,
        "wrong": wrong,
        "undo": _UNDO[deed],
        "by_group": member.role is Role.GROUP,
        "office": site.plan.office,
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
    back = f"/board/unit/{handin.unit_id}"
    return reply_page(site, request, member, reply, title=title, back=back, undo=_UNDO[deed])
