"""The points of a flow: each commit, each call to WeCom, each file put in place, before and after.

Between two of them everything is in memory and lost anyway, so these are all there are.
"""

import errno
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import requests
from sqlalchemy.engine.default import DefaultDialect

from storage.folder_shelf import FolderShelf

KILL, FAIL = "kill", "fail"


@dataclass(frozen=True)
class Cut:
    """Where a flow is cut off and how. `at` counts its points from 0; -1: nowhere.

    KILL: the process dies by SIGKILL. FAIL: database, WeCom or disk fail; after a commit or a call
    that means that it was done and the answer got lost.
    """

    at: int = -1
    how: str = KILL
    statements: bool = False  # each statement of the database is a point too


class Watch:
    """Names each point to a file and cuts at the one that is asked for."""

    def __init__(self, log: Path, cut: Cut) -> None:
        self._log, self._cut, self._count = log, cut, 0

    def passes(self, name: str, failure: Callable[[], BaseException]) -> None:
        here = self._count == self._cut.at
        self._count += 1
        with self._log.open("a") as file:
            file.write(name + "\n")
        if here and self._cut.how == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if here:
            raise failure()

    def around(
        self, of: Any, name: str, called: Callable[..., str], fails: Callable[..., BaseException]
    ) -> None:
        """Make what is called a point before and one after. For a process that then ends."""
        real = getattr(of, name)

        def watched(*args: Any, **more: Any) -> Any:
            what = called(*args)
            self.passes(f"before {what}", lambda: fails(*args))
            found = real(*args, **more)
            self.passes(f"after {what}", lambda: fails(*args))
            return found

        setattr(of, name, watched)


def watch(log: Path, cut: Cut) -> None:
    """From here on, for the rest of this process."""
    one = Watch(log, cut)
    one.around(DefaultDialect, "do_commit", lambda *_: "commit", _no_database)
    one.around(requests.Session, "send", _call, _no_wecom)
    one.around(FolderShelf, "put", lambda *_: "file", _no_room)
    one.around(Path, "replace", lambda *_: "rename", _no_room)
    if cut.statements:
        one.around(DefaultDialect, "do_execute", lambda *_: "statement", _no_database)


def _call(_session: object, request: requests.PreparedRequest, *_: object) -> str:
    return urlsplit(str(request.url)).path.rpartition("/cgi-bin/")[2]


def _no_database(dialect: DefaultDialect, *_: object) -> BaseException:
    if dialect.name == "postgresql":
        return psycopg.OperationalError("server closed the connection unexpectedly")
    return sqlite3.OperationalError("disk I/O error")


def _no_wecom(*_: object) -> BaseException:
    return requests.ConnectionError("cut off")


def _no_room(*_: object) -> BaseException:
    return OSError(errno.ENOSPC, "No space left on device")
