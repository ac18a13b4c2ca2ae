"""Routes under /sim: what a test or the chat page does on behalf of people and operators."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import BaseModel, Field

from simulator.actions import Actions, Done
from simulator.api.gate import WorldOf
from simulator.delivery import Courier, verify_callback
from simulator.faults import FaultChange, changed
from simulator.moving import move_clock
from simulator.seen import message_json
from simulator.world import World

router = APIRouter(prefix="/sim")
Wait = bool  # answer only after the callback was delivered or given up


def get_courier(request: Request) -> Courier:
    courier: Courier = request.app.state.courier
    return courier


def get_actions(request: Request) -> Actions:
    return Actions(request.app.state.world, request.app.state.courier)


CourierOf = Annotated[Courier, Depends(get_courier)]
ActionsOf = Annotated[Actions, Depends(get_actions)]


class Say(BaseModel):
    userid: str
    content: str
    wait: Wait = False


class Location(BaseModel):
    userid: str
    latitude: float = 25.0
    longitude: float = 115.0
    label: str = ""
    wait: Wait = False


class Link(BaseModel):
    userid: str
    title: str
    url: str
    description: str = ""
    picurl: str = ""
    wait: Wait = False


class Click(BaseModel):
    userid: str
    message_id: int
    key: str
    selected: dict[str, str | list[str]] = Field(default_factory=dict)
    wait: Wait = False


class MenuClick(BaseModel):
    userid: str
    key: str  # of a click entry, or the address of a view entry
    wait: Wait = False


class Somebody(BaseModel):
    userid: str
    wait: Wait = False


class Retry(BaseModel):
    message_id: int
    wait: Wait = False


class Jump(BaseModel):
    at: str


@router.post("/say")
def say(asked: Say, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.say(asked.userid, asked.content), asked.wait)


@router.post("/send_media")
def send_media(
    request: Request,
    actions: ActionsOf,
    userid: Annotated[str, Form()],
    kind: Annotated[Literal["image", "voice", "video", "file"], Form()],
    file: Annotated[UploadFile, File()],
    wait: Annotated[Wait, Form()] = False,
) -> dict[str, Any]:
    content = file.file.read()
    with actions.world.lock:
        media = actions.world.media.keep(
            kind, file.filename or "未命名", content, file.content_type or ""
        )
    base_url = str(request.base_url).rstrip("/")
    return _outcome(actions, actions.send_media(userid, media, base_url), wait)


@router.post("/send_location")
def send_location(asked: Location, actions: ActionsOf) -> dict[str, Any]:
    done = actions.send_location(asked.userid, asked.latitude, asked.longitude, asked.label)
    return _outcome(actions, done, asked.wait)


@router.post("/send_link")
def send_link(asked: Link, actions: ActionsOf) -> dict[str, Any]:
    link = asked.model_dump(include={"title", "description", "url", "picurl"})
    return _outcome(actions, actions.send_link(asked.userid, link), asked.wait)


@router.post("/click")
def click(asked: Click, actions: ActionsOf) -> dict[str, Any]:
    done = actions.click(asked.userid, asked.message_id, asked.key, asked.selected)
    return _outcome(actions, done, asked.wait)


@router.post("/menu")
def menu(asked: MenuClick, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.menu(asked.userid, asked.key), asked.wait)


@router.post("/enter")
def enter(asked: Somebody, actions: ActionsOf) -> dict[str, Any]:
    if not actions.world.config.report_enter:
        return {"message": None, "delivery": None}
    return _outcome(actions, actions.event(asked.userid, "enter_agent", ""), asked.wait)


@router.post("/subscribe")
def subscribe(asked: Somebody, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.event(asked.userid, "subscribe", None), asked.wait)


@router.post("/retry")
def retry(asked: Retry, actions: ActionsOf) -> dict[str, Any]:
    return _outcome(actions, actions.retry(asked.message_id), asked.wait)


@router.get("/messages")
def messages(world: WorldOf, courier: CourierOf, userid: str, since: int = 0) -> dict[str, Any]:
    with world.lock:
        member = world.played(userid)
        seen = [message_json(one, courier) for one in world.chat.of(member.userid, since)]
        return {"version": world.chat.version, "messages": seen}


@router.get("/deliveries")
def deliveries(courier: CourierOf) -> dict[str, Any]:
    return {"deliveries": [one.as_json() for one in courier.deliveries]}


@router.get("/state")
def state(world: WorldOf) -> dict[str, Any]:
    with world.lock:
        return {
            "corp_id": world.config.corp_id,
            "agent_id": world.config.agent_id,
            "app_name": world.config.app_name,
            "callback_url": world.config.callback_url,
            "verified": world.verified,
            "at": world.clock.now().isoformat(timespec="seconds"),
            "clock_error": world.clock_error,
            "version": world.chat.version,
            "messages": world.chat.count,
            "unread": world.chat.unread(),
            "tokens_issued": world.tokens.issued,
            "duplicates": world.duplicates,
            "menu": world.menu,
            "faults": world.faults.model_dump(),
        }


@router.get("/people")
def people(world: WorldOf) -> dict[str, Any]:
    return {"people": [one.model_dump(mode="json") for one in world.contacts.members]}


@router.get("/calls")
def calls(world: WorldOf) -> dict[str, Any]:
    with world.lock:
        return world.calls.as_json()


@router.get("/faults")
def faults(world: WorldOf) -> dict[str, Any]:
    return world.faults.model_dump()


@router.post("/faults")
def change_faults(change: FaultChange, world: WorldOf) -> dict[str, Any]:
    with world.lock:
        for userid in change.unlicensed or []:
            world.played(userid)
        world.faults = changed(world.faults, change)
        if change.invalidate_token:
            world.tokens.invalidate(change.invalidate_token)
        return world.faults.model_dump()


@router.get("/clock")
def clock(world: WorldOf) -> dict[str, Any]:
    return _clock(world)


@router.post("/clock")
def jump(asked: Jump, world: WorldOf) -> dict[str, Any]:
    move_clock(world, asked.at)
    return _clock(world)


@router.post("/verify")
def verify(world: WorldOf) -> dict[str, Any]:
    problem = verify_callback(world)
    with world.lock:
        world.verified = problem or "通过"
    return {"ok": not problem, "problem": problem}


def _clock(world: World) -> dict[str, Any]:
    at = world.clock.now().isoformat(timespec="seconds")
    return {"at": at, "clock_error": world.clock_error}


def _outcome(actions: Actions, done: Done, wait: bool) -> dict[str, Any]:
    message, delivery = done
    if delivery and wait:
        actions.courier.wait(delivery)
    with actions.world.lock:
        return {
            "message": message_json(message, actions.courier) if message else None,
            "delivery": delivery.as_json() if delivery else None,
        }
