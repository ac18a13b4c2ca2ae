"""Contacts as an app's own secret may read them, and who logged in (pages 90196, 91023)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from simulator.api.gate import OK, ApiRoute, WorldOf, admit, number
from simulator.contacts import Contacts, Department, Member
from simulator.errors import ApiError
from simulator.world import World

router = APIRouter(route_class=ApiRoute, dependencies=[Depends(admit)])
CODE_LIFETIME = 300  # seconds


@router.get("/user/get")
def user(world: WorldOf, userid: str = "") -> dict[str, Any]:
    return {**OK, **_full(world.visible_member(userid))}


@router.get("/user/simplelist")
def simple_users(
    world: WorldOf, department_id: str | None = None, fetch_child: str = "0"
) -> dict[str, Any]:
    found = _members(world, department_id, fetch_child)
    return {**OK, "userlist": [_short(member) for member in found]}


@router.get("/user/list")
def users(
    world: WorldOf, department_id: str | None = None, fetch_child: str = "0"
) -> dict[str, Any]:
    found = _members(world, department_id, fetch_child)
    return {**OK, "userlist": [_full(member) for member in found]}


@router.get("/department/list")
def departments(world: WorldOf, id: str | None = None) -> dict[str, Any]:
    found = _departments(world.contacts, id)
    return {**OK, "department": [_department(one) for one in found]}


@router.get("/department/simplelist")
def department_ids(world: WorldOf, id: str | None = None) -> dict[str, Any]:
    found = _departments(world.contacts, id)
    ids = [{"id": one.id, "parentid": one.parentid, "order": one.id} for one in found]
    return {**OK, "department_id": ids}


@router.get("/tag/list")
def tags(world: WorldOf) -> dict[str, Any]:
    found = [one for one in world.contacts.tags if one.visible]
    return {**OK, "taglist": [{"tagid": one.id, "tagname": one.name} for one in found]}


@router.get("/tag/get")
def tag(world: WorldOf, tagid: str | None = None) -> dict[str, Any]:
    """Of the tag's members and departments only those the app may see."""
    found = world.contacts.tag(number(tagid, "tagid"))
    if found is None or not found.visible:
        raise ApiError(60011, "tag")
    members = [world.contacts.member(userid) for userid in found.users]
    seen = [{"userid": m.userid, "name": m.name} for m in members if m and m.visible]
    parties = [id for id in found.departments if _seen(world.contacts, id)]
    return {**OK, "userlist": seen, "partylist": parties}


@router.get("/auth/getuserinfo")
def logged_in(world: WorldOf, code: str = "") -> dict[str, Any]:
    with world.lock:
        login = world.login_codes.pop(code, None)
        late = login is None or world.clock.timestamp() - login.issued >= CODE_LIFETIME
        if login is None or late:
            raise ApiError(40029)
        member = world.contacts.member(login.userid)
        if member is None or not member.visible:
            raise ApiError(50002)
        return {**OK, "userid": member.userid, "user_ticket": world.ids.text(64)}


def _members(world: World, department_id: str | None, fetch_child: str) -> list[Member]:
    wanted = number(department_id, "department_id")
    if world.contacts.department(wanted) is None:
        raise ApiError(60123)
    if not _seen(world.contacts, wanted):
        raise ApiError(60011, "department")
    if fetch_child != "1":
        return world.contacts.members_of([wanted])
    return world.contacts.members_of(one.id for one in world.contacts.subtree(wanted))


def _departments(contacts: Contacts, id: str | None) -> list[Department]:
    if id is None or id == "":
        return [one for one in contacts.departments if one.visible]
    wanted = number(id, "id")
    if contacts.department(wanted) is None:
        raise ApiError(60123)
    if not _seen(contacts, wanted):
        raise ApiError(60011, "department")
    return [one for one in contacts.subtree(wanted) if one.visible]


def _seen(contacts: Contacts, id: int) -> bool:
    found = contacts.department(id)
    return found is not None and found.visible


def _department(one: Department) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "name_en": "",
        "department_leader": [],
        "parentid": one.parentid,
        "order": one.id,
    }


def _short(member: Member) -> dict[str, Any]:
    department = list(member.department)
    return {"userid": member.userid, "name": member.name, "department": department}


def _full(member: Member) -> dict[str, Any]:
    """Without avatar, gender, mobile, email, address: hidden from apps since 2022-06-20."""
    count = len(member.department)
    return {
        **_short(member),
        "order": [0] * count,
        "position": member.position,
        "status": member.status,
        "is_leader_in_dept": [0] * count,
        "direct_leader": [],
        "main_department": member.main_department or next(iter(member.department), 0),
        "alias": "",
        "telephone": "",
        "extattr": {"attrs": []},
        "external_profile": {},
        "open_userid": "",
    }
