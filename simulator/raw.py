"""/sim/raw: callbacks the real service would never send, to try the bot's defences."""

from __future__ import annotations

from typing import Any

import requests
from fastapi import APIRouter
from pydantic import BaseModel, Field

from simulator.api.gate import WorldOf
from simulator.delivery import post_sealed
from simulator.replies import BadReply, open_reply
from simulator.world import World

router = APIRouter(prefix="/sim")


class Raw(BaseModel):
    """One plaintext, sealed correctly unless told otherwise; posted `times` times, no retries."""

    xml: str
    signature: str | None = None  # instead of the right one
    receiveid: str | None = None  # instead of the corp id
    seconds_late: int = 0  # how old the timestamp is
    truncate: int | None = Field(None, ge=0)  # characters of Encrypt to keep, signed as they are
    body: str | None = None  # instead of the envelope
    times: int = Field(1, ge=1, le=50)


@router.post("/raw")
def raw(asked: Raw, world: WorldOf) -> dict[str, Any]:
    return {"answers": [_post(world, asked) for _ in range(asked.times)]}


def _post(world: World, asked: Raw) -> dict[str, Any]:
    try:
        response = post_sealed(
            world,
            asked.xml,
            receiveid=asked.receiveid,
            signature=asked.signature,
            timestamp=world.clock.timestamp() - asked.seconds_late,
            keep=asked.truncate,
            body=asked.body,
        )
    except requests.RequestException as error:
        return {"status": None, "error": type(error).__name__, "body": "", "reply": None}
    return {
        "status": response.status_code,
        "error": "",
        "body": response.text,
        "reply": _opened(world, response),
    }


def _opened(world: World, response: requests.Response) -> dict[str, Any] | None:
    """The decrypted reply; shown to nobody."""
    if response.status_code != 200 or not response.text.strip():
        return None
    try:
        return open_reply(world, response.text)
    except BadReply as error:
        return {"error": str(error)}
