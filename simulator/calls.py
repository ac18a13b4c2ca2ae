"""What the bot asked of the API: counts and the last thousand calls, without secrets."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 1000


@dataclass(frozen=True)
class Call:
    number: int
    at: str
    path: str  # below /cgi-bin/
    errcode: int | None  # None: not an API answer (HTTP 500, a file)
    request: dict[str, Any]


class CallLog:
    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._calls: deque[Call] = deque(maxlen=KEPT)

    def record(self, at: str, path: str, errcode: int | None, request: dict[str, Any]) -> None:
        self._counts[path] += 1
        self._calls.append(Call(self._counts.total(), at, path, errcode, request))

    def as_json(self) -> dict[str, Any]:
        return {"counts": dict(self._counts), "log": [asdict(call) for call in self._calls]}
