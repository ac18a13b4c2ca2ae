"""Where stored files lie, for tests that look at the disk itself."""

from pathlib import Path

from storage.blobs import Blobs
from storage.folder_shelf import FolderShelf


def all_files(blobs: Blobs) -> list[Path]:
    """Every stored file of a folder."""
    shelf = blobs.shelf
    assert isinstance(shelf, FolderShelf)
    return [shelf.path(name) for name in shelf.names()]


def lies(blobs: Blobs, sha256: str) -> Path:
    """The stored file with this content, sealed or not."""
    [path] = [path for path in all_files(blobs) if path.name.startswith(sha256)]
    return path
