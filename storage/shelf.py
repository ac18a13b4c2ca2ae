"""Where stored files lie, by name: what every kind of place offers, and what may go wrong there."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

# A temporary file this old belongs to a process that was killed, not to a slow upload.
ABANDONED_SECONDS: Final = 24 * 3600


class ShelfAway(OSError):
    """存放材料的地方现在连不上，什么也没有保存，请过几分钟再试。"""

    def __init__(self, why: str = "") -> None:
        """`why`: for whoever looks after the service."""
        super().__init__(self.__doc__)
        self.why = why


class Shelf(Protocol):
    """Files by name, each kept whole or not at all, never changed. Any call may raise ShelfAway."""

    def create(self) -> None:
        """Make it ready, and clear away what killed processes left half-written."""

    def part(self) -> Path:
        """A new file of this machine to write what is to be kept into."""

    def put(self, part: Path, name: str) -> None:
        """Keep what was written into a part, for good once this returns."""

    def again(self, name: str) -> bool:
        """Whether it is there already; it is then as safe from a sweep as if it had just come."""

    def has(self, name: str) -> bool:
        """Whether it is there."""

    def size(self, name: str) -> int:
        """How many bytes; raises FileNotFoundError."""

    def open(self, name: str) -> BinaryIO:
        """To be read from its beginning; raises FileNotFoundError."""

    def beginning(self, name: str, length: int) -> bytes:
        """Its first bytes, without reading the rest; raises FileNotFoundError."""

    def local(self, name: str) -> Path | None:
        """The file itself where this machine has it."""

    def names(self) -> Iterator[str]:
        """Of all that is kept, in order."""

    def remove(self, name: str) -> None:
        """Take it away for good, if it is there."""

    def sweep(self, keep: Callable[[str], bool], older_than: float) -> int:
        """Take away what need not be kept and nobody put since then (seconds of the epoch)."""


class Shelves(Protocol):
    """A shelf a name, and shelves below it."""

    def shelf(self, *names: str) -> Shelf:
        """The one under these names."""

    def below(self, name: str) -> Iterator[str]:
        """The names of those under a name."""


def new_part(folder: Path) -> Path:
    """An empty file there that only we can read."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    os.close(handle)
    return Path(name)


def clear_abandoned(folder: Path, now: float) -> None:
    """Parts of processes that were killed."""
    for path in folder.glob("*.part"):
        if path.stat().st_mtime < now - ABANDONED_SECONDS:
            path.unlink(missing_ok=True)
