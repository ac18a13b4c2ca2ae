"""The codes members come back with from WeCom's login page."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

_GRACE: Final = timedelta(minutes=5)  # as long as WeCom keeps a code
_WAITS: Final = 15.0  # seconds for another request's answer from WeCom


class OneTimeCodes:
    """Who a code was for, for a little while: WeCom answers each once, browsers ask twice.

    A lost answer, or two requests at once. Nothing hangs on it: another process asks WeCom.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: dict[str, tuple[Future[str | None], datetime]] = {}

    def userid_of(self, code: str, now: datetime, ask: Callable[[str], str | None]) -> str | None:
        """Raises what `ask` raises; a failure is not kept."""
        with self._lock:
            self._asked = {
                key: kept for key, kept in self._asked.items() if abs(now - kept[1]) <= _GRACE
            }
            known = code in self._asked
            answer = self._asked.setdefault(code, (Future(), now))[0]
        if not known:
            try:
                answer.set_result(ask(code))
            except Exception as error:
                with self._lock:
                    self._asked.pop(code, None)
                answer.set_exception(error)
        return answer.result(timeout=_WAITS)
