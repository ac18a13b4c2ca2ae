"""Waiting for what is expected: as long as a busy machine may need, no longer than it takes."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Final

PATIENCE: Final = 120.0  # seconds; a busy machine takes twenty times as long as a quiet one
ON_A_PAGE: Final = 30.0  # seconds, for what one click or one answer brings about


def until(
    holds: Callable[[], object],
    words: Callable[[], object] = lambda: "nothing came of it",
    *,
    rest: Callable[[float], object] = sleep,
    every: float = 0.02,
) -> None:
    """Wait for what is expected; fail with these words.

    `rest`: how the time between two looks is spent; a test with a browser page lets that go on.
    """
    give_up = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < give_up, words()
        rest(every)
