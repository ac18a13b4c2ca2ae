"""What runs in the child: one function, with its limits set first; its answer goes to stdout.

Run as a script, so that a start costs no more imports than the function itself needs.
"""

import importlib
import json
import sys
from typing import Final

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space
SECONDS: Final = 30  # of processor time
FAILED: Final = 3
TOO_MUCH: Final = 4


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
        return TOO_MUCH
    # Whatever a parser raises on a made-up file, our side only needs to know that it failed.
    except Exception:
        return FAILED
    if not isinstance(said, bytes):
        said = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    sys.stdout.buffer.write(said)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
