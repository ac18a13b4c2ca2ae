"""Several processes behind one listening socket: started, watched, restarted and stopped together.

Uvicorn does it; a hang-up signal replaces one after the other, each once its successor hears.
"""

import os
import signal
import time
from threading import Thread
from typing import Final

import structlog
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from bot.guarded import guarded

# For a process to say that it is there. On a busy machine starting takes its time.
HEARD_WITHIN: Final = 60
_ORPHANED_EVERY: Final = 1.0
log = structlog.get_logger(__name__)


class Workers(Multiprocess):
    """As many as were asked for; one that dies is started again."""

    def keep_subprocess_alive(self) -> None:
        """Say in the log which died."""
        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        died = before - {process.pid for process in self.processes}
        if died:
            log.error("worker_started_again", died=sorted(pid for pid in died if pid))


def run(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; then all finish what they have accepted."""
    config = guarded("bot.workers:create", host, port)
    config.factory, config.workers = True, workers
    config.timeout_worker_healthcheck = HEARD_WITHIN
    socket = config.bind_socket()
    log.info("workers", count=workers)
    try:
        Workers(config, [socket]).run()
    finally:
        socket.close()


def create() -> FastAPI:
    """The application of one of them, which reads settings and plan itself."""
    from bot.loading import loading  # noqa: PLC0415 - only here, see below

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
    log.error("left_alone")
    os.kill(os.getpid(), signal.SIGTERM)
