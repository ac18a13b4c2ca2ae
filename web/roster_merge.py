"""Merging a unit into another, or removing one with nobody left: look, confirm."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from handlers.submissions.service import merge_shown
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from handlers.turn.roster_commands import MergeUnits, RemoveUnit, RestoreUnit
from storage import Records
from storage.roster.typed import CannotChange
from storage.views import Member, Unit
from web import show
from web.board_desk import (
    Field,
    carried_out,
    check_token,
    context_of,
    shown,
    token_of,
    who_may,
)
from web.site import CurrentSite, Site

_NAMED: Final = 5  # units of which the right one may be told apart


def create_roster_merge(router: APIRouter) -> None:
    """The pages of merging and removing units."""

    @router.get("/roster/merge")
    def form(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.MERGE_UNITS)
            return _page(site, request, records, member, {})

    @router.post("/roster/merge")
    def merge(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        old: Field = "",
        new: Field = "",
        sure: Field = "",
        shown: Field = "",
    ) -> Response:
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.MERGE_UNITS)
            check_token(site, request, token)
            mark = shown if sure == "1" else None
            context = _merged(site, records, member, (old, new), mark)
            context |= {"deed": "merge", "old": old, "new": new}
            return _page(site, request, records, member, context)

    @router.post("/roster/remove")
    def remove(
        request: Request, site: CurrentSite, token: Field = "", old: Field = "", sure: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.MERGE_UNITS)
            check_token(site, request, token)
            context = _removed(site, records, member, old, sure)
            return _page(site, request, records, member, {"deed": "remove", "old": old, **context})

    @router.post("/roster/restore")
    def restore(
        request: Request, site: CurrentSite, token: Field = "", old: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.MERGE_UNITS)
            check_token(site, request, token)
            context = _restored(site, records, member, old)
            return _page(site, request, records, member, {"deed": "restore", **context})


def _merged(
    site: Site, records: Records, member: Member, names: tuple[str, str], mark: str | None
) -> dict[str, Any]:
    """What a merge does; done where `mark`, the preview's, still fits."""
    try:
        old, new = (_unit(records, name) for name in names)
        effect, shown = merge_shown(context_of(site, records, member), old, new)
    except CannotChange as error:
        return {"wrong": error.words}
    done, moved = False, ""
    if mark is not None:
        reply = carried_out(site, records, member, MergeUnits(old.id, new.id, mark))
        done, moved = not reply.card, reply.text if reply.card else ""
    told = {"effect": effect, "shown": shown, "done": done or effect is None, "moved": moved}
    return {**told, "units": (old.name, new.name)}


def _removed(site: Site, records: Records, member: Member, name: str, sure: str) -> dict[str, Any]:
    """Removing changes no ruling: nobody is there. Shown first, then done."""
    try:
        unit = _unit(records, name)
    except CannotChange as error:
        return {"wrong": error.words}
    command = RemoveUnit(unit.id)
    if sure != "1":
        found = shown(site, records, member, command)
        return _outcome(unit, found) if isinstance(found, Reply) else {"units": (unit.name,)}
    return _outcome(unit, carried_out(site, records, member, command))


def _restored(site: Site, records: Records, member: Member, name: str) -> dict[str, Any]:
    try:
        unit = _unit(records, name)
    except CannotChange as error:
        return {"wrong": error.words}
    return _outcome(unit, carried_out(site, records, member, RestoreUnit(unit.id)))


def _outcome(unit: Unit, reply: Reply) -> dict[str, Any]:
    return {"wrong": reply.text} if reply.card else {"units": (unit.name,), "done": True}


def _unit(records: Records, name: str) -> Unit:
    """By its full name, also one that is gone; else the only one of this name."""
    name = "".join(name.split())
    full = [unit for unit in records.roster.units() if unit.name == name]
    gone = [records.roster.unit(e.id) for e in records.merging.gone() if e.name == name]
    found = full or gone or records.roster.unit_named(name)
    if len(found) == 1:
        return found[0]
    if not name:
        raise CannotChange("还没有写单位。请写单位全称，例如“城关镇”。")
    if found:
        names = "、".join(unit.name for unit in found[:_NAMED])
        raise CannotChange(f"“{name}”有{len(found)}个单位：{names}，请写其中一个的全称。")
    raise CannotChange(f"没有“{name}”这个单位，请写单位全称，例如“城关镇”。")


def _page(
    site: Site, request: Request, records: Records, member: Member, context: dict[str, Any]
) -> Response:
    gone = records.merging.gone()
    empty = {"deed": "", "old": "", "new": "", "wrong": "", "done": False, "moved": False,
             "effect": None, "shown": "", "units": ()}  # fmt: skip
    found = {
        **empty,
        "title": "单位并入和撤销",
        "member": member,
        "token": token_of(site, request),
        "names": [unit.name for unit in records.roster.units()],
        "gone": [(each, records.merging.words(each)) for each in reversed(gone)],
        **context,
    }
    return show.page(request, "roster_merge.html", found, 422 if found["wrong"] else 200)
