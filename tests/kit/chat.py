"""A county whose members write to us and press buttons."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from handlers.dialogue.conversation import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Option, Reply
from language.reader import Reader
from rules.plan import Plan
from storage import Store
from storage.views import HandIn, HandInStatus, Part
from tests.kit.speaking_first import at


@dataclass
class County:
    plan: Plan
    reader: Reader
    store: Store
    now: datetime = field(default_factory=lambda: at("2019-12-26 10:00"))
    offered: tuple[Option, ...] = ()

    def say(self, userid: str, text: str, **more: Any) -> Reply:
        """What the member is answered, through the whole conversation."""
        return self._respond(userid, text=text, **more)

    def order(self, userid: str, text: str) -> Reply:
        """Say it, and yes to what is shown; what is refused or asked back is the answer itself."""
        shown = self.say(userid, text)
        if shown.pending is None or shown.pending.undoes:
            return shown
        assert shown.pushes == (), "nobody is told before the yes"
        return self._respond(userid, choice=Choice(shown.options[0].key, "task"))

    def press(self, userid: str, label: str) -> Reply:
        """Press the button with this label on the newest card."""
        key = next(option.key for option in self.offered if option.label == label)
        return self._respond(userid, choice=Choice(key, "task"))

    def press_key(self, userid: str, key: str) -> str:
        """Press a button of a card that was sent before, or that nobody of ours made."""
        return self._respond(userid, choice=Choice(key, "task")).text

    def hand_in(
        self,
        unit: str,
        paper: str,
        person: str | None = None,
        *,
        by: str = "ClerkCG",
        status: HandInStatus = HandInStatus.RECEIVED,
        summary: dict[str, Any] | None = None,
        part: Part = Part.DATA,
    ) -> HandIn:
        blob = self.store.blobs.put([b"file"])
        with self.store.transaction() as records:
            [found] = records.roster.unit_named(unit)
            person_id = records.roster.people_named(person)[0].id if person else None
            return records.handins.add(
                found.id, paper, person_id, blob, "f", "x", by, self.now,
                plan_id="2019", status=status, summary=summary, part=part,
            )  # fmt: skip

    def pass_on(self, handin: HandIn) -> None:
        with self.store.transaction() as records:
            records.handins.pass_on(handin.id, "Boss", self.now)

    def _respond(self, userid: str, **more: Any) -> Reply:
        inquiry = IncomingMessage(uuid4().hex, userid, "test", self.now, **more)
        reply = respond(inquiry, self.store, self.plan, self.reader, public_url="https://x")
        self.offered = reply.options or self.offered
        return reply


OFFICE = "县委组织部干部监督股"


ONLY_YOURS = f"您只能查看和办理本单位（城关镇）的材料。其他单位的情况，请向{OFFICE}了解。"


NOT_YOURS = (
    f"{ONLY_YOURS}要问本单位的，直接说就行，例如“我们单位还差什么材料”“我们还能报几个优秀”。"
)
