"""How far an import is, told while it runs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

Progress = Callable[[str, int, int], None]
"""Called with the sheet, rows done and rows in all."""
_EVERY: Final = 5000
_Row = TypeVar("_Row")


def told(rows: Sequence[_Row], sheet: str, progress: Progress | None) -> Iterator[_Row]:
    """The rows, with word of how far it is; of a short sheet none."""
    for number, row in enumerate(rows):
        if progress and number and number % _EVERY == 0:
            progress(sheet, number, len(rows))
        yield row
