"""gettoken, address lists, and whatever is not open to a self-built app."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, Depends

from simulator.api.gate import OK, ApiRoute, WorldOf, admit
from simulator.errors import ApiError
from simulator.world import World

router = APIRouter(route_class=ApiRoute, dependencies=[Depends(admit)])
last_resort = APIRouter(route_class=ApiRoute, dependencies=[Depends(admit)])

# Contact writes belong to the contact-sync secret, not to an app's (page 90313, 48002).
FORBIDDEN = (
    "user/create",
    "user/update",
    "user/delete",
    "user/batchdelete",
    "user/list_id",
    "department/create",
    "department/update",
    "department/delete",
    "tag/create",
    "tag/update",
    "tag/delete",
)


@router.get("/gettoken")
def gettoken(world: WorldOf, corpid: str = "", corpsecret: str = "") -> dict[str, Any]:
    if corpid != world.config.corp_id:
        raise ApiError(40013)
    if not hmac.compare_digest(corpsecret.encode(), world.config.secret.encode()):
        raise ApiError(40001)
    with world.lock:
        token, _ = world.tokens.current()
    # The documented answer says 7200 even when the token is not new.
    return {**OK, "access_token": token, "expires_in": 7200}


@router.get("/get_jsapi_ticket")
def company_ticket(world: WorldOf) -> dict[str, Any]:
    return _ticket(world, "config")


@router.get("/ticket/get")
def app_ticket(world: WorldOf, type: str = "") -> dict[str, Any]:
    if type != "agent_config":
        raise ApiError(40035, "type")
    return _ticket(world, type)


def _ticket(world: World, kind: str) -> dict[str, Any]:
    with world.lock:
        ticket, seconds = world.js_tickets.current(kind)
    return {**OK, "ticket": ticket, "expires_in": seconds}


@router.get("/getcallbackip")
@router.get("/get_api_domain_ip")
def own_addresses() -> dict[str, Any]:
    return {**OK, "ip_list": ["127.0.0.1"]}


@last_resort.api_route("/{path:path}", methods=["GET", "POST"])
def not_here(path: str) -> dict[str, Any]:
    raise ApiError(48002 if path in FORBIDDEN else 40066, path)
