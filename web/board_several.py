"""Several papers of a unit at once: received, passed on or filed, or given back for one reason."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response

from handlers.submissions.service import LONGEST_REASON, called_of, wrong_reason
from handlers.turn.commands import STEP_TO, MovePapers, ReturnPapers
from handlers.turn.permissions import Deed
from storage import Records
from storage.views import HandIn, Member
from web import access, show
from web.board import unit_in_charge
from web.board_acts import REASONS, UNDO
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
from web.refused import Refused, not_found
from web.site import CurrentSite, Site

Receipts = Annotated[list[str], Form()]
MOST: Final = 400


def create_board_several(router: APIRouter) -> None:
    """What is done to several papers at once."""

    @router.post("/board/unit/{unit_id}/several")
    def ask(
        request: Request,
        site: CurrentSite,
        unit_id: str,
        token: Field = "",
        to: Field = "",
        receipt: Receipts = [],  # noqa: B006 (FastAPI reads it, nobody writes to it)
    ) -> Response:
        """Shows what would be done with those picked; nothing is done yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.MOVE_PAPERS)
            check_token(site, request, token)
            unit = unit_in_charge(records, member, unit_id)
            back = f"/board/unit/{unit.id}"
            picked = _picked(site, records, member, receipt, back)
            if to == "return":
                return _reasons(site, request, records, member, unit.id, picked, "")
            step = STEP_TO.get(to)
            if step is None:
                raise not_found()
            receipts = tuple(each.receipt for each in picked)
            found = shown(site, records, member, MovePapers(step, unit.id, receipts=receipts))
        return deed_page(site, request, member, found, title="一起办", back=back)

    @router.post("/board/unit/{unit_id}/return")
    def give_back(
        request: Request,
        site: CurrentSite,
        unit_id: str,
        token: Field = "",
        reason: Field = "",
        other: Field = "",
        receipt: Receipts = [],  # noqa: B006 (FastAPI reads it, nobody writes to it)
    ) -> Response:
        said = " ".join((other.strip() or reason.strip()).split())
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.RETURN_PAPER)
            check_token(site, request, token)
            unit = unit_in_charge(records, member, unit_id)
            back = f"/board/unit/{unit.id}"
            picked = _picked(site, records, member, receipt, back)
            wrong = wrong_reason(context_of(site, records, member), said)
            if wrong:
                return _reasons(site, request, records, member, unit.id, picked, wrong.text)
            command = ReturnPapers(unit.id, tuple(each.receipt for each in picked), said)
            reply = carried_out(site, records, member, command)
        site.wake()
        return deed_page(
            site, request, member, reply, title="退回材料", back=back, undo=UNDO["return"]
        )


def _picked(
    site: Site, records: Records, member: Member, receipts: list[str], back: str
) -> list[HandIn]:
    """Refused alike for receipts of others and for those there are not."""
    if not receipts:
        words = "还没有选材料。请先勾选要一起办的几份，再点下面的按钮。"
        raise Refused(422, "还没有选", words, link=back, label="回去勾选")
    found = [records.handins.by_receipt(each) for each in dict.fromkeys(receipts[:MOST])]
    mine = [each for each in found if each and access.may_open(site.plan, records, member, each)]
    if len(mine) < len(found):
        raise not_found()
    return mine


def _reasons(
    site: Site,
    request: Request,
    records: Records,
    member: Member,
    unit_id: int,
    picked: list[HandIn],
    wrong: str,
) -> Response:
    turn = context_of(site, records, member)
    context = {
        "title": f"退回{len(picked)}份材料",
        "member": member,
        "unit": records.roster.unit(unit_id),
        "picked": [(each.receipt, called_of(turn, each), each.version) for each in picked],
        "reasons": REASONS,
        "longest": LONGEST_REASON,
        "wrong": wrong,
        "undo": UNDO["return"],
        "token": token_of(site, request),
    }
    return show.page(request, "board_return.html", context, 422 if wrong else 200)
