"""Whether the service is alive and can do its work, for a proxy and for whoever watches."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from bot.clock import Clock
from bot.error_reporting import report
from scheduler.clock import EVERY_SECONDS
from storage import Store

LEAST_FREE: Final = 300 * 1024 * 1024  # bytes: an upload of the largest size, and its copies
TICKED: Final = "tick"  # the clock of one of our processes has done its work
BACKED_UP: Final = "backup"  # a backup was made and found whole
OLDEST_WAITING: Final = timedelta(minutes=30)
TICKED_WITHIN: Final = 5 * EVERY_SECONDS
_LOOKED_FOR: Final = 5.0  # seconds an answer is good for, so that nobody can keep us writing
_PROBE: Final = b"x" * 64 * 1024


@dataclass(frozen=True)
class State:
    """What was found. `failing`: nothing can be accepted; `troubles`: something is behind."""

    failing: tuple[str, ...]
    troubles: tuple[str, ...]
    waiting: int


@dataclass
class Health:
    """`folders`: where we write. Times of the machine, not of a clock that may be moved."""

    store: Store
    clock: Clock
    plan_id: str
    folders: tuple[Path, ...]
    now: Callable[[], float] = time.monotonic
    _lock: Lock = field(default_factory=Lock)
    _found: State | None = None
    _found_at: float = 0.0
    _ticked_at: float = 0.0

    def __post_init__(self) -> None:
        """The first tick is awaited from now on."""
        self._ticked_at = self.now()

    def ticked(self) -> None:
        """The clock of this process has done its work."""
        self._ticked_at = self.now()

    def ticked_elsewhere(self) -> None:
        """The clock of this process left it to another, which has done it lately."""
        with self.store.reading() as records:
            last = records.pulses.last(TICKED)
        if last is not None and self.clock.now() - last < timedelta(seconds=TICKED_WITHIN):
            self.ticked()

    def tick_age(self) -> float:
        """Seconds since the clock of this process did its work."""
        return self.now() - self._ticked_at

    def state(self) -> State:
        """Looked at anew every few seconds."""
        with self._lock:
            if self._found is None or self.now() - self._found_at > _LOOKED_FOR:
                self._found, self._found_at = self._look(), self.now()
            return self._found

    def _look(self) -> State:
        failing, troubles, waiting = [], [], 0
        for name, check in (("database", self._writes), ("disk", self._has_room)):
            try:
                check()
            except Exception as error:
                report(f"{name}_not_ready", error)
                failing.append(name)
        if self.now() - self._ticked_at > TICKED_WITHIN:
            failing.append("clock")
        if "database" not in failing:
            with self.store.reading() as records:
                waiting = records.outbox.waiting()
                oldest = records.outbox.oldest_due(self.clock.now())
            if oldest and self.clock.now() - oldest > OLDEST_WAITING:
                troubles.append("outbox")
        return State(tuple(failing), tuple(troubles), waiting)

    def _writes(self) -> None:
        with self.store.transaction() as records:
            records.pulses.beat("ready", self.clock.now())

    def _has_room(self) -> None:
        for folder in self.folders:
            write_probe(folder)


def write_probe(folder: Path) -> None:
    """Raises OSError where a file cannot be written there, or where there is hardly any room."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part") as file:
        file.write(_PROBE)
        file.flush()
        os.fsync(file.fileno())
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise OSError("hardly any room left")


def create_router(health: Health) -> APIRouter:
    """`/livez` for who restarts us, `/readyz` for who sends us requests; `/healthz` is the same."""
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def live() -> Response:
        return JSONResponse({"status": "alive"})

    @router.get("/healthz")
    @router.get("/readyz")
    def ready() -> Response:
        state = health.state()
        said = {
            "status": "not ready" if state.failing else "ok",
            "plan": health.plan_id,
            "waiting": state.waiting,
            "failing": state.failing,
            "troubles": state.troubles,
        }
        return JSONResponse(said, 503 if state.failing else 200)

    return router
