"""A season's end, as the command line does it."""

from handlers.seasons.archive import BadArchive, verified, write_archive
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
from handlers.seasons.two_people import confirm, send_codes

__all__ = [
    "BadArchive",
    "NotYet",
    "Open",
    "archive_noted",
    "close",
    "confirm",
    "erasable",
    "erase",
    "reopen",
    "send_codes",
    "still_open",
    "verified",
    "would_erase",
    "write_archive",
]
