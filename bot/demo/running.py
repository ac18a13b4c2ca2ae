"""That a demonstration runs once in a folder, and that it ends in order whenever it is told to."""

import fcntl
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import IO, Final

from bot.wrong import Wrong

_ENDING: Final = (signal.SIGINT, signal.SIGTERM)  # Ctrl+C, kill


@contextmanager
def told_to_end() -> Iterator[Event]:
    """Inside, a signal to end sets the event and breaks nothing off, cleaning up least of all."""
    ended = Event()
    ending = [*_ENDING]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` asks for
        ending.append(signal.SIGHUP)  # a closed terminal
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in ending}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def go_on(ended: Event) -> None:
    """Raises Wrong once the demonstration was told to end while it was starting."""
    if ended.is_set():
        raise Wrong("还没有启动完就停下了，没有留下在运行的程序。", 130)


@contextmanager
def alone(folder: Path) -> Iterator[Callable[[str], None]]:
    """Hold `folder` until the end; raises Wrong naming who holds it and the address of its chat.

    What is given keeps that address for others to be told.

    The lock lies beside the folder, which `--fresh` removes. The system lets it go with the
    process, however that ends, so that no lock is left behind to be removed by hand.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f"{folder.name}.lock")
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Wrong(_running(lock, folder)) from None
        lock.truncate(0)
        yield lambda chat: _write(lock, chat)
        lock.truncate(0)


def _write(lock: IO[str], chat: str) -> None:
    lock.write(json.dumps({"pid": os.getpid(), "chat": chat}))
    lock.flush()


def _running(lock: IO[str], folder: Path) -> str:
    lock.seek(0)
    try:
        holder = json.loads(lock.read())
        where = f"（进程 {holder['pid']}），聊天页面是 {holder['chat']}/"
    except ValueError:  # it has only just begun, and written nothing yet
        where = ""
    return (
        f"{folder} 里的演示已经在运行{where}。没有另外启动。"
        "要停掉它，请在启动它的窗口按 Ctrl+C；要同时再开一个，请用 --folder 换一个目录。"
    )
