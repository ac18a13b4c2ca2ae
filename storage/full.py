"""Telling a full disk from other faults, whoever reports it."""

import errno
from collections.abc import Iterator
from typing import Final

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
# SQLite's words; PostgreSQL has a code for it.
_SQLITE_WORDS: Final = "database or disk is full"
_POSTGRESQL_CODE: Final = "53100"


def is_disk_full(error: BaseException) -> bool:
    """Whether this, or what it came from, is a disk without room."""
    return any(map(_says_full, _with_causes(error)))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return getattr(error, "sqlstate", "") == _POSTGRESQL_CODE or _SQLITE_WORDS in str(error)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
