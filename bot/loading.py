"""Loading what a command needs without looking for garbage in it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# What libraries of ours load where it is installed, and only we could use: the logs in colours of
# structlog, a server that starts anew when its source changes. 4 MB, and a tenth of a second.
UNUSED: Final = ("rich", "watchfiles")


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded stays to the end, so no look through it finds anything.

    Looking anyway is a sixth of the start; afterwards every full look would be as long again.
    Meanwhile what is in `UNUSED` counts as not installed.
    """
    gc.disable()
    left_out = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in left_out:
            sys.modules.pop(name, None)
        gc.freeze()
        gc.enable()
