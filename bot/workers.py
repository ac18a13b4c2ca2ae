"""Several processes behind one listening socket: started, watched, restarted and stopped together.

Uvicorn does it; a hang-up signal replaces one after the other, each once its successor hears.
"""

from typing import Final

import structlog
from uvicorn.supervisors import Multiprocess

from bot.guarded import guarded

# For a process to say that it is there. On a busy machine starting takes its time.
HEARD_WITHIN: Final = 60
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
    config = guarded("bot.worker:create", host, port)
    config.factory, config.workers = True, workers
    config.timeout_worker_healthcheck = HEARD_WITHIN
    socket = config.bind_socket()
    log.info("workers", count=workers)
    try:
        Workers(config, [socket]).run()
    finally:
        socket.close()
