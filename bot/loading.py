"""Loading what a command needs without looking for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded stays to the end, so no look through it finds anything.

    Looking anyway is a sixth of the start; afterwards every full look would be as long again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
