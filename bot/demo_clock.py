"""POST /demo/clock: the simulator moves our time; only in a demonstration, only with its key."""

import hmac
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException
from pydantic import BaseModel

from bot.clock import MovableClock

KEPT = "demo-clock"


class Jump(BaseModel):
    """The time the simulator moves to."""

    at: datetime


def create_router(
    clock: MovableClock, secret: str, data_dir: Path, tick: Callable[[], None]
) -> APIRouter:
    """The address at which the time is moved."""
    router = APIRouter()

    @router.post("/demo/clock")
    def jump(
        wanted: Jump, key: str = "", x_kaohe_demo: Annotated[str, Header()] = ""
    ) -> dict[str, str]:
        if not hmac.compare_digest((x_kaohe_demo or key).encode(), secret.encode()):
            raise HTTPException(403)
        clock.put(wanted.at)
        keep_time(data_dir, clock.now())
        tick()
        return {"at": clock.now().isoformat(timespec="seconds")}

    return router


def keep_time(data_dir: Path, at: datetime) -> None:
    """The next demonstration goes on from here: records from its future would confuse."""
    (data_dir / KEPT).write_text(at.isoformat(), encoding="ascii")


def kept_time(data_dir: Path) -> datetime | None:
    """The time a demonstration had come to, if it was kept."""
    try:
        return datetime.fromisoformat((data_dir / KEPT).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
