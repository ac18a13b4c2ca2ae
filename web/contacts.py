"""Whom to turn to: clerks of units, members of groups, the section; as far as it concerns one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from handlers.roster.service import contacts_on, group_names, leave_words
from handlers.turn.permissions import Deed, may
from rules.names import name_key
from storage import Records
from storage.views import Absence, Member, Unit
from web import access, show
from web.login import visitor
from web.site import CurrentSite, Site


@dataclass(frozen=True)
class Line:
    """One of whom may be turned to. `why_not`: why a message would not be read now."""

    name: str
    role: str
    why_not: str


@dataclass(frozen=True)
class Office:
    """A unit, a group or the section, with its people in the order they are written to."""

    name: str
    people: tuple[Line, ...]
    link: str = ""


def create_contacts(router: APIRouter) -> None:
    """The page of whom to turn to."""

    @router.get("/contacts")
    def contacts(request: Request, site: CurrentSite, q: str = "") -> Response:
        words = "".join(q.split())[:40]
        with site.store.reading() as records:
            member = visitor(site, request, records)
            units = _units(records, member)
            groups, listed = _listed(site, records, member, units, words)
        context = {
            "title": "联系人",
            "member": member,
            "offices": groups,
            "groups": listed,
            "searches": len(units) > 1,
            "q": words,
        }
        return show.page(request, "contacts.html", context)


def _units(records: Records, member: Member) -> Sequence[Unit]:
    """Those a member of the staff looks at, else the own one."""
    found = access.units_to_look_at(records, member)
    if found or member.unit_id is None:
        return found
    return [records.roster.unit(member.unit_id)]


def _listed(
    site: Site, records: Records, member: Member, units: Sequence[Unit], words: str
) -> tuple[list[Office], list[tuple[str, list[Office]]]]:
    day = show.day_of(site.now())
    contacts, names = contacts_on(records, day), group_names(records)
    away = contacts.away
    own = [
        *_groups(records, member, units, names, away),
        Office(
            site.plan.office, _lines(records.members.supervisors(), site.plan.office_called, away)
        ),
    ]
    found: dict[str, list[Office]] = {}
    key = name_key(words)
    for unit in units:
        clerks = contacts.clerks.get(unit.id, [])
        if key and not _fits(key, unit, clerks):
            continue
        link = f"/board/unit/{unit.id}" if may(member.role, Deed.SEE_BOARD) else ""
        office = Office(unit.name, _lines(clerks, "政工人事", away), link)
        found.setdefault(names.get(unit.group_id or 0, "未分考核组"), []).append(office)
    return own, list(found.items())


def _fits(key: str, unit: Unit, clerks: Sequence[Member]) -> bool:
    named = (unit.name, *unit.short_names, *(clerk.name for clerk in clerks))
    return any(key in name_key(each) for each in named)


def _groups(
    records: Records,
    member: Member,
    units: Sequence[Unit],
    names: dict[int, str],
    away: dict[str, Absence],
) -> Iterator[Office]:
    """The groups of these units; the own one of a member of it also where it has no unit."""
    ids = dict.fromkeys(unit.group_id for unit in units if unit.group_id)
    if member.group_id:
        ids = {member.group_id: None, **ids}
    for id in ids:
        if id in names:
            yield Office(names[id], _lines(records.members.of_group(id), "考核组", away))


def _lines(members: Sequence[Member], role: str, away: dict[str, Absence]) -> tuple[Line, ...]:
    return tuple(Line(each.name, role, _why_not(each, away)) for each in members)


def _why_not(member: Member, away: dict[str, Absence]) -> str:
    absence = away.get(member.userid)
    if absence:
        return leave_words(absence)
    return "" if member.reachable else f"企业微信收不到：{member.why_not}"
