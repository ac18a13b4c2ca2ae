"""Jumping in time together with the bot."""

from __future__ import annotations

from datetime import datetime, timedelta

import requests

from simulator.clock import next_working_morning, parse_moment
from simulator.errors import Refused
from simulator.world import World

BOT_TIMEOUT = 30.0  # seconds; the bot may send due reminders before it answers


def move_clock(world: World, wanted: str) -> None:
    """`wanted` is a moment, `+3600` seconds, `next-working-morning` or `now` (tell the bot again).

    Our own clock moves first: what the bot sends on its way is already stamped later.
    """
    with world.lock:
        world.clock.jump(_target(wanted, world.clock.now()))
    world.clock_error = _tell_the_bot(world)


def _target(wanted: str, now: datetime) -> datetime:
    if wanted == "now":
        return now
    if wanted == "next-working-morning":
        return next_working_morning(now)
    try:
        return now + timedelta(seconds=int(wanted)) if wanted[:1] == "+" else parse_moment(wanted)
    except (ValueError, OverflowError) as error:
        raise Refused(f"看不懂时间“{wanted}”，请写成 2020-01-03T09:00。") from error


def _tell_the_bot(world: World) -> str:
    """Empty when told (or nobody to tell), else what went wrong."""
    if not world.config.clock_url:
        return ""
    at = world.clock.now().isoformat(timespec="seconds")
    try:
        with requests.Session() as session:
            session.trust_env = False
            response = session.post(world.config.clock_url, json={"at": at}, timeout=BOT_TIMEOUT)
    except requests.RequestException:
        return "机器人没有应答，它的时间没有跟着走"
    return "" if response.ok else f"机器人拒绝调整时间（HTTP {response.status_code}）"
