"""Children that parse, forked from one that has loaded the parsers: no interpreter is started.

Run as a script it is that one. What a child does, its limits and its environment are those of
`forms/kit/safe`; only the start, most of what a small file costs, is spared.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import Any, Final, Self

from forms.kit.safe import child, inside

_LOADED: Final = ("forms.kit.text", "forms.kit.sheet_reader", "forms.kit.document", "pypdf")
_MOST: Final = 4096  # bytes of a request: a function and the paths it is given
_KILLED: Final = -int(signal.SIGKILL)


class Nursery:
    """The process all are forked from; begun with the first child, gone with ours."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kaohe-nursery-")
        self._address = str(Path(self._folder.name, "line"))
        self._process: subprocess.Popen[bytes] | None = None

    def child(self, *asked: str) -> "Forked":
        """In place of an interpreter of its own."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-S", "-P", __file__, self._address],
                env=child._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdout
            assert self._process.stdout.readline() == b"ready\n"
        return Forked(self._address, asked)

    def close(self) -> None:
        """Let it end."""
        if self._process is not None:
            self._process.communicate(timeout=30)
        self._folder.cleanup()


class Forked:
    """What is used of `subprocess.Popen`."""

    def __init__(self, address: str, asked: tuple[str, ...]) -> None:
        self.returncode: int | None = None
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.connect(address)
        reading, writing = os.pipe()
        here = str(Path.cwd())  # a path may be relative to where we are now
        socket.send_fds(self._line, ["\0".join((here, *asked)).encode()], [writing])
        os.close(writing)
        self.stdout: BufferedReader = os.fdopen(reading, "rb")
        self._pid = int(self._line.recv(_MOST))

    def kill(self) -> None:
        """At once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.returncode = int(self._line.recv(_MOST) or _KILLED)
        self._line.close()


def _main(address: str) -> None:
    for name in _LOADED:
        import_module(name)
    gc.freeze()  # else each child would copy all this by looking through it
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(address)
        door.listen(64)
        sys.stdout.buffer.write(b"ready\n")
        sys.stdout.buffer.flush()
        while sys.stdin not in (ready := select.select([door, sys.stdin], [], [])[0]):
            assert ready
            line = door.accept()[0]
            if os.fork() == 0:
                door.close()
                _answer(line)
            line.close()
            _bury()


def _answer(line: socket.socket) -> None:
    """In the child: what `inside.py` does as a script."""
    asked, files, _, _ = socket.recv_fds(line, _MOST, 1)
    os.dup2(files[0], 1)
    os.close(files[0])
    line.send(str(os.getpid()).encode())
    code: Any = inside.FAILED
    try:
        here, *call = asked.decode().split("\0")
        os.chdir(here)
        code = inside._main(*call)
        sys.stdout.flush()
    finally:
        os.close(1)
        line.send(str(code).encode())
        os._exit(code)


def _bury() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    _main(sys.argv[1])
