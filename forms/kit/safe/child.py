"""Parsing in a child process with a limit on memory and time; what it says comes back as JSON.

The child gets none of our environment, so no secret, and may not write files of any size: a
workbook made to break a parser breaks only the child. Nor can it fill our memory: what it says is
taken piece by piece and only up to a limit.
"""

import io
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Timer
from typing import IO, Any, Final

from forms.kit.safe import inside

SECONDS: Final = inside.SECONDS
MOST_SAID: Final = 8 * 1024 * 1024  # bytes of JSON; a form says some 20 KB, 5,000 people 3 MB

_PIECE: Final = 256 * 1024
_ROOT: Final = Path(__file__).resolve().parents[3]
_answers: ContextVar[dict[tuple[str, ...], Any] | None] = ContextVar("answers", default=None)
_INSIDE: Final = str(Path(__file__).with_name("inside.py"))


class ChildFailed(Exception):
    """The child met an error it did not expect: the file is damaged or made up."""


class ChildOverrun(Exception):
    """The child was stopped: it took too much memory or time, or had too much to say."""


@contextmanager
def remembered() -> Iterator[None]:
    """Inside, the same call is made once: several forms look at one file that does not change."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def call(
    module: str, function: str, *args: str, seconds: float = SECONDS, most: int = MOST_SAID
) -> Any:
    """What `module.function(*args)` returns, made of JSON's types; not to be changed.

    `most`: bytes of JSON it may say.
    """
    answers, asked = _answers.get(), (module, function, *args)
    if answers is None:
        return _call(asked, seconds, most)
    if asked not in answers:
        try:
            answers[asked] = _call(asked, seconds, most)
        except (ChildFailed, ChildOverrun) as wrong:
            answers[asked] = wrong
    answer = answers[asked]
    if isinstance(answer, (ChildFailed, ChildOverrun)):
        raise answer
    return answer


def _call(asked: tuple[str, ...], seconds: float, most: int) -> Any:
    module, function, *args = asked
    said = io.BytesIO()
    stream(said, most, module, function, *args, seconds=seconds)
    return json.loads(said.getvalue())


def stream(
    out: IO[bytes], most: int, module: str, function: str, *args: str, seconds: float = SECONDS
) -> None:
    """Writes the bytes that `module.function(*args)` returns to `out`, at most so many."""
    with _interpreter(module, function, *args) as process:
        alarm = Timer(seconds, process.kill)
        alarm.start()
        try:
            _copy(process, out, most)
        finally:
            alarm.cancel()
    if process.returncode == inside.FAILED:
        raise ChildFailed
    # Out of memory shows as MemoryError, as an abort inside a library, or as a kill.
    if process.returncode != 0:
        raise ChildOverrun


def _interpreter(module: str, function: str, *args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # Neither the hooks of site-packages (-S) nor the folder of the script (-P) are wanted.
        [sys.executable, "-S", "-P", _INSIDE, module, function, *args],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _copy(process: subprocess.Popen[bytes], out: IO[bytes], most: int) -> None:
    taken = 0
    while process.stdout and (piece := process.stdout.read(_PIECE)):
        taken += len(piece)
        if taken > most:
            process.kill()
            raise ChildOverrun
        out.write(piece)


def _environment() -> dict[str, str]:
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return {
        "PYTHONPATH": os.pathsep.join((str(_ROOT), *sorted(packages))),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.environ.get("PATH", ""),
    }
