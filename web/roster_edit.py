"""Corrections of the roster by supervisors: find, see what changes, confirm; and the history."""

import hashlib
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from handlers.kit.roster import unit_candidates
from rules.plan import Plan
from rules.verdicts import Verdict, verdicts
from storage import Records
from storage.precedents import plan_in_force
from storage.roster_edit import CannotChange
from storage.views import Edit, Entity, Member, RosterChange
from web import show
from web.board_desk import Field, check_token, supervisor, token_of
from web.refused import not_found
from web.site import Site

_MOST: Final = 50
_FIELDS: Final = {"post": "现任职务", "unit": "所在单位", "left": "离开名册", "name": "单位全称"}


def create_roster_edit(site: Site, router: APIRouter) -> None:
    @router.get("/roster/edit")
    def find(request: Request, q: str = "") -> Response:
        with site.store.reading() as records:
            member, words = supervisor(site, request, records), "".join(q.split())[:40]
            found = _found(records, words) if words else {"people": [], "units": [], "members": []}
            return _page(site, request, member, {"title": "更正名册", "q": words, **found})

    @router.post("/roster/edit")
    def change(
        request: Request,
        token: Field = "",
        entity: Field = "",
        id: Field = "",
        field: Field = "",
        value: Field = "",
        sure: Field = "",
        shown: Field = "",
    ) -> Response:
        with site.store.transaction() as records:
            member = supervisor(site, request, records)
            check_token(site, request, token)
            if entity not in set(Entity) or (entity != Entity.MEMBER and not _number(id)):
                raise not_found()
            wanted = (Entity(entity), id, field, value)
            who = _name(records, Entity(entity), id)
            context = _changed(site, records, member, wanted, shown if sure == "1" else None)
            context |= {"who": who, "title": "更正名册", "entity": entity, "id": id, "field": field,
                        "value": value, "label": _FIELDS.get(field, field)}  # fmt: skip
            return _page(site, request, member, context, 422 if context["wrong"] else 200)

    @router.get("/roster/history")
    def history(request: Request, before: str = "") -> Response:
        with site.store.reading() as records:
            member = supervisor(site, request, records)
            last = int(before) if _number(before) else None
            changes = records.roster.latest_changes(last, _MOST)
            lines = [_line(site.plan, records, each) for each in changes]
            older = changes[-1].id if len(changes) == _MOST else None
            context = {"title": "名册改过的", "member": member, "lines": lines, "older": older}
            return show.page(request, "roster_history.html", context)


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _found(records: Records, words: str) -> dict[str, list[Any]]:
    units = {unit.id: unit.name for unit in records.roster.units()}
    everybody = [each for some in records.roster.everybody().values() for each in some]
    people = [(each, units.get(each.unit_id, "")) for each in everybody if words in each.name]
    here = records.roster.unit_named(words)
    members = [
        *records.members.named(words),
        *(m for u in here for m in records.members.clerks_of(u.id)),
    ]
    return {"people": people[:_MOST], "units": here[:_MOST], "members": members[:_MOST]}


def _changed(
    site: Site,
    records: Records,
    member: Member,
    wanted: tuple[Entity, str, str, str],
    shown: str | None,
) -> dict[str, Any]:
    """What a correction does to rulings; done where `shown`, the preview's mark, still fits."""
    edit = Edit(member.userid, site.now())
    try:
        with records.roster.undone():
            stood = _stands(records, wanted)
            before = _rulings(site.plan, records, wanted)
            changes = records.roster.correct(*wanted, edit)
            after = _rulings(site.plan, records, wanted)
    except CannotChange as error:
        return {"wrong": error.words, "done": False, "differs": []}
    differs = [
        (axis, before.get(axis, "不在名册"), after.get(axis, "不在名册"))
        for axis in {**before, **after}
        if before.get(axis) != after.get(axis)
    ]
    mark = hashlib.sha256(repr((wanted, stood, differs)).encode()).hexdigest()
    # Confirmed twice, there is nothing left to do.
    done = shown is not None and (shown == mark or not changes)
    if done and changes:
        records.roster.correct(*wanted, edit)
    moved = shown is not None and not done
    return {"wrong": "", "done": done, "differs": differs, "shown": mark, "moved": moved}


def _stands(records: Records, wanted: tuple[Entity, str, str, str]) -> str:
    """The row as it is before the correction."""
    entity, id = wanted[:2]
    try:
        if entity is Entity.PERSON:
            return repr(records.roster.person(int(id)))
        if entity is Entity.UNIT:
            return repr(records.roster.unit(int(id)))
    except KeyError:
        return ""
    return repr(records.members.by_userid(id))


def _rulings(plan: Plan, records: Records, wanted: tuple[Entity, str, str, str]) -> dict[str, str]:
    """A person's verdict in words by axis; a unit's name and a member change none."""
    if wanted[0] is not Entity.PERSON:
        return {}
    try:
        person = records.roster.person(int(wanted[1]))
    except KeyError:
        return {}
    plan = plan_in_force(plan, records)
    listed = unit_candidates(plan, records, records.roster.unit(person.unit_id))
    found = verdicts(plan, [each for each in listed if each.id == person.id])
    return {label: value for each in found for label, value in _told(plan, each)}


def _told(plan: Plan, verdict: Verdict) -> list[tuple[str, str]]:
    own = [("所在单位", verdict.person.unit), ("现任职务", verdict.person.post)]
    axes = plan.axes
    return own + [(axes[a].label, axes[a].values[v]) for a, v in verdict.values.items()]


def _line(plan: Plan, records: Records, each: RosterChange) -> dict[str, Any]:
    by = records.members.by_userid(each.by)
    return {"at": each.at, "by": by.name if by else each.by, "who": _who(records, each),
            "what": _what(plan, records, each)}  # fmt: skip


def _who(records: Records, each: RosterChange) -> str:
    named = each.before or each.after
    if each.entity is Entity.MEMBER and not each.field:
        return f"成员：{named['name']}"
    return _name(records, each.entity, each.entity_id)


def _name(records: Records, entity: Entity, id: str) -> str:
    """As it is now; the number where there is none such any more."""
    try:
        if entity is Entity.PERSON:
            return records.roster.person(int(id)).name
        if entity is Entity.UNIT:
            return records.roster.unit(int(id)).name
    except KeyError:
        return id
    if entity is Entity.MEMBER:
        member = records.members.by_userid(id)
        return f"成员：{member.name if member else id}"
    groups = {str(group.id): group.name for group in records.roster.groups()}
    return f"考核组：{groups.get(id, id)}"


def _what(plan: Plan, records: Records, each: RosterChange) -> str:
    if not each.field:
        return "加入名册" if each.before is None else "离开名册"
    if each.field == "merged_into":
        return f"并入{records.roster.unit(each.after).name}"
    if each.field == "left_at":
        return "离开名册" if each.before is None else "回到名册"
    if each.field.startswith("secondment:"):
        host = records.roster.unit(int(each.field.removeprefix("secondment:"))).name
        return (
            f"在{host}的挂职{'新增' if each.before is None else '改动' if each.after else '删除'}"
        )
    if each.field.startswith("facts."):
        return f"改了“{plan.facts[each.field.removeprefix('facts.')].label}”"
    if each.field == "unit_id":
        names = [records.roster.unit(id).name if id else "无" for id in (each.before, each.after)]
        return f"所在单位：{names[0]} → {names[1]}"
    labels = {"post": "现任职务", "name": "名称", "kind": "单位类别", "short_names": "简称",
              "group_id": "考核组", "superior_id": "上级主管部门", "role": "身份"}  # fmt: skip
    label = labels.get(each.field, "其他")
    return (
        f"{label}：{each.before or '空'} → {each.after or '空'}"
        if each.field in ("post", "name")
        else f"改了{label}"
    )


def _page(
    site: Site, request: Request, member: Member, context: dict[str, Any], status: int = 200
) -> Response:
    empty = {"q": "", "people": [], "units": [], "members": [], "entity": "", "wrong": "",
             "done": False, "differs": [], "who": "", "shown": "", "moved": False}  # fmt: skip
    found = {**empty, "member": member, "token": token_of(site, request), **context}
    return show.page(request, "roster_edit.html", found, status)
