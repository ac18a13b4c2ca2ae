"""The app's menu and its settings (pages 90231-90233 and 90227)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from simulator.api.gate import OK, ApiRoute, JsonBody, WorldOf, admit
from simulator.errors import ApiError
from simulator.sending import check_agent

router = APIRouter(route_class=ApiRoute, dependencies=[Depends(admit)])
MENU_TYPES = (
    "click",
    "view",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
    "view_miniprogram",
)


@router.post("/menu/create")
def create_menu(world: WorldOf, body: JsonBody, agentid: str = "") -> dict[str, Any]:
    check_agent(world, {"agentid": agentid})
    check_menu(body)
    with world.lock:
        world.menu = {"button": body["button"]}
    return OK


@router.get("/menu/get")
def menu(world: WorldOf, agentid: str = "") -> dict[str, Any]:
    check_agent(world, {"agentid": agentid})
    if world.menu is None:
        raise ApiError(46003)
    return {**OK, **world.menu}


@router.get("/menu/delete")
def delete_menu(world: WorldOf, agentid: str = "") -> dict[str, Any]:
    check_agent(world, {"agentid": agentid})
    with world.lock:
        world.menu = None
    return OK


@router.get("/agent/get")
def agent(world: WorldOf, agentid: str = "") -> dict[str, Any]:
    check_agent(world, {"agentid": agentid})
    visible = [{"userid": one.userid} for one in world.contacts.members if one.visible]
    return {
        **OK,
        "agentid": world.config.agent_id,
        "name": world.config.app_name,
        "square_logo_url": "",
        "description": "",
        "allow_userinfos": {"user": visible},
        "allow_partys": {"partyid": []},
        "allow_tags": {"tagid": []},
        "close": 0,
        "redirect_domain": world.config.trusted_host,
        "report_location_flag": 0,
        "isreportenter": int(world.config.report_enter),
        "home_url": "",
    }


def check_menu(menu: dict[str, Any]) -> None:
    buttons = menu.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise ApiError(40058, "button size not in 1..3")
    for button in buttons:
        below = button.get("sub_button") or []
        if len(below) > 5:
            raise ApiError(40058, "sub_button size > 5")
        _check_button(button, 16, leaf=not below)
        for entry in below:
            _check_button(entry, 40, leaf=True)


def _check_button(button: dict[str, Any], name_bytes: int, *, leaf: bool) -> None:
    name = button.get("name", "")
    if not name or len(name.encode()) > name_bytes:
        raise ApiError(40058, f"button.name must be 1..{name_bytes} bytes")
    if not leaf:
        return
    if button.get("type") not in MENU_TYPES:
        raise ApiError(40058, f"button.type {button.get('type')!r}")
    for field, most, needed in (("key", 128, "click"), ("url", 1024, "view")):
        size = len(str(button.get(field, "")).encode())
        if size > most or (button["type"] == needed and not size):
            raise ApiError(40058, f"button.{field} must be 1..{most} bytes")
