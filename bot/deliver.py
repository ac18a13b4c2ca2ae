"""The delivery: a thread that sends what the outbox holds, each message once, after its commit."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread
from typing import Any, Final, Protocol

import structlog

from bot.clock import Clock
from bot.troubles import report
from storage import Records, Store
from storage.outbox import next_try
from storage.views import Delivery

LEASE: Final = timedelta(minutes=2)  # longer than a message with a file can take
POLL: Final = 1.0  # seconds, for what another process queued or what has become due
TRIES: Final = 12  # with growing pauses, about four hours
BATCH: Final = 20
log = structlog.get_logger(__name__)


class NotSent(Protocol):
    """What a channel raises."""

    words: str
    retry_in: timedelta | None
    code: int | None

    @property
    def about_recipient(self) -> bool:
        """This member gets nothing; otherwise the fault is the message's or the app's."""


@dataclass(frozen=True)
class Arrived:
    """`unreached`: userids the channel could not deliver to, with why."""

    msgid: str = ""
    unreached: Mapping[str, str] = field(default_factory=dict)


class Channel(Protocol):
    """Sends one claimed message. Raises what `failure` understands."""

    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived: ...

    def failure(self, error: Exception) -> NotSent | None: ...


Recheck = Callable[[Mapping[str, Any], Records], Mapping[str, Any] | None]


class Sender:
    """Drains the outbox. `recheck` gives the payload as it should be now, or None to drop it."""

    def __init__(self, store: Store, channel: Channel, clock: Clock, recheck: Recheck) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._recheck = recheck
        self._owner = secrets.token_hex(8)
        self._wake = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something may have become due."""
        self._wake.set()

    def stop(self, timeout: float = 15.0) -> None:
        """Lets the message in hand go out; the rest waits in the database."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def drain(self) -> int:
        """Sends everything that is due; how many were claimed."""
        count = 0
        while not self._stopping.is_set():
            now = self._clock.now()
            with self._store.transaction() as records:
                claimed = records.outbox.claim(self._owner, now, LEASE, BATCH)
            for delivery in claimed:
                if self._stopping.is_set():
                    self._put_back(delivery)
                else:
                    self._deliver(delivery)
            count += len(claimed)
            if not claimed:
                break
        return count

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.drain()
            except Exception as error:  # the database may be away for a moment
                report("delivery_failed", error)
            self._wake.wait(POLL)

    def _deliver(self, delivery: Delivery) -> None:
        with self._store.reading() as records:
            payload = self._recheck(delivery.payload, records)
        if payload is None:
            with self._store.transaction() as records:
                records.outbox.dropped(delivery.id, "发送前已不再需要")
            return
        try:
            arrived = self._channel.send(delivery, payload)
        except Exception as error:
            self._failed(delivery, error)
            return
        with self._store.transaction() as records:
            records.outbox.sent(delivery.id, self._clock.now(), arrived.msgid)
            if delivery.to in arrived.unreached:
                records.members.mark_unreachable(delivery.to, arrived.unreached[delivery.to])
            else:
                records.members.mark_reachable(delivery.to)

    def _failed(self, delivery: Delivery, error: Exception) -> None:
        failure = self._channel.failure(error)
        if failure is None:
            number = report("sending_failed", error)
            self._again(delivery, f"发送时出错，编号{number}", timedelta())
            return
        log.warning("not_sent", delivery=delivery.id, code=failure.code, words=failure.words)
        if failure.retry_in is not None:
            self._again(delivery, failure.words, failure.retry_in)
            return
        with self._store.transaction() as records:
            records.outbox.failed(delivery.id, failure.words)
            if failure.about_recipient:
                records.members.mark_unreachable(delivery.to, failure.words)

    def _again(self, delivery: Delivery, words: str, pause: timedelta) -> None:
        now = self._clock.now()
        with self._store.transaction() as records:
            if delivery.tries >= TRIES:
                records.outbox.failed(delivery.id, words)
            else:
                at = max(now + pause, next_try(now, delivery.tries))
                records.outbox.retry(delivery.id, at, words)

    def _put_back(self, delivery: Delivery) -> None:
        with self._store.transaction() as records:
            records.outbox.retry(delivery.id, self._clock.now(), "")
