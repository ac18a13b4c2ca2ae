"""A county whose members talk to us while time goes by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.batch import moment
from handlers.dialogue.conversation import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Reply
from language.reader import Reader
from rules.plan import Plan
from storage import Store

Talk = Callable[..., list[dict[str, Any]]]


@dataclass
class County:
    plan: Plan
    reader: Reader
    store: Store
    now: datetime = field(default_factory=lambda: moment("2019-12-25T09:00"))

    def say(self, userid: str, text: str, **more: Any) -> Reply:
        return self._respond(userid, text=text, **more)

    def order(self, userid: str, text: str) -> Reply:
        """Say it, and yes to what is shown."""
        shown = self.say(userid, text)
        assert shown.pending is not None
        return self.press(userid, shown.options[0].key)

    def press(self, userid: str, key: str) -> Reply:
        return self._respond(userid, choice=Choice(key, "task"))

    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def _respond(self, userid: str, **more: Any) -> Reply:
        inquiry = IncomingMessage(uuid4().hex, userid, "test", self.now, **more)
        return respond(inquiry, self.store, self.plan, self.reader, public_url="https://x")
