"""The two servers that are compared: a bare echo, and ours as `kaohe serve` starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import requests

TOKEN: Final = "QDG6eK"
AES_KEY: Final = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
CORP: Final = "ww1234567890abcdef"
PATH: Final = "/wecom/callback"
UNIT: Final = Path(__file__).parent.parent / "deploy" / "kaohe.service"
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running child. `started` is when it was asked to start, by time.monotonic."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    def cpu(self) -> float:
        """Processor seconds so far, of all its processes."""
        return sum(_cpu(pid) for pid in self.pids())

    def memory(self, what: str = "VmRSS") -> float:
        """Megabytes of all its processes; `VmHWM` is the most so far."""
        return sum(_memory(pid, what) for pid in self.pids())

    def pids(self) -> list[int]:
        """Its own, and those of its workers."""
        own = self.process.pid
        found = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        return [own, *map(int, found)]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(f"{what}:")) / 1024


@contextmanager
def echo(port: int, core: int | None) -> Iterator[Server]:
    command = [sys.executable, "-m", "benchmarks.callback_echo", str(port)]
    with _running(command, port, core, {}) as server:
        yield server


@contextmanager
def ours(
    port: int, core: int | None, database_url: str, folder: Path, wecom: str, workers: int = 1
) -> Iterator[Server]:
    settings = {
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder / "data"),
        "WECOM_CORP_ID": CORP,
        "WECOM_AGENT_ID": "1000002",
        "WECOM_SECRET": "secret-of-the-benchmark",
        "WECOM_TOKEN": TOKEN,
        "WECOM_AES_KEY": AES_KEY,
        "WECOM_API_URL": wecom,
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port), "--workers", str(workers)]
    environment = {f"KAOHE_{name}": value for name, value in settings.items()} | _of_unit()
    with _running(command, port, core, environment) as server:
        yield server


def _of_unit() -> dict[str, str]:
    """What the unit for systemd sets besides."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    said = [one.removeprefix("Environment=") for one in lines if one.startswith("Environment=")]
    return dict(pair.split("=", 1) for line in said for pair in line.split())


@contextmanager
def _running(
    command: list[str], port: int, core: int | None, environment: Mapping[str, str]
) -> Iterator[Server]:
    pinned = command if core is None else ["taskset", "-c", str(core), *command]
    started = time.monotonic()
    process = subprocess.Popen(pinned, env=os.environ | environment)
    try:
        _wait(process, port)
        yield Server(process, port, started)
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + 60
    with requests.Session() as session:
        session.trust_env = False
        while time.monotonic() < give_up:
            assert process.poll() is None, "the server did not start"
            try:
                session.get(f"http://127.0.0.1:{port}{PATH}", timeout=1)
            except requests.RequestException:
                time.sleep(0.01)
            else:
                return
    raise TimeoutError("the server did not start")
