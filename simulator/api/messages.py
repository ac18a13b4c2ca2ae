"""message/send, message/update_template_card, message/recall."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from simulator import sending, updating
from simulator.api.gate import ApiRoute, JsonBody, WorldOf, admit

router = APIRouter(prefix="/message", route_class=ApiRoute, dependencies=[Depends(admit)])


@router.post("/send")
def send(world: WorldOf, body: JsonBody) -> dict[str, Any]:
    with world.lock:
        return sending.send(world, body)


@router.post("/update_template_card")
def update_template_card(world: WorldOf, body: JsonBody) -> dict[str, Any]:
    with world.lock:
        return updating.update_by_code(world, body)


@router.post("/recall")
def recall(world: WorldOf, body: JsonBody) -> dict[str, Any]:
    with world.lock:
        return updating.recall(world, body.get("msgid"))
