"""What was changed on the roster: of everybody, or of one person with what was ruled before."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from handlers.roster.service import past_of, what, who
from handlers.turn.permissions import Deed
from rules.plan import Plan
from storage import Records
from storage.views import Entity, Member, RosterChange
from web import access, show
from web.board_desk import who_may
from web.refused import not_found
from web.site import CurrentSite, Site

_MOST: Final = 50


def create_roster_history(router: APIRouter) -> None:
    """The page of what was changed."""

    @router.get("/roster/history")
    def history(
        request: Request, site: CurrentSite, before: str = "", person: str = ""
    ) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.CORRECT_ROSTER)
            if person:
                return _of_person(site, request, records, member, person)
            last = access.id_in(before) or None
            changes = records.roster.latest_changes(last, _MOST)
            lines = [_line(site.plan, records, each) for each in changes]
            older = changes[-1].id if len(changes) == _MOST else None
            context = {"title": "名册改过的", "member": member, "lines": lines, "older": older}
            return show.page(request, "roster_history.html", context)


def _of_person(site: Site, request: Request, records: Records, member: Member, id: str) -> Response:
    """Also of somebody who left."""
    try:
        person = records.roster.person(access.id_in(id))
    except KeyError:
        raise not_found() from None
    names = records.roster.unit_names()
    context = {
        "title": f"{person.name}（{names[person.unit_id]}）改过的",
        "member": member,
        "person": None if records.roster.has_left(person.id) else person,
        "past": [
            (each, _name(records, each.by)) for each in past_of(site.plan, records, person.id)
        ],
    }
    return show.page(request, "roster_past.html", context)


def _line(plan: Plan, records: Records, each: RosterChange) -> dict[str, Any]:
    own = each.entity is Entity.PERSON
    return {"at": each.at, "by": _name(records, each.by), "who": who(records, each),
            "what": what(plan, records, each), "person": each.entity_id if own else ""}  # fmt: skip


def _name(records: Records, userid: str) -> str:
    by = records.members.by_userid(userid)
    return by.name if by else userid
