"""Routes under /sim/bot: what a test or the chat page does in a chat with the AI bot."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import requests
from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field

from simulator.actions import Done
from simulator.aibot.actions import BotActions
from simulator.aibot.courier import BotCourier, post_json
from simulator.aibot.replies import open_bot_reply
from simulator.aibot.verifying import verify_bot
from simulator.api.gate import WorldOf
from simulator.bot_state import GROUP
from simulator.media import Media
from simulator.replies import BadReply
from simulator.seen import message_json

router = APIRouter(prefix="/sim/bot")


def get_courier(request: Request) -> BotCourier:
    courier: BotCourier = request.app.state.bot_courier
    return courier


def get_actions(request: Request) -> BotActions:
    base_url = str(request.base_url).rstrip("/")
    return BotActions(request.app.state.world, get_courier(request), base_url)


CourierOf = Annotated[BotCourier, Depends(get_courier)]
ActionsOf = Annotated[BotActions, Depends(get_actions)]


class Say(BaseModel):
    userid: str
    content: str
    group: bool = False
    quote: int | None = None
    wait: bool = False


class Click(BaseModel):
    userid: str
    message_id: int
    key: str
    selected: dict[str, str | list[str]] = Field(default_factory=dict)
    wait: bool = False


class Feedback(BaseModel):
    userid: str
    message_id: int
    type: Literal[1, 2, 3]
    content: str = ""
    wait: bool = False


class Somebody(BaseModel):
    userid: str
    wait: bool = False


class Raw(BaseModel):
    """One plaintext, sealed correctly but for `receiveid`; posted `times` times."""

    fields: dict[str, Any]
    receiveid: str = ""
    times: int = Field(1, ge=1, le=50)


@router.post("/say")
def say(asked: Say, actions: ActionsOf) -> dict[str, Any]:
    done = actions.say(asked.userid, asked.content, asked.group, asked.quote)
    return _outcome(actions, done, asked.wait)


@router.post("/speak")
def speak(asked: Say, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.speak(asked.userid, asked.content), asked.wait)


@router.post("/send_media")
def send_media(
    actions: ActionsOf,
    userid: Annotated[str, Form()],
    kind: Annotated[Literal["image", "video", "file"], Form()],
    file: Annotated[UploadFile, File()],
    group: Annotated[bool, Form()] = False,
    wait: Annotated[bool, Form()] = False,
) -> dict[str, Any]:
    done = actions.send_media(userid, _kept(actions, kind, file), group)
    return _outcome(actions, done, wait)


@router.post("/mixed")
def mixed(
    actions: ActionsOf,
    userid: Annotated[str, Form()],
    content: Annotated[str, Form()],
    file: Annotated[UploadFile, File()],
    group: Annotated[bool, Form()] = False,
    wait: Annotated[bool, Form()] = False,
) -> dict[str, Any]:
    done = actions.mixed(userid, content, _kept(actions, "image", file), group)
    return _outcome(actions, done, wait)


@router.post("/click")
def click(asked: Click, actions: ActionsOf) -> dict[str, Any]:
    done = actions.click(asked.userid, asked.message_id, asked.key, asked.selected)
    return _outcome(actions, done, asked.wait)


@router.post("/enter")
def enter(asked: Somebody, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.enter(asked.userid), asked.wait)


@router.post("/feedback")
def feedback(asked: Feedback, actions: ActionsOf) -> dict[str, Any]:
    done = actions.feedback(asked.userid, asked.message_id, asked.type, asked.content)
    return _outcome(actions, done, asked.wait)


@router.get("/messages")
def messages(world: WorldOf, courier: CourierOf, userid: str, since: int = 0) -> dict[str, Any]:
    """`userid` may be the group's id."""
    with world.lock:
        key = userid if userid == GROUP else world.played(userid).userid
        found = [message_json(one, courier) for one in world.bot.chat.of(key, since)]
        return {"version": world.bot.chat.version, "messages": found}


@router.get("/deliveries")
def deliveries(courier: CourierOf) -> dict[str, Any]:
    return {"deliveries": [one.as_json() for one in courier.deliveries]}


@router.get("/state")
def state(world: WorldOf) -> dict[str, Any]:
    with world.lock:
        return world.bot.as_json()


@router.post("/verify")
def verify(world: WorldOf) -> dict[str, Any]:
    problem = verify_bot(world)
    with world.lock:
        world.bot.verified = problem or "通过"
    return {"ok": not problem, "problem": problem}


@router.post("/raw")
def raw(asked: Raw, world: WorldOf) -> dict[str, Any]:
    plaintext = json.dumps(asked.fields, ensure_ascii=False)
    answers: list[dict[str, Any]] = []
    for _ in range(asked.times):
        try:
            response, nonce = post_json(world, plaintext, asked.receiveid)
        except requests.RequestException as error:
            answers.append({"status": None, "error": type(error).__name__, "reply": None})
            continue
        reply = None
        if response.status_code == 200 and response.text.strip():
            try:
                reply = open_bot_reply(world.bot, response.text, nonce)
            except BadReply as error:
                reply = {"error": str(error)}
        answers.append({"status": response.status_code, "error": "", "reply": reply})
    return {"answers": answers}


def _kept(actions: BotActions, kind: str, file: UploadFile) -> Media:
    content = file.file.read()
    name = file.filename or "未命名"
    with actions.world.lock:
        return actions.world.media.keep(kind, name, content, file.content_type or "")


def _outcome(actions: BotActions, done: Done, wait: bool) -> dict[str, Any]:
    message, delivery = done
    if delivery and wait:
        actions.courier.wait(delivery)
    with actions.world.lock:
        return {
            "message": message_json(message, actions.courier) if message else None,
            "delivery": delivery.as_json() if delivery else None,
        }
