"""Who writes next, in the order they came: SQLite lets one write at a time and keeps no queue.

Left to SQLite, writers of one process sleep and try again; under load some never get through.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident


class Turnstile:
    """Lets one thread through at a time, first come, first served."""

    def __init__(self, patience: float) -> None:
        """`patience`: seconds after which a thread that waits gives up with a TimeoutError."""
        self._patience = patience
        self._mutex = Lock()
        self._inside: int | None = None
        self._waiting: deque[tuple[int, Lock]] = deque()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Until its end nobody else is let through."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        gate, me = Lock(), get_ident()
        with self._mutex:
            if self._inside is None:
                self._inside = me
                return
            if self._inside == me:
                raise RuntimeError("a transaction inside another")
            gate.acquire()
            self._waiting.append((me, gate))
        if gate.acquire(timeout=self._patience):
            return
        with self._mutex:
            if self._inside == me:  # opened at the last moment
                return
            self._waiting.remove((me, gate))
        raise TimeoutError("others have been writing for too long")

    def _leave(self) -> None:
        with self._mutex:
            self._inside = None
            if self._waiting:
                self._inside, gate = self._waiting.popleft()
                gate.release()
