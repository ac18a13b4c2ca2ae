"""The delivery: a thread that sends what the outbox holds, each message once, after its commit."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any, Final, Protocol

import structlog

from bot.clock import Clock
from bot.duty import Duty
from bot.error_reporting import report
from bot.measure import Measure
from scheduler import Cancel, Later, Redirect, Verdict
from storage import Records, Store
from storage.outbox import next_try
from storage.views import Delivery

LEASE: Final = timedelta(minutes=2)  # longer than a message with a file can take
POLL: Final = 1.0  # seconds, for what another process queued or what has become due
TRIES: Final = 12  # of what fails by a fault of ours; with growing pauses, about four hours
# What the channel keeps refusing waits so long besides; whether it still holds is asked each time.
GIVE_UP_AFTER: Final = timedelta(days=7)
KNOWN_AGAIN_FOR: Final = timedelta(minutes=30)  # the shortest time a channel remembers a request
_AS_SENT: Final = "as_sent"
# What a channel notes before it sends, see `Channel`; only the same request is known again.
ON_ITS_WAY: Final = "on_its_way"
BATCH: Final = 20
DELIVERING: Final = timedelta(seconds=15)  # after which another process delivers in our place
_FULL_FOR: Final = timedelta(minutes=1)
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
    """`unreached`: userids the channel could not deliver to, with why.

    `pieces`: how many messages it was.
    """

    msgid: str = ""
    unreached: Mapping[str, str] = field(default_factory=dict)
    response_code: str = ""
    pieces: int = 1


class Channel(Protocol):
    """Sends one claimed message. Raises what `failure` understands.

    What it must know again should the answer be lost, it writes to the delivery's payload under
    ON_ITS_WAY before it sends; that is forgotten once the message is refused for certain.
    """

    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived:
        """Send it, once; raises where it was not sent."""

    def failure(self, error: Exception) -> NotSent | None:
        """What this error means, or nothing where it is none of the channel's."""


Recheck = Callable[[Mapping[str, Any], Records], Verdict]
# Called in the transaction that notes a message as sent.
NoteSent = Callable[[Delivery, Mapping[str, Any], Arrived, Records], None]


def _nothing(_delivery: Delivery, _payload: object, _arrived: Arrived, _records: Records) -> None:
    """Nothing else is noted."""


def note_on_its_way(store: Store, delivery: Delivery, noted: Mapping[str, Any]) -> None:
    """For a channel, right before it sends; nothing noted means that nothing was sent."""
    payload = {name: value for name, value in delivery.payload.items() if name != ON_ITS_WAY}
    if noted:
        payload[ON_ITS_WAY] = dict(noted)
    with store.transaction() as records:
        records.outbox.reword(delivery.id, payload)


def _without_copy(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {n: value for n, value in payload.items() if n not in (_AS_SENT, ON_ITS_WAY)}


class Sender:
    """Drains the outbox. `recheck` says what becomes of a message right before it is sent."""

    def __init__(
        self,
        store: Store,
        channel: Channel,
        clock: Clock,
        recheck: Recheck,
        note_sent: NoteSent = _nothing,
        measure: Measure = Measure(),  # noqa: B008 - it holds nothing
    ) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._recheck = recheck
        self._note_sent = note_sent
        self._measure = measure
        self._owner = secrets.token_hex(8)
        self._duty = Duty(store, clock, "delivery", DELIVERING, self._owner)
        self._wake = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        """Begin to send."""
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
        try:
            self._duty.let_go()
        except Exception as error:  # the lease runs out by itself
            report("duty_kept", error)

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
                    self._duty.mine()  # said again while many are sent
                    self._deliver(delivery)
            count += len(claimed)
            if not claimed:
                break
        return count

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                if self._duty.mine():
                    self.drain()
            except Exception as error:  # the database may be away for a moment
                report("delivery_failed", error)
            self._wake.wait(POLL)

    def _deliver(self, delivery: Delivery) -> None:
        now = self._clock.now()
        if "batch" in delivery.payload and not self._measure.has_room(
            self._store, delivery.to, now
        ):
            self._wait_until(delivery, now + _FULL_FOR)
            return
        verdict = self._verdict(delivery)
        if not isinstance(verdict, Mapping):
            with self._store.transaction() as records:
                self._not_now(delivery, verdict, records)
            return
        until = self._measure.counted_in(self._store, delivery, verdict, now)
        if until is not None:
            self._wait_until(delivery, until)
            return
        delivery = self._written_down(delivery, verdict)
        try:
            arrived = self._channel.send(delivery, verdict)
        except Exception as error:
            self._failed(delivery, error)
            return
        with self._store.transaction() as records:
            if arrived.response_code and delivery.payload.get("kind") == "card":
                code = {"response_code": arrived.response_code}
                records.outbox.reword(delivery.id, {**_without_copy(delivery.payload), **code})
            records.outbox.sent(delivery.id, self._clock.now(), arrived.msgid, arrived.pieces)
            if delivery.to in arrived.unreached:
                self._tell_author(delivery, arrived.unreached[delivery.to], records)
                self._unreached(delivery, arrived.unreached[delivery.to], records)
            else:
                records.members.mark_reachable(delivery.to)
                self._note_sent(delivery, verdict, arrived, records)

    def _wait_until(self, delivery: Delivery, until: datetime) -> None:
        with self._store.transaction() as records:
            records.outbox.postpone(delivery.id, until)

    def _verdict(self, delivery: Delivery) -> Verdict:
        """What is to be sent now; what may have been sent before a crash goes out word for word.

        Only the same request is known to WeCom as one it has delivered already.
        """
        before = delivery.payload.get(_AS_SENT)
        if before and self._clock.now() - datetime.fromisoformat(before["at"]) < KNOWN_AGAIN_FOR:
            found: Mapping[str, Any] = before["payload"]
            return found
        with self._store.reading() as records:
            return self._recheck(delivery.payload, records)

    def _written_down(self, delivery: Delivery, payload: Mapping[str, Any]) -> Delivery:
        """Before it is sent, where another look might word it otherwise or make it anew."""
        if "recheck" not in delivery.payload and "batch" not in delivery.payload:
            return delivery
        as_sent = {"at": self._clock.now().isoformat(), "payload": payload}
        kept = {**delivery.payload, _AS_SENT: as_sent}
        with self._store.transaction() as records:
            records.outbox.reword(delivery.id, kept)
        return replace(delivery, payload=kept)

    def _not_now(self, delivery: Delivery, verdict: Verdict, records: Records) -> None:
        """What is not sent: put off, said to somebody else, taken back or dropped."""
        if isinstance(verdict, Later):
            records.outbox.postpone(delivery.id, verdict.at)
            return
        records.outbox.dropped(delivery.id, "发送前已不再需要")
        self._hand_on(delivery, verdict, records)

    def _hand_on(self, delivery: Delivery, verdict: Verdict, records: Records) -> None:
        if isinstance(verdict, Redirect):
            key = f"{delivery.key}>{verdict.to}"
            records.outbox.enqueue(key, verdict.to, verdict.payload, self._clock.now())
        elif isinstance(verdict, Cancel):
            records.notices.forget(verdict.keys)

    def _unreached(self, delivery: Delivery, why: str, records: Records) -> None:
        """This member gets nothing: noted, and whoever is next in line is written to."""
        records.members.mark_unreachable(delivery.to, why)
        self._hand_on(delivery, self._recheck(delivery.payload, records), records)

    def _tell_author(self, delivery: Delivery, why: str, records: Records) -> None:
        """Whoever sent a notice or a chase hears once that it did not arrive, and why."""
        author = delivery.payload.get("author")
        if author:
            text = f"没有送到{author['whom']}：{why.rstrip('。')}。请打电话告知。"
            payload = {"kind": "text", "text": text}
            key = f"undelivered:{delivery.key}"
            records.outbox.enqueue(key, author["to"], payload, self._clock.now())

    def _failed(self, delivery: Delivery, error: Exception) -> None:
        failure = self._channel.failure(error)
        if failure is None:
            number = report("sending_failed", error)
            self._again(delivery, f"发送时出错，编号{number}", timedelta())
            return
        if failure.code is not None:  # refused for certain: the next try may say it anew
            with self._store.transaction() as records:
                records.outbox.reword(delivery.id, _without_copy(delivery.payload))
        log.warning("not_sent", delivery=delivery.id, code=failure.code, words=failure.words)
        if failure.retry_in is not None:
            self._again(delivery, failure.words, failure.retry_in, ours=False)
            return
        with self._store.transaction() as records:
            records.outbox.failed(delivery.id, failure.words)
            self._tell_author(delivery, failure.words, records)
            if failure.about_recipient:
                self._unreached(delivery, failure.words, records)

    def _again(
        self, delivery: Delivery, words: str, pause: timedelta, *, ours: bool = True
    ) -> None:
        now = self._clock.now()
        spent = delivery.tries >= TRIES and (ours or now - delivery.due > GIVE_UP_AFTER)
        with self._store.transaction() as records:
            if spent:
                records.outbox.failed(delivery.id, words)
                self._tell_author(delivery, words, records)
            else:
                at = max(now + pause, next_try(now, delivery.tries))
                records.outbox.retry(delivery.id, at, words)

    def _put_back(self, delivery: Delivery) -> None:
        with self._store.transaction() as records:
            records.outbox.retry(delivery.id, self._clock.now(), "")
