"""Members who write without waiting for answers, and how WeCom brings it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from socket import MSG_PEEK
from threading import Event, Lock, Thread
from typing import Final

from benchmarks.callback_county import Said
from benchmarks.callback_load import opened, sealed
from benchmarks.callback_servers import PATH
from storage import Store
from storage.views import Act

PATIENCE: Final = 5.0  # seconds, then WeCom hangs up
_TRIES: Final = 4
_PASSED_ON: Final = 8  # servers a proxy tries before it gives up
_TAKEN: Final = 1.0  # seconds without an error or an answer, after which a message counts as read
_RESENT: Final = 10  # one message in so many comes twice
_ASKED: Final = ("附件8什么时候交", "登记表要填几份", "优秀比例是多少", "我们单位还差什么材料")


@dataclass
class Result:
    """`sent`: ids by member in their order; `answers`: by id; `lost`: those nobody took."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, set[str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    slow: int = 0  # answered after WeCom hung up
    _lock: Lock = field(default_factory=Lock)

    @property
    def ids(self) -> list[str]:
        """Of all messages."""
        return [id for ids in self.sent.values() for id in ids]

    def took(self, id: str, body: bytes, seconds: float) -> None:
        """A server answered."""
        with self._lock:
            self.answers.setdefault(id, set()).add(opened(body))
            self.slow += seconds > PATIENCE

    def nobody_took(self, id: str) -> None:
        """Not within WeCom's tries."""
        with self._lock:
            self.lost.append(id)

    def worked(self, store: Store) -> tuple[Counter[str], dict[str, list[str]]]:
        """From the trail: how often each id was worked on, and each member's ids in order."""
        with store.reading() as records:
            lines = list(records.audit.entries(act=Act.ASKED, limit=None))
        known, order = set(self.ids), dict[str, list[str]]()
        times: Counter[str] = Counter()
        for line in sorted(lines, key=lambda one: one.id):
            id = str(line.detail.get("message")).removeprefix("wecom_app:")
            if id in known:
                times[id] += 1
                order.setdefault(line.by, []).append(id)
        return times, order


def write(
    servers: Sequence[tuple[str, int]],
    members: Sequence[str],
    meanwhile: Callable[[], None],
    *,
    every: float = 0.2,
    first_id: int = 1,
) -> Result:
    """They write until `meanwhile` is over; each next message goes to another server."""
    result, over, ids = Result(), Event(), count(first_id)
    writing = [
        Thread(target=_writes, args=(servers, number, one, ids, result, over, every))
        for number, one in enumerate(members)
    ]
    for thread in writing:
        thread.start()
    try:
        meanwhile()
    finally:
        over.set()
        for thread in writing:
            thread.join()
    return result


def bring(servers: Sequence[tuple[str, int]], member: str, text: str, id: str) -> Result:
    """One message, and its answer."""
    result = Result({member: [id]})
    _Way(servers, 0, Said(member, text), id, result).run()
    return result


def _writes(servers, number, member, ids, result, over, every):
    on_their_way = []
    result.sent[member] = []
    while not over.wait(every):
        id = str(next(ids))
        said = Said(member, _ASKED[int(id) % len(_ASKED)])
        result.sent[member].append(id)
        at = (number + len(result.sent[member])) % len(servers)
        ways = [_Way(servers, at, said, id, result)]
        if int(id) % _RESENT == 0:
            ways.append(_Way(servers, at + 1, said, id, result))
        for way in ways:
            way.start()
            on_their_way.append(way)
        ways[0].taken.wait()
    for way in on_their_way:
        way.join()


class _Way(Thread):
    """One message: to a server, to the next where it is not there, and again after 5 seconds."""

    def __init__(
        self, servers: Sequence[tuple[str, int]], at: int, said: Said, id: str, result: Result
    ) -> None:
        super().__init__()
        self.taken = Event()
        self._servers, self._at, self._said, self._id = servers, at, said, id
        self._result = result

    def run(self) -> None:
        """Until somebody answers."""
        try:
            for _ in range(_TRIES):
                if self._brought():
                    return
            self._result.nobody_took(self._id)
        finally:
            self.taken.set()

    def _brought(self) -> bool:
        began = time.monotonic()
        for _ in range(_PASSED_ON):
            host, port = self._servers[self._at % len(self._servers)]
            self._at += 1
            try:
                status, body = self._asked(host, port)
            except TimeoutError:
                return False
            except (OSError, HTTPException):
                time.sleep(0.02)
                continue
            if status == 200:
                self._result.took(self._id, body, time.monotonic() - began)
                return True
        return False

    def _asked(self, host: str, port: int) -> tuple[int, bytes]:
        line = HTTPConnection(host, port, timeout=PATIENCE)
        try:
            query, body = sealed(self._said, self._id, int(time.time()))
            line.request("POST", f"{PATH}?{query}", body, {"Content-Type": "text/xml"})
            assert line.sock is not None
            line.sock.settimeout(_TAKEN)
            with suppress(TimeoutError):
                line.sock.recv(1, MSG_PEEK)  # an error comes at once
            self.taken.set()
            line.sock.settimeout(PATIENCE)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()
