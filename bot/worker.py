"""One of several processes: what it serves, and that it ends with the one that watches over it."""

from __future__ import annotations

import os
import signal
import time
from threading import Thread
from typing import TYPE_CHECKING, Final

from bot.loading import loading

if TYPE_CHECKING:
    from fastapi import FastAPI

_ORPHANED_EVERY: Final = 1.0


def create() -> FastAPI:
    """The application of one of them, which reads settings and plan itself."""
    with loading():  # what is loaded inside is not looked through again
        from bot.app import Service, app_of  # noqa: PLC0415
        from bot.clock import Clock  # noqa: PLC0415
        from bot.guarded import more_files  # noqa: PLC0415
        from bot.log import configure_logs  # noqa: PLC0415
        from bot.opening import plans_of  # noqa: PLC0415
        from bot.settings import Settings, read_settings  # noqa: PLC0415
        from handlers.dialogue.service import Seasons  # noqa: PLC0415
        from language.reader import Reader  # noqa: PLC0415

        settings = read_settings(Settings)
        configure_logs()
        more_files()
        plans = plans_of(settings)
        seasons = Seasons(plans[0], Reader(plans[0]), plans[1:])
        app = app_of(Service(settings, Clock(), seasons))
    Thread(target=_end_with, args=(os.getppid(),), daemon=True, name="parent").start()
    return app


def _end_with(parent: int) -> None:
    """Stop once the process that watches over us is gone: nobody else would tell us to."""
    while os.getppid() == parent:
        time.sleep(_ORPHANED_EVERY)
    import structlog  # noqa: PLC0415 - loaded by now

    structlog.get_logger(__name__).error("left_alone")
    os.kill(os.getpid(), signal.SIGTERM)
