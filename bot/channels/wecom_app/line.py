"""Where arrivals wait for their turn; those that wait together are answered in one transaction.

A commit waits for the disk, which takes longer than the answer: shared, it costs each a part of it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Final

from bot.channels.wecom_app.answering import Answering, Passive, Slot
from bot.channels.wecom_app.translate import Arrival
from bot.error_reporting import report

MOST: Final = 16  # in one transaction; the first waits for the last


@dataclass(frozen=True)
class Waiting:
    """An arrival and who waits for its answer."""

    arrival: Arrival
    slot: Slot
    answer: Future[Passive] = field(default_factory=Future)


class Line:
    """A member's messages are answered in the order they came."""

    def __init__(self, answering: Answering, executor: Executor) -> None:
        self._lanes = [Lane(answering, executor) for _ in range(answering.store.writers)]

    def put(self, arrival: Arrival, slot: Slot) -> Future[Passive]:
        """The answer, once there is one."""
        waiting = Waiting(arrival, slot)
        waiting.answer.set_running_or_notify_cancel()  # from now on nobody can call it off
        lane = self._lanes[hash(arrival.message.sender.casefold()) % len(self._lanes)]
        lane.put(waiting)
        return waiting.answer


class Lane:
    """One transaction at a time. Takes a thread of the executor only while somebody waits."""

    def __init__(self, answering: Answering, executor: Executor) -> None:
        self._answering, self._executor = answering, executor
        self._lock = Lock()
        self._waiting: deque[Waiting] = deque()
        self._at_work = False

    def put(self, waiting: Waiting) -> None:
        with self._lock:
            self._waiting.append(waiting)
            begins, self._at_work = not self._at_work, True
        if begins:
            self._executor.submit(self._work)

    def _work(self) -> None:
        while some := self._next():
            self._answer(some)

    def _next(self) -> Sequence[Waiting]:
        with self._lock:
            some = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            self._at_work = bool(some)
        return some

    def _answer(self, some: Sequence[Waiting]) -> None:
        try:
            found = self._answering.answer_together([(one.arrival, one.slot) for one in some])
        except Exception as error:  # one of them: each is tried again by itself
            if len(some) > 1:
                report("not_answered_together", error)
            for one in some:
                self._apart(one, self._by_itself)
            return
        for one, passive in zip(some, found, strict=True):
            if passive is None:
                self._apart(one, self._answering.answer)
            else:
                one.answer.set_result(passive)

    def _by_itself(self, arrival: Arrival, slot: Slot) -> Passive:
        known = self._answering.accept(arrival.message)
        return self._answering.answer(arrival, slot) if known is None else known

    def _apart(self, one: Waiting, how: Callable[[Arrival, Slot], Passive]) -> None:
        """Beside the line, which goes on meanwhile."""
        done = self._executor.submit(how, one.arrival, one.slot)
        done.add_done_callback(partial(_hand_over, one.answer))


def _hand_over(answer: Future[Passive], done: Future[Passive]) -> None:
    error = done.exception()
    if error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(done.result())
