"""Parsing in a child process with a limit on memory and time; what it says comes back as JSON.

The child gets none of our environment, so no secret, and may not write files of any size: a
workbook made to break a parser breaks only the child.
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space
SECONDS: Final = 30
MOST_SAID: Final = 64 * 1024 * 1024  # bytes of JSON

_ROOT: Final = Path(__file__).resolve().parents[2]
_FAILED: Final = 3


class ChildFailed(Exception):
    """The child met an error it did not expect: the file is damaged or made up."""


class ChildOverrun(Exception):
    """The child was stopped: it took too much memory or time."""


def call(module: str, function: str, *args: str, seconds: float = SECONDS) -> Any:
    """What `module.function(*args)` returns, made of JSON's types."""
    command = [sys.executable, "-m", "forms.kit.child", module, function, *args]
    environment = {
        "PYTHONPATH": str(_ROOT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.environ.get("PATH", ""),
    }
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as overrun:
        raise ChildOverrun from overrun
    if done.returncode == _FAILED:
        raise ChildFailed
    # Out of memory shows as MemoryError, as an abort inside a library, or as a kill.
    if done.returncode != 0 or len(done.stdout) > MOST_SAID:
        raise ChildOverrun
    return json.loads(done.stdout)


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 (there is none on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(module: str, function: str, *args: str) -> int:
    _limit()
    try:
        said = getattr(importlib.import_module(module), function)(*args)
    except MemoryError:
        return 4
    # Whatever a parser raises on a made-up file, our side only needs to know that it failed.
    except Exception:
        return _FAILED
    sys.stdout.write(json.dumps(said, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
