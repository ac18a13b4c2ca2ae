"""A season's end, as the command line does it."""

from handlers.seasons.archive import Archived, BadArchive, verified, write_archive
from handlers.seasons.ending import (
    NotYet,
    Open,
    archive_noted,
    close,
    erasable,
    erase,
    reopen,
    still_open,
    would_erase,
)

__all__ = [
    "Archived",
    "BadArchive",
    "NotYet",
    "Open",
    "archive_noted",
    "close",
    "erasable",
    "erase",
    "reopen",
    "still_open",
    "verified",
    "would_erase",
    "write_archive",
]
