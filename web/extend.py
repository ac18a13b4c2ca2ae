"""A later day asked for on the unit's page: shown first, then put to the section, or taken back."""

from typing import Final

from fastapi import APIRouter, Request, Response

from handlers.matters.service import asked_line, became, called
from handlers.submissions.service import paper_name
from handlers.turn.commands import NoCommand, from_text
from handlers.turn.context import DeedContext
from handlers.turn.matter_commands import AskExtension, WithdrawMatter
from handlers.turn.permissions import Deed, Reach, may, reach
from storage import Records
from storage.views import Matter, MatterKind, MatterState, Member
from web import access, show
from web.board_desk import (
    Field,
    carried_out,
    check_token,
    context_of,
    day_typed,
    deed_page,
    shown,
    token_of,
)
from web.login import visitor
from web.refused import Refused, forbidden, not_found
from web.site import CurrentSite, Site

_LONGEST: Final = 500  # characters of a reason that are looked at; the deed says how many it may be
_PAGE: Final = "/unit/extension"
_SETTLE: Final = "/unit/extension/settle"


def create_extend(router: APIRouter) -> None:
    """A later day, asked for on a page of the unit."""

    @router.get("/unit/extension")
    def extension(request: Request, site: CurrentSite, unit: str = "") -> Response:
        """The form, with the papers of the unit that are still owed."""
        with site.store.reading() as records:
            member = visitor(site, request, records)
            if not may(member.role, Deed.ASK_EXTENSION):
                raise forbidden()
            view = _view(site, records, member, unit)
            late = {
                item.paper.id: paper_name(item.paper)
                for item in view.items
                if item.missing and item.deadline_id
            }
            page = {
                "title": "申请延期",
                "member": member,
                "unit": view.unit,
                "office": site.plan.office,
                "papers": late,
                "extensions": _asked_for(site, records, member, view.unit.id),
                "today": site.now().date().isoformat(),
                "token": token_of(site, request),
            }
            return show.page(request, "extension.html", page)

    @router.post("/unit/extension")
    def ask(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        unit: Field = "",
        paper: Field = "",
        person: Field = "",
        day: Field = "",
        reason: Field = "",
    ) -> Response:
        """What would be asked for; nothing is sent yet."""
        with site.store.reading() as records:
            member = _asker(site, request, records, token)
            wanted = day_typed(day)
            if wanted is None:
                raise Refused(422, "没有写日期", "请选延到哪一天。", link=_PAGE, label="重新填写")
            own = reach(member.role, Deed.ASK_EXTENSION) is Reach.SELF
            whose = member.person_id if own else access.id_in(person) or None
            words, id = reason.strip()[:_LONGEST], access.id_in(unit)
            command = AskExtension(paper.strip()[:100], wanted, words, id, whose)
            found = shown(site, records, member, command)
        return deed_page(site, request, member, found, title="申请延期", back=_PAGE, settle=_SETTLE)

    @router.post("/unit/extension/withdraw")
    def withdraw(
        request: Request, site: CurrentSite, token: Field = "", number: Field = ""
    ) -> Response:
        """What would be taken back; it is open still."""
        with site.store.reading() as records:
            member = _asker(site, request, records, token)
            command = WithdrawMatter("extension", access.id_in(number.strip()))
            found = shown(site, records, member, command)
        return deed_page(
            site,
            request,
            member,
            found,
            title="撤回延期申请",
            back=_PAGE,
            settle=_SETTLE,
        )

    @router.post(_SETTLE)
    def settle(
        request: Request, site: CurrentSite, token: Field = "", command: Field = ""
    ) -> Response:
        """Does what the page has shown; who may is asked again."""
        with site.store.transaction() as records:
            member = _asker(site, request, records, token)
            try:
                wanted = from_text(command)
            except NoCommand:
                raise not_found() from None
            if not isinstance(wanted, AskExtension | WithdrawMatter):
                raise not_found()
            reply = carried_out(site, records, member, wanted)
        site.wake()
        return deed_page(site, request, member, reply, title="办理结果", back=_PAGE)


def _asker(site: Site, request: Request, records: Records, token: str) -> Member:
    member = visitor(site, request, records)
    if not may(member.role, Deed.ASK_EXTENSION):
        raise forbidden()
    check_token(site, request, token)
    return member


def _view(site: Site, records: Records, member: Member, unit: str) -> access.View:
    """What this unit owes, of a cadre what is theirs there; else the first there is."""
    views = access.views(site.plan, records, member)
    if not views:
        raise not_found()
    return next((one for one in views if one.unit.id == access.id_in(unit)), views[0])


def _asked_for(
    site: Site, records: Records, member: Member, unit_id: int
) -> list[dict[str, object]]:
    """The later days asked for, of a unit; of a cadre only what they asked for themselves."""
    context = context_of(site, records, member)
    found = records.matters.of_unit(site.plan.id, unit_id, MatterKind.EXTENSION)
    if reach(member.role, Deed.ASK_EXTENSION) is Reach.SELF:
        found = [one for one in found if one.by == member.userid.casefold()]
    return [_told(context, one) for one in reversed(found)]


def _told(context: DeedContext, matter: Matter) -> dict[str, object]:
    mine = matter.by == context.asker.userid.casefold()
    return {
        "number": matter.number,
        "words": f"{called(matter)}：{asked_line(context, matter)}",
        "became": became(context, matter),
        "open": mine and matter.state is MatterState.OPEN,
    }
