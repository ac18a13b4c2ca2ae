"""Corrections of the roster by supervisors: find, see what changes, confirm."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response

from handlers.roster.service import effect, name_of
from handlers.turn.permissions import Deed
from handlers.turn.roster_commands import CorrectRoster
from rules.plan import Plan
from storage import Records
from storage.roster.typed import CannotChange
from storage.views import Correction, Edit, Entity, Member, Person
from web import access, roster_forms, show
from web.board_desk import carried_out, check_token, token_of, who_may
from web.refused import Refused, not_found
from web.roster_forms import EditForm
from web.site import CurrentSite, Site

_MOST: Final = 50
# What a form carries beside the values of its correction.
_CARRIED: Final = frozenset({"token", "entity", "id", "field", "sure", "shown"})


async def _posted(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Posted = Annotated[dict[str, str], Depends(_posted)]


def create_roster_edit(router: APIRouter) -> None:
    """The pages of corrections."""

    @router.get("/roster/edit")
    def find(request: Request, site: CurrentSite, q: str = "", person: str = "") -> Response:
        with site.store.reading() as records:
            member, words = (
                who_may(site, request, records, Deed.CORRECT_ROSTER),
                "".join(q.split())[:40],
            )
            found: dict[str, Any] = {"q": words}
            if person:
                one = _person(records, access.id_in(person))
                found |= {"people": [one], "members": records.members.accounts_of(one)}
            elif words:
                found |= _found(records, words)
            return _page(site, request, records, member, found)

    @router.post("/roster/edit")
    def change(request: Request, site: CurrentSite, posted: Posted) -> Response:
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.CORRECT_ROSTER)
            check_token(site, request, posted.get("token", ""))
            wanted = _wanted(posted)
            shown = posted.get("shown", "") if posted.get("sure") == "1" else None
            done = _changed(site, records, member, wanted, shown)
            status = 422 if "wrong" in done else 200
            return _page(site, request, records, member, done, status)


def _wanted(posted: Mapping[str, str]) -> Correction:
    entity, id, field = (posted.get(name, "") for name in ("entity", "id", "field"))
    added = not id and field == "new"
    if entity not in set(Entity) or not (added or entity == Entity.MEMBER or access.id_in(id)):
        raise not_found()
    values = {name: value.strip() for name, value in posted.items() if name not in _CARRIED}
    return Correction(Entity(entity), id, field, values)


def _person(records: Records, id: int) -> Person:
    try:
        person = records.roster.person(id)
    except KeyError:
        raise not_found() from None
    if records.roster.has_left(id):
        raise not_found()
    return person


def _found(records: Records, words: str) -> dict[str, list[Any]]:
    everybody = [each for some in records.roster.everybody().values() for each in some]
    people = [each for each in everybody if words in each.name]
    here = records.roster.unit_named(words)
    named = [*records.members.named(words), records.members.by_userid(words)]
    clerks = [m for unit in here for m in records.members.clerks_of(unit.id)]
    theirs = records.members.accounts_of(people[0]) if len(people) == 1 else []
    members = {each.userid: each for each in (*named, *clerks, *theirs) if each}
    return {
        "people": people[:_MOST],
        "units": here[:_MOST],
        "members": list(members.values())[:_MOST],
    }


def _changed(
    site: Site, records: Records, member: Member, wanted: Correction, shown: str | None
) -> dict[str, Any]:
    """What a correction would do; done where `shown`, the preview's mark, still fits."""
    edit = Edit(member.userid, site.now())
    who_is = name_of(records, wanted.entity, wanted.id) if wanted.id else ""
    context = {
        "wanted": wanted,
        "who": who_is or wanted.values.get("name", ""),
        "back": _back(wanted, who_is),
    }
    try:
        would = effect(site.plan, records, wanted, edit)
    except CannotChange as error:
        form = _form(site.plan, records, wanted)
        return context | {
            "wrong": error.words,
            "again": form.filled(wanted.values) if form else None,
        }
    done, moved = False, ""
    if shown is not None:
        of = (wanted.entity, wanted.id, wanted.field)
        command = CorrectRoster(*of, dict(wanted.values), shown)
        reply = carried_out(site, records, member, command)
        done, moved = not reply.card, reply.text if reply.card else ""
    return context | {"would": would, "done": done, "moved": moved, "shown": would.mark(wanted)}


def _back(wanted: Correction, name: str) -> str:
    """To the forms of the same person, unit or account."""
    if not wanted.id or wanted.field == "left":
        return "/roster/edit"
    if wanted.entity is Entity.PERSON:
        return f"/roster/edit?person={wanted.id}"
    return f"/roster/edit?q={quote(name if wanted.entity is Entity.UNIT else wanted.id)}"


def _form(plan: Plan, records: Records, wanted: Correction) -> EditForm | None:
    """The one it was typed into, where there is such a one still."""
    forms = roster_forms.for_adding(records)
    if wanted.entity is Entity.PERSON and wanted.id:
        try:
            forms = roster_forms.of_person(plan, records, _person(records, int(wanted.id)))
        except Refused:
            return None
    elif wanted.entity is Entity.UNIT and wanted.id:
        forms = [f for unit in records.roster.units() for f in roster_forms.of_unit(records, unit)]
    elif wanted.id:
        member = records.members.by_userid(wanted.id)
        forms = roster_forms.of_member(records, member) if member else []
    key = (wanted.entity, wanted.id, wanted.field)
    return next((each for each in forms if (each.entity, each.id, each.field) == key), None)


def _page(
    site: Site,
    request: Request,
    records: Records,
    member: Member,
    context: dict[str, Any],
    status: int = 200,
) -> Response:
    """Forms of the one person found, the others as links."""
    empty: dict[str, Any] = {
        "q": "", "people": [], "units": [], "members": [], "wanted": None, "wrong": "",
        "again": None, "would": None, "done": False, "who": "", "shown": "", "moved": False,
        "back": "/roster/edit",
    }  # fmt: skip
    found = {**empty, "title": "更正名册", "member": member, "token": token_of(site, request)}
    found |= context
    people: list[Person] = found["people"]
    found |= {
        "unit_names": {unit.id: unit.name for unit in records.roster.units()},
        "person_forms": [
            roster_forms.of_person(site.plan, records, each) for each in people if len(people) == 1
        ],
        "unit_forms": [roster_forms.of_unit(records, each) for each in found["units"]],
        "member_forms": [roster_forms.of_member(records, each) for each in found["members"]],
        "adding": roster_forms.for_adding(records),
    }
    return show.page(request, "roster_edit.html", found, status)
