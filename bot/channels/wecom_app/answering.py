"""From an arrival to its one answer: accepted once, answered once, late ones by the outbox."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any, Final

from pydantic import TypeAdapter

from bot.channels.wecom_app import fallback_replies
from bot.channels.wecom_app.render import (
    Payload,
    Rendered,
    plain,
    push_payload,
    render,
    text_payload,
)
from bot.channels.wecom_app.translate import Arrival, Nature
from bot.clock import Clock
from bot.error_reporting import report
from handlers.dialogue.service import welcome
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Push, Reply
from scheduler.recall import CARD_FOR
from storage import Records, Store
from storage.inbox import AnsweredElsewhere

AFTER_PASSIVE: Final = timedelta(seconds=1)  # so that what continues an answer comes after it
TAKEN_OVER_AFTER: Final = timedelta(minutes=2)
_JUST_SENT: Final = timedelta(days=1)  # a message of ours is what the chat is opened for
_ARRIVAL: Final = TypeAdapter(Arrival)

Finish = Callable[[Records, Reply], None]
# Replies to an message in one transaction and, still inside it, calls what finishes the reply.
Converse = Callable[[IncomingMessage, Finish], None]
# The same inside a transaction that others share; False: it cannot be done so, and nothing was.
AtOnce = Callable[[Records, IncomingMessage, Finish], bool]


@dataclass(frozen=True)
class Passive:
    """What the callback itself is answered with: text, a changed button, or nothing."""

    text: str = ""
    button: str = ""

    def to_json(self) -> str:
        """As kept in the inbox."""
        return json.dumps({"text": self.text, "button": self.button}, ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> "Passive":
        """From what was kept."""
        fields = json.loads(stored)
        return cls(fields["text"], fields["button"])


class Slot:
    """Who takes the answer: the waiting callback, or the outbox once the callback gave up."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = "open"

    def settle(self) -> bool:
        """The worker is about to commit. True: the callback will carry the answer."""
        return self._move("settled")

    def give_up(self) -> bool:
        """The callback cannot wait. False: the answer is about to come after all."""
        return self._move("given up")

    def _move(self, to: str) -> bool:
        with self._lock:
            if self._state == "open":
                self._state = to
            return self._state == to


@dataclass(frozen=True)
class Answering:
    """Synchronous; called in threads. `office` is whom to ask, `wake` tells the delivery.

    `at_once` answers what takes no file and no other service, `converse` everything.
    """

    store: Store
    converse: Converse
    clock: Clock
    public_url: str
    office: str
    wake: Callable[[], None]
    pictures: Callable[[IncomingMessage], Reply] | None = None  # takes photos in as signed scans
    at_once: AtOnce | None = None

    def accept(self, message: IncomingMessage) -> Passive | None:
        """Commits that this message came. Gives a resend's answer, None if there is work to do."""
        with self.store.transaction() as records:
            accepted = records.inbox.accept(message.message_id, message.sender, message.at)
        return None if accepted.reply is None else Passive.from_json(accepted.reply)

    def answer_together(
        self,
        some: Sequence[tuple[Arrival, Slot]],
        beside: Callable[[Records], None] = lambda _: None,
    ) -> list[Passive | None]:
        """Accepts all of these and answers what can be at once, in one transaction, `beside` in it.

        None: accepted, and left to `answer`. Raises what went wrong with any; then none is kept.
        """
        found, queued = [], False
        with self.store.together() as next_records:
            for each in some:
                records = next_records()
                found.append(self._among_others(records, *each))
                queued = queued or records.outbox.queued
            beside(next_records())
        if queued:
            self.wake()
        return found

    def _among_others(self, records: Records, arrival: Arrival, slot: Slot) -> Passive | None:
        message = arrival.message
        accepted = records.inbox.accept(message.message_id, message.sender, message.at)
        if accepted.reply is not None:
            return Passive.from_json(accepted.reply)
        if arrival.nature in (Nature.SENT, Nature.GREETED):
            if self._is_picture(arrival):
                return None
            return self._close(records, arrival, self._fallback(records, arrival), slot)
        done: list[Passive] = []
        if self.at_once and self.at_once(records, message, self._finishing(arrival, slot, done)):
            return done[-1]
        return None

    def answer(self, arrival: Arrival, slot: Slot) -> Passive:
        """Answers an accepted arrival; whatever goes wrong, with words and a number."""
        try:
            passive = self._answered_or_in_trouble(arrival, slot)
        except AnsweredElsewhere as first:  # by another process, which got a resend
            passive = Passive.from_json(first.reply)
        self.wake()
        return passive

    def _answered_or_in_trouble(self, arrival: Arrival, slot: Slot) -> Passive:
        try:
            return self._answered(arrival, slot)
        except AnsweredElsewhere:
            raise
        except Exception as error:
            number = report("message_failed", error)
            text = fallback_replies.trouble(number, self.office, error)
            with self.store.transaction() as records:
                return self._close(records, arrival, Rendered(text, ()), slot)

    def postpone(self, arrival: Arrival) -> None:
        """Commits an overdue arrival itself: a process killed meanwhile still answers it."""
        payload = {
            "kind": "arrival",
            "arrival": _ARRIVAL.dump_python(arrival, mode="json", by_alias=True),
        }
        due = self.clock.now() + TAKEN_OVER_AFTER
        with self.store.transaction() as records:
            key = f"{arrival.message.message_id}:late"
            records.outbox.enqueue(key, arrival.message.sender, payload, due)

    def take_over(self, payload: Mapping[str, Any]) -> None:
        """Answers a postponed arrival unless that has been done."""
        arrival = _ARRIVAL.validate_python(payload["arrival"])
        if self.accept(arrival.message) is None:
            slot = Slot()
            slot.give_up()
            self.answer(arrival, slot)

    def _answered(self, arrival: Arrival, slot: Slot) -> Passive:
        picture = self._picture(arrival)
        if picture is None and arrival.nature in (Nature.SENT, Nature.GREETED):
            with self.store.transaction() as records:
                return self._close(records, arrival, self._fallback(records, arrival), slot)
        done: list[Passive] = []
        finish = self._finishing(arrival, slot, done)
        if picture is None:
            self.converse(arrival.message, finish)
        else:
            with self.store.transaction() as records:
                finish(records, picture)
        return done[-1]

    def _finishing(self, arrival: Arrival, slot: Slot, done: list[Passive]) -> Finish:
        """What finishes a reply in its transaction; the passive answer is added to `done`."""

        def finish(records: Records, reply: Reply) -> None:
            self._push(records, reply.pushes)
            self._settle(records, arrival.message.sender, reply.settles)
            said = arrival.message.text or arrival.label
            rendered = render(reply, self.public_url, arrival.message.message_id, said)
            done.append(self._close(records, arrival, rendered, slot, reply.card))

        return finish

    def _is_picture(self, arrival: Arrival) -> bool:
        sent = arrival.message.attachment
        return self.pictures is not None and sent is not None and sent.kind == "image"

    def _picture(self, arrival: Arrival) -> Reply | None:
        """What became of a photo, None for anything else and for strangers."""
        if self.pictures is None or not self._is_picture(arrival):
            return None
        with self.store.reading() as records:
            known = records.members.by_userid(arrival.message.sender) is not None
        return self.pictures(arrival.message) if known else None

    def _fallback(self, records: Records, arrival: Arrival) -> Rendered:
        message = arrival.message
        member = records.members.by_userid(message.sender)
        if member is None:
            first_today = arrival.nature is not Nature.GREETED or self._greets(records, message)
            return Rendered(fallback_replies.stranger(self.office) if first_today else "", ())
        if message.attachment is not None:
            return Rendered(fallback_replies.about(message.attachment, self.public_url), ())
        if not self._greets(records, message):
            return Rendered("", ())
        return Rendered(welcome(plain(member.name), member.role), ())

    def _greets(self, records: Records, message: IncomingMessage) -> bool:
        """Once a person, and not under a message of ours that they opened the chat to read."""
        since = message.at - _JUST_SENT
        if records.outbox.sent_to(message.sender, since, message.at):
            return False
        key = f"welcome:{message.sender.casefold()}"
        return records.inbox.accept(key, message.sender, message.at).new

    def _push(self, records: Records, pushes: Sequence[Push]) -> None:
        for push in pushes:
            payload = push_payload(push, self.public_url)
            records.outbox.enqueue(push.key, push.to, payload, self.clock.now())

    def _settle(self, records: Records, sender: str, message_id: str) -> None:
        """The card of a question answered by text takes no press any more."""
        now = self.clock.now()
        card = records.outbox.close_card(message_id, now - CARD_FOR) if message_id else None
        if card:
            key, code = card
            change = {"kind": "update", "response_code": code, "label": "已处理"}
            records.outbox.enqueue(f"done:{key}", sender, change, now)

    def _close(
        self,
        records: Records,
        arrival: Arrival,
        rendered: Rendered,
        slot: Slot,
        card: str = "",
    ) -> Passive:
        """In the answer's own transaction: what is said now, and what is queued."""
        message, in_time = arrival.message, slot.settle()
        pressed = arrival.nature is Nature.PRESSED
        by_callback = in_time and not pressed
        passive = Passive(text=rendered.first) if by_callback else Passive()
        if in_time and pressed and arrival.label:
            passive = Passive(button=card or f"已选：{arrival.label}")
        queued: list[Payload] = list(rendered.later)
        if not by_callback and rendered.first:
            queued.insert(0, text_payload(rendered.first))
        due = self.clock.now() + (AFTER_PASSIVE if in_time else timedelta())
        for number, payload in enumerate(queued):
            records.outbox.enqueue(f"{message.message_id}:{number}", message.sender, payload, due)
        records.inbox.answered(message.message_id, passive.to_json())
        return passive
