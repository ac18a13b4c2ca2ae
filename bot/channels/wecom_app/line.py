"""Where arrivals wait for their turn; those that wait together are answered in one transaction.

A commit waits for the disk, which takes longer than the answer: shared, it costs each a part of it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from time import monotonic, sleep
from typing import Final

from bot.channels.wecom_app.answering import Answering, Passive, Slot
from bot.channels.wecom_app.translate import Arrival
from bot.channels.wecom_app.turns import WAITS, Turns
from bot.error_reporting import report

MOST: Final = 16  # in one transaction; the first waits for the last


# Seconds until another look for an earlier message that another process has: longer each time.
_LOOK_AGAIN: Final = 0.01
_LOOK_AT_LEAST: Final = 0.16


@dataclass(frozen=True)
class Waiting:
    """An arrival and who waits for its answer. `turn`: its number, where such are drawn."""

    arrival: Arrival
    slot: Slot
    answer: Future[Passive] = field(default_factory=Future)
    turn: int = 0
    since: float = field(default_factory=monotonic)

    @property
    def sender(self) -> str:
        """Who wrote."""
        return self.arrival.message.sender.casefold()

    @property
    def patient(self) -> bool:
        """Whether it may still wait for another process."""
        return monotonic() - self.since < WAITS.total_seconds()


class Line:
    """A member's messages are answered in the order they came."""

    def __init__(self, answering: Answering, executor: Executor) -> None:
        self._turns = Turns(answering.store, answering.clock)
        writers = range(answering.store.writers)
        self._lanes = [Lane(answering, executor, self._turns) for _ in writers]
        self._desk = Desk(self._turns, executor, self._to_lane)

    def put(self, arrival: Arrival, slot: Slot) -> Future[Passive]:
        """The answer, once there is one."""
        waiting = Waiting(arrival, slot)
        waiting.answer.set_running_or_notify_cancel()  # from now on nobody can call it off
        if self._turns.needed:
            self._desk.put(waiting)
        else:
            self._to_lane(waiting)
        return waiting.answer

    def _to_lane(self, waiting: Waiting) -> None:
        self._lanes[hash(waiting.sender) % len(self._lanes)].put(waiting)


class Queue:
    """What comes is worked on in its order, by one thread of the executor while there is any."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._lock = Lock()
        self._waiting: deque[Waiting] = deque()
        self._at_work = False

    def put(self, waiting: Waiting) -> None:
        """Last of all."""
        with self._lock:
            self._waiting.append(waiting)
            begins, self._at_work = not self._at_work, True
        if begins:
            self._executor.submit(self._work)

    def _work(self) -> None:
        while some := self._next():
            self._do(some)

    def _next(self) -> Sequence[Waiting]:
        with self._lock:
            some = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            self._at_work = bool(some)
        return some

    def _back(self, some: Sequence[Waiting]) -> None:
        """First of all again."""
        with self._lock:
            self._waiting.extendleft(reversed(some))

    def _do(self, some: Sequence[Waiting]) -> None:
        raise NotImplementedError


class Desk(Queue):
    """Where each draws its number the moment it comes, however long the lane is."""

    def __init__(self, turns: Turns, executor: Executor, onward: Callable[[Waiting], None]) -> None:
        super().__init__(executor)
        self._turns, self._onward = turns, onward

    def _do(self, some: Sequence[Waiting]) -> None:
        drawn = self._turns.drawn([one.sender for one in some])
        for one, turn in zip(some, drawn, strict=True):
            self._onward(replace(one, turn=turn))


class Lane(Queue):
    """One transaction at a time."""

    def __init__(self, answering: Answering, executor: Executor, turns: Turns) -> None:
        super().__init__(executor)
        self._answering, self._turns = answering, turns
        self._pause = _LOOK_AGAIN

    def _do(self, some: Sequence[Waiting]) -> None:
        now, held = self._parted(some)
        self._back(held)
        if not now:
            sleep(self._pause)
            self._pause = min(self._pause * 2, _LOOK_AT_LEAST)
            return
        self._pause = _LOOK_AGAIN
        # In one order for all processes, so that no two wait for one another.
        self._answer(sorted(now, key=lambda one: one.sender))

    def _parted(self, some: Sequence[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
        """Whose turn it is, and what waits for an earlier message that another process has."""
        patient = [one.sender for one in some if one.turn and one.patient]
        first = self._turns.first_elsewhere(patient) if patient else {}
        now, held, senders = list[Waiting](), list[Waiting](), set[str]()
        for one in some:
            later = one.patient and first.get(one.sender, one.turn) < one.turn
            if later or one.sender in senders:
                senders.add(one.sender)
                held.append(one)
            else:
                now.append(one)
        return now, held

    def _answer(self, some: Sequence[Waiting]) -> None:
        try:
            found = self._answering.answer_together(
                [(one.arrival, one.slot) for one in some],
                lambda records: self._turns.done(records, [one.turn for one in some]),
            )
        except Exception as error:  # one of them: each is tried again by itself
            if len(some) > 1:
                report("not_answered_together", error)
            for one in some:
                self._apart(one, self._by_itself)
            return
        for one, passive in zip(some, found, strict=True):
            if passive is None:
                self._apart(replace(one, turn=0), self._answering.answer)
            else:
                one.answer.set_result(passive)

    def _by_itself(self, arrival: Arrival, slot: Slot) -> Passive:
        known = self._answering.accept(arrival.message)
        return self._answering.answer(arrival, slot) if known is None else known

    def _apart(self, one: Waiting, how: Callable[[Arrival, Slot], Passive]) -> None:
        """Beside the line, which goes on meanwhile."""
        done = self._executor.submit(how, one.arrival, one.slot)
        done.add_done_callback(partial(self._hand_over, one))

    def _hand_over(self, one: Waiting, done: Future[Passive]) -> None:
        error = done.exception()
        if error is not None:
            one.answer.set_exception(error)
        else:
            one.answer.set_result(done.result())
        if one.turn:
            self._turns.dropped(one.turn)
