"""Machines with addresses of their own: network namespaces where we may make them."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """`address`: where it is reached; `outside`: how it reaches us; `enter`: what runs there."""

    name: str
    address: str
    outside: str
    enter: tuple[str, ...] = ()

    @property
    def apart(self) -> bool:
        """Whether it has a network of its own."""
        return bool(self.enter)


@contextmanager
def machines(count: int) -> Iterator[Sequence[Machine]]:
    """In namespaces joined to ours by a cable each; else all on this machine's own address."""
    with ExitStack() as held:
        try:
            found = [held.enter_context(_apart(number)) for number in range(count)]
        except (OSError, subprocess.CalledProcessError):  # no tool, or not allowed to
            found = [Machine(f"host{number}", "127.0.0.1", "127.0.0.1") for number in range(count)]
        yield found


@contextmanager
def _apart(number: int) -> Iterator[Machine]:
    if shutil.which("ip") is None:
        raise FileNotFoundError("ip")
    # Of this process alone, whoever else runs the same test.
    mark = os.getpid() % 60_000
    name, ours, theirs = f"kaohe-{mark}-{number}", f"kh{mark}o{number}", f"kh{mark}i{number}"
    network = f"10.{100 + mark // 256 % 100}.{mark % 256}"
    outside, address = f"{network}.{4 * number + 1}", f"{network}.{4 * number + 2}"
    _ip("netns", "add", name)
    try:
        _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", name)
        _ip("addr", "add", f"{outside}/30", "dev", ours)
        _ip("link", "set", ours, "up")
        _ip("-n", name, "addr", "add", f"{address}/30", "dev", theirs)
        _ip("-n", name, "link", "set", theirs, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        yield Machine(name, address, outside, ("ip", "netns", "exec", name))
    finally:
        _ip("netns", "del", name)  # and the cable with it


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=20)
