"""Loaded by the process that others are forked from: all flows done once, so statements are kept.

A fork then does what a service does that has been running for a while; compiling the same
statements in each was more than half of what it took. Nothing else is left of it: its database is
gone, and its connections with it.
"""

import contextlib
import gc
import io
import tempfile
from pathlib import Path

from storage import engine
from tests.kit.cut.flows import FLOWS
from tests.kit.cut.running import in_scene
from tests.kit.databases import SqliteDatabases, sharing_engine


def _done_once() -> None:
    vars(engine)["create_engine"] = sharing_engine
    with (
        tempfile.TemporaryDirectory(prefix="kaohe-warm-") as folder,
        contextlib.redirect_stdout(io.StringIO()),
        in_scene(SqliteDatabases(Path(folder)), Path(folder)) as (scene, _),
    ):
        for flow in FLOWS.values():
            flow(scene)


_done_once()
gc.freeze()  # forks share what is here, and do not look through it for garbage
