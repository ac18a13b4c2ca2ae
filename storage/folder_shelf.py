"""Stored files in a folder: of this machine, or one that several machines share."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storage.shelf import clear_abandoned, new_part


class FolderShelf:
    """Two letters of the name are the folder below."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._incoming = folder, folder / "incoming"

    def create(self) -> None:
        """Make the folder; put back what a sweep that was killed had not decided on."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob("??/*.part"):
            path.rename(path.with_suffix(""))
        clear_abandoned(self._incoming, time.time())

    def part(self) -> Path:
        """On the same disk, so that it is put in place by its name alone."""
        return new_part(self._incoming)

    def put(self, part: Path, name: str) -> None:
        """The file is safe; so must be its name."""
        target = self.path(name)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        _sync_folder(target.parent)
        _sync_folder(self._folder)

    def again(self, name: str) -> bool:
        """From now on it is as young as if it had just come."""
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return self.path(name).exists()

    def size(self, name: str) -> int:
        """How many bytes."""
        return self.path(name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        """The file itself."""
        return self.path(name).open("rb")

    def beginning(self, name: str, length: int) -> bytes:
        """Its first bytes."""
        with self.open(name) as file:
            return file.read(length)

    def local(self, name: str) -> Path | None:
        """The file itself."""
        path = self.path(name)
        return path if path.exists() else None

    def names(self) -> Iterator[str]:
        """Of all that is kept."""
        yield from (path.name for path in self._paths())

    def remove(self, name: str) -> None:
        """Take it away."""
        self.path(name).unlink(missing_ok=True)

    def sweep(self, keep: Callable[[str], bool], older_than: float) -> int:
        """Who puts the same meanwhile makes it young again first (`again`), and it is put back."""
        gone = 0
        clear_abandoned(self._incoming, time.time())
        for path in self._paths():
            if keep(path.name) or not _older(path, older_than):
                continue
            aside = path.with_name(f"{path.name}.part")
            try:
                path.rename(aside)
                if _older(aside, older_than):
                    aside.unlink()
                    gone += 1
                else:
                    aside.rename(path)
            except FileNotFoundError:  # another process swept it, or has put it back
                continue
        return gone

    def path(self, name: str) -> Path:
        """Where it lies, or would lie."""
        return self._folder / name[:2] / name

    def _paths(self) -> list[Path]:
        found = (path for path in self._folder.glob("??/*") if path.suffix != ".part")
        return sorted(found)


@dataclass(frozen=True)
class FolderShelves:
    """All of them in one folder."""

    folder: Path

    def shelf(self, *names: str) -> FolderShelf:
        """The one under these names."""
        return FolderShelf(self.folder.joinpath(*names))

    def below(self, name: str) -> Iterator[str]:
        """The names of those under a name."""
        yield from sorted(path.name for path in (self.folder / name).glob("*"))


def _older(path: Path, than: float) -> bool:
    try:
        return path.stat().st_mtime < than
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
