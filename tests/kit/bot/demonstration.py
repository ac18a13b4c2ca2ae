"""`kaohe demo` in a process of its own, which ends with the test whatever becomes of that.

Most are forked from a process that has loaded the program: half of what a start takes is loading.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final, Protocol

from bot.cli import run
from simulator.driver import SimulatorDriver
from tests.kit.bot.house import free_port
from tests.kit.cut.running import processes
from tests.kit.plans import ROOT
from tests.kit.waiting import PATIENCE, until

ENVIRONMENT: Final = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


class Command(Protocol):
    """What is used of `subprocess.Popen`."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended."""

    def kill(self) -> None:
        """At once."""

    def send_signal(self, number: int, /) -> None:
        """To it alone."""


class Forked:
    """The command in a process forked from one that has loaded the program."""

    def __init__(self, folder: Path, said: Path, arguments: list[str]) -> None:
        self._process = processes().Process(target=_command, args=(folder, said, arguments))
        self._process.start()
        self.pid = int(self._process.pid)

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        code: int | None = self._process.exitcode
        return code

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("kaohe demo", timeout or 0)
        return code

    def kill(self) -> None:
        """At once."""
        self._process.kill()

    def send_signal(self, number: int, /) -> None:
        """To it alone."""
        os.kill(self.pid, number)


def _command(folder: Path, said: Path, arguments: list[str]) -> None:
    """As in a terminal of its own, in this folder."""
    os.setsid()
    _as_in_a_terminal()
    os.chdir(folder)
    out = os.open(said, os.O_WRONLY | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.exit(run(arguments))


@dataclass
class Demo:
    """One that has started, or is about to."""

    process: Command
    folder: Path
    said: Path
    bot_port: int
    others: frozenset[int]  # processes of demonstrations that were running in this folder before

    @property
    def words(self) -> str:
        return self.said.read_text(encoding="utf-8")

    @property
    def driver(self) -> SimulatorDriver:
        (line,) = [one.strip() for one in self.words.splitlines() if one.startswith("    http")]
        return SimulatorDriver(line.rstrip("/"))

    def running(self) -> list[int]:
        """The numbers of its processes: the demonstration, and what it started."""
        return [each for each in processes_of(self.folder) if each not in self.others]

    def stop(self, number: int = signal.SIGINT) -> int:
        """Its exit code."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Its exit code, once it has ended by itself."""
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """By all means: nothing of it is left."""
        if self.process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                self.process.send_signal(signal.SIGINT)
                self.process.wait(20)
        self.process.kill()
        self.process.wait()
        give_up = monotonic() + 10  # for the simulator, which ends when its input does
        while (left := self.running()) and monotonic() < give_up:
            sleep(0.05)
        for number in left:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def processes_of(folder: Path) -> list[int]:
    """Programs that run where the demonstration of this folder was begun."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone in between
            if (each / "cwd").readlink() == folder.parent:
                found.append(int(each.name))
    return found


@contextmanager
def beginning(folder: Path, *options: str, forked: bool = True) -> Iterator[Demo]:
    """The command in this folder, which has not started anything yet."""
    bot_port, port, demo = free_port(), free_port(), folder / "demo"
    said, others = folder / f"said-{port}.txt", frozenset(processes_of(demo))
    said.touch()
    arguments = ["demo", "--folder", str(demo), "--port", str(port), "--bot-port", str(bot_port)]
    make = Forked if forked else _started
    begun = Demo(make(folder, said, [*arguments, *options]), demo, said, bot_port, others)
    try:
        yield begun
    finally:
        begun.end()


@contextmanager
def started(folder: Path, *options: str, forked: bool = True) -> Iterator[Demo]:
    """The command in this folder, once it has said that it can be used."""
    with beginning(folder, *options, forked=forked) as demo:
        until(lambda: "按 Ctrl+C 停止" in demo.words or demo.process.poll(), lambda: demo.words)
        assert demo.process.poll() is None, demo.words
        yield demo


def _started(folder: Path, said: Path, arguments: list[str]) -> "subprocess.Popen[bytes]":
    with said.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=ENVIRONMENT,
            start_new_session=True,
            preexec_fn=_as_in_a_terminal,  # noqa: PLW1509
        )


def _as_in_a_terminal() -> None:
    """Under `nohup` we would hand on that hanging up is to be ignored, and the demo would."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
