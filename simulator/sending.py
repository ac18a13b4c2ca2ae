"""message/send: who gets it, who does not, and what is silently dropped (page 90236)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from simulator.cards import INTERACTIVE, check_task_id
from simulator.chat import CardState
from simulator.contacts import Member
from simulator.content import Content, read_content
from simulator.errors import ApiError
from simulator.world import World

PER_MINUTE, PER_HOUR = 30, 1000  # of one app to one member; more is dropped without a word
LONGEST_DUPLICATE_CHECK = 4 * 3600
CODED = INTERACTIVE  # card types whose sending earns a response_code


@dataclass
class Recipients:
    members: list[Member] = field(default_factory=list)
    unlicensed: list[str] = field(default_factory=list)
    invalid_users: list[str] = field(default_factory=list)
    invalid_parties: list[str] = field(default_factory=list)
    invalid_tags: list[str] = field(default_factory=list)


def send(world: World, request: dict[str, Any]) -> dict[str, Any]:
    check_agent(world, request)
    recipients = find_recipients(world, request)
    content = read_content(request, world.media)
    msgid = _already_sent(world, request)
    if msgid is None:  # a repeated card keeps its task_id, so this comes before the card's check
        if content.body.get("card_type"):
            _check_sendable_card(world, content.body)
        if not recipients.members and not recipients.unlicensed:
            raise ApiError(81013)
        msgid = world.ids.text(64)
        _remember(world, request, msgid)
        for member in recipients.members:
            _deliver(world, member, str(request["msgtype"]), content, msgid)
    answer: dict[str, Any] = {
        "errcode": 0,
        "errmsg": "ok",
        "invaliduser": "|".join(recipients.invalid_users).lower(),
        "invalidparty": "|".join(recipients.invalid_parties),
        "invalidtag": "|".join(recipients.invalid_tags),
        "unlicenseduser": "|".join(recipients.unlicensed).lower(),
        "msgid": msgid,
    }
    if content.body.get("card_type") in CODED:
        people = [member.userid for member in recipients.members]
        answer["response_code"] = world.new_response_code(msgid, people)
    return answer


def check_agent(world: World, request: dict[str, Any]) -> None:
    agent = request.get("agentid")
    if isinstance(agent, str) and agent.isdecimal():
        agent = int(agent)
    if not isinstance(agent, int) or agent <= 0:
        raise ApiError(40056)
    if agent != world.config.agent_id:
        raise ApiError(301002)


def find_recipients(world: World, request: dict[str, Any]) -> Recipients:
    users = _ids(request.get("touser"))
    parties = _ids(request.get("toparty"))
    tags = _ids(request.get("totag"))
    if not (users or parties or tags):
        raise ApiError(82001)
    if len(users) > 1000:
        raise ApiError(40032)
    if len(parties) > 100:
        raise ApiError(82002)
    if len(tags) > 100:
        raise ApiError(82003)
    if users == ["@all"]:
        everybody = [one for one in world.contacts.members if one.reachable]
        return _split(world, everybody, Recipients())
    found = Recipients(invalid_tags=tags)  # the made-up company has no tags
    members = [_wanted(world, userid, found) for userid in users]
    for party in parties:
        members += _of_party(world, party, found)
    return _split(world, [one for one in members if one], found)


def _ids(value: object) -> list[str]:
    return [one for one in str(value or "").split("|") if one]


def _wanted(world: World, userid: str, found: Recipients) -> Member | None:
    member = world.contacts.member(userid)
    if member is None or not member.reachable:
        found.invalid_users.append(userid)
        return None
    return member


def _of_party(world: World, party: str, found: Recipients) -> Sequence[Member]:
    tree = world.contacts.subtree(int(party)) if party.isdecimal() else []
    if not tree:
        found.invalid_parties.append(party)
    members = world.contacts.members_of(one.id for one in tree)
    return [one for one in members if one.reachable]


def _split(world: World, members: Sequence[Member], found: Recipients) -> Recipients:
    for member in dict.fromkeys(members):
        if world.licensed(member):
            found.members.append(member)
        else:
            found.unlicensed.append(member.userid)
    return found


def _check_sendable_card(world: World, card: dict[str, Any]) -> None:
    if card["card_type"] in INTERACTIVE and not world.config.callback_url:
        raise ApiError(43012)
    check_task_id(card, world.chat.tasks())


def _digest(request: dict[str, Any]) -> str:
    return sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _already_sent(world: World, request: dict[str, Any]) -> str | None:
    """The msgid of an identical request within its interval, when the check is asked for."""
    if request.get("enable_duplicate_check") != 1:
        return None
    interval = min(int(request.get("duplicate_check_interval", 1800)), LONGEST_DUPLICATE_CHECK)
    when, msgid = world.sent_requests.get(_digest(request), (0, ""))
    if not msgid or world.clock.timestamp() - when >= interval:
        return None
    world.duplicates += 1
    return msgid


def _remember(world: World, request: dict[str, Any], msgid: str) -> None:
    if request.get("enable_duplicate_check") == 1:
        world.sent_requests[_digest(request)] = (world.clock.timestamp(), msgid)


def _deliver(world: World, member: Member, kind: str, content: Content, msgid: str) -> None:
    dropped = _over_the_limit(world, member.userid)
    now = world.clock.now()
    message = world.chat.add(member.userid, "out", kind, content.body, now, msgid)
    message.warnings = content.warnings
    if content.media:
        message.attachment = content.media.as_attachment()
    if content.cut:
        message.flag("cut")
    if dropped:
        message.flag("dropped")
    if kind == "template_card":
        message.card = CardState(content.body.get("task_id", ""))


def _over_the_limit(world: World, userid: str) -> bool:
    now = world.clock.now()
    pushed = [
        one.at
        for one in world.chat.of(userid)
        if one.direction == "out" and one.shown and "passive" not in one.flags
    ]
    minute = sum(now - timedelta(minutes=1) < at <= now for at in pushed)
    hour = sum(now - timedelta(hours=1) < at <= now for at in pushed)
    return minute >= PER_MINUTE or hour >= PER_HOUR
