"""A real S3 server in a process of its own, and a gate before it that can be shut."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final

from storage.s3_shelf import S3Address
from tests.kit.waiting import until

ACCESS: Final = "kaohe"
SECRET: Final = "not-a-secret-but-long-enough"
BUCKET: Final = "papers"
_LONG: Final = 60.0


@dataclass(frozen=True)
class S3Server:
    """`folder`: where it keeps what it was given."""

    host: str
    port: int
    folder: Path

    def address(self, port: int = 0, timeout: float = 20.0, host: str = "") -> S3Address:
        """How to reach it, through a gate if its port is given."""
        endpoint = f"http://{host or self.host}:{port or self.port}"
        return S3Address(endpoint, BUCKET, ACCESS, SECRET, timeout=timeout)


@contextmanager
def s3_server(folder: Path, host: str = "127.0.0.1") -> Iterator[S3Server]:
    """Start one with an empty bucket."""
    (folder / BUCKET).mkdir(parents=True)
    with socket.socket() as probe:
        probe.bind((host, 0))
        port = probe.getsockname()[1]
    secrets = {"NANIO_ACCESS_KEY": ACCESS, "NANIO_SECRET_KEY": SECRET}
    command = [sys.executable, "-m", "nanio", "serve", "--host", host, "--port", str(port)]
    command += ["--data-dir", str(folder), "--no-access-log", "--log-level", "error"]
    process = subprocess.Popen(command, env=os.environ | secrets)
    try:
        reach = "127.0.0.1" if host == "0.0.0.0" else host
        _wait(process, reach, port)
        yield S3Server(reach, port, folder)
    finally:
        process.kill()  # it would wait for connections that are kept
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], host: str, port: int) -> None:
    def answers() -> bool:
        assert process.poll() is None, "the S3 server did not start"
        with suppress(OSError), socket.create_connection((host, port), 1):
            return True
        return False

    until(answers, lambda: "the S3 server did not start in time")


@dataclass
class Gate:
    """`most`: bytes of each request let through before the connection breaks; None: all."""

    port: int
    shut: bool = False
    silent: bool = False
    most: int | None = None
    broken: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    def let_in(self, *callers: socket.socket) -> None:
        """These go through from now on."""
        self._open += callers

    def cut(self) -> None:
        """Break what goes through at the moment; whoever comes again meets what is set now."""
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._open.clear()


@contextmanager
def gate(server: S3Server) -> Iterator[Gate]:
    """A gate before the server."""
    listener = socket.create_server(("127.0.0.1", 0))
    found = Gate(listener.getsockname()[1])
    Thread(target=_keep, args=(listener, found, server), daemon=True).start()
    with closing(listener):
        yield found


def _keep(listener: socket.socket, gate: Gate, server: S3Server) -> None:
    with suppress(OSError):  # closed at the end
        while True:
            caller, _ = listener.accept()
            if gate.shut:
                caller.close()
            elif gate.silent:
                Thread(target=_swallow, args=(caller,), daemon=True).start()
            else:
                Thread(target=_through, args=(caller, gate, server), daemon=True).start()


def _swallow(caller: socket.socket) -> None:
    with closing(caller), suppress(OSError):
        while caller.recv(65536):
            pass


def _through(caller: socket.socket, gate: Gate, server: S3Server) -> None:
    with closing(caller), socket.create_connection((server.host, server.port)) as called:
        gate.let_in(caller, called)
        back = Thread(target=_copy, args=(called, caller), daemon=True)
        back.start()
        passed = 0
        with suppress(OSError):
            while some := caller.recv(65536):
                passed += len(some)
                if gate.most is not None and passed > gate.most:
                    gate.broken += 1
                    called.sendall(some[: len(some) // 2])
                    return
                called.sendall(some)
            called.shutdown(socket.SHUT_WR)
        back.join(_LONG)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65536):
            target.sendall(some)
        target.shutdown(socket.SHUT_WR)
