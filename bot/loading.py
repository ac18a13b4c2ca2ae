"""Loading what a command needs without looking for garbage in it."""

import gc
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# What libraries of ours load where it is installed, and only we could use: the logs in colours of
# structlog and its threads of another kind, a server of uvicorn's that starts anew when its source
# changes, a guess of requests in which letters an answer is written that does not say so; WeCom's
# are UTF-8. 7 MB in all.
UNUSED: Final = ("rich", "watchfiles", "greenlet", "charset_normalizer")
_WARNED: Final = "Unable to find acceptable character detection"  # says requests


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
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", _WARNED)
            yield
    finally:
        for name in left_out:
            sys.modules.pop(name, None)
        gc.freeze()
        gc.enable()
