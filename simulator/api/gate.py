"""What every API call passes: faults, the token, the log, errors as HTTP 200 JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from simulator.errors import ApiError
from simulator.faults import take
from simulator.world import World

PREFIX = "/cgi-bin/"
TOKENLESS = "gettoken"
OK = {"errcode": 0, "errmsg": "ok"}


class ApiRoute(APIRoute):
    """Logs each call and turns refusals into WeCom's JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def logged(request: Request) -> Response:
            world: World = request.app.state.world
            code: int | None = None
            try:
                response = await handle(request)
                code = 0
            except ApiError as error:
                code = error.code
                response = JSONResponse(error.body(_hint(world), _caller_ip(request)))
            finally:
                asked = getattr(request.state, "asked", None) or _query(request)
                with world.lock:
                    at = world.clock.now().isoformat(timespec="seconds")
                    world.calls.record(at, _path(request), code, asked)
            return response

        return logged


def get_world(request: Request) -> World:
    world: World = request.app.state.world
    return world


WorldOf = Annotated[World, Depends(get_world)]


async def admit(request: Request, world: WorldOf) -> None:
    """Faults first, then the token; gettoken needs neither token nor trusted address."""
    path = _path(request)
    if path.startswith(world.faults.only):
        await _suffer(world)
    if path == TOKENLESS:
        return
    if world.faults.ip_blocked:
        raise ApiError(60020)
    with world.lock:
        world.tokens.check(request.query_params.get("access_token", ""))
        if take(world.faults, "reject_tokens"):
            raise ApiError(40014)


async def _suffer(world: World) -> None:
    if world.faults.slow_seconds:
        await asyncio.sleep(world.faults.slow_seconds)
    with world.lock:
        if take(world.faults, "http_500"):
            raise HTTPException(500, "simulated failure")
        if take(world.faults, "busy"):
            raise ApiError(-1)
        if take(world.faults, "limited"):
            raise ApiError(45009)


async def json_body(request: Request) -> dict[str, Any]:
    """The body as a JSON object, whatever its content type says."""
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise ApiError(40063, "body is not JSON") from error
    if not isinstance(body, dict):
        raise ApiError(40063, "body is not a JSON object")
    request.state.asked = body
    return body


JsonBody = Annotated[dict[str, Any], Depends(json_body)]


def number(value: str | None, name: str) -> int:
    """A numeric query parameter, which WeCom refuses in its own JSON rather than with 422."""
    if value is None or not value.isdecimal():
        raise ApiError(40035, name)
    return int(value)


def _path(request: Request) -> str:
    return request.url.path.removeprefix(PREFIX)


def _query(request: Request) -> dict[str, Any]:
    secrets = ("access_token", "corpsecret")
    return {key: value for key, value in request.query_params.items() if key not in secrets}


def _hint(world: World) -> str:
    return f"{world.clock.timestamp()}_{world.ids.text(32).lower()}"


def _caller_ip(request: Request) -> str:
    return request.client.host if request.client else "127.0.0.1"
